import { totalOf } from '../money';
import type { Contact, Lead, Person } from '../types';
import type { StageMap } from './stages';
import { toCrmStage } from './stages';

export const CRMS = ['amocrm', 'bitrix24', 'hubspot'] as const;
export type Crm = (typeof CRMS)[number];

export interface CrmOptions {
	/** Names or ids of the pipeline's stages by shared stage. */
	stages?: StageMap;
	pipelineId?: string;
	/** Field that holds the dedupeKey, to find the lead again; the CRM's own name for it. */
	keyField?: string;
}

const nameOf = ({ name, username }: Person): string => name ?? username ?? 'Unknown';

/**
 * A lead as the body of the CRM's own create call: amoCRM v4 `leads`, Bitrix24 `crm.lead.add`,
 * HubSpot v3 `deals`.
 */
export function leadToCrm(lead: Lead, crm: Crm, options: CrmOptions = {}): object {
	const stage = options.stages && lead.stage ? toCrmStage(lead.stage, options.stages) : undefined;
	const amount = totalOf(lead.money);
	const link = lead.url ?? '';
	if (crm === 'amocrm') {
		const fieldId = Number(options.keyField);
		return {
			name: lead.title.slice(0, 255),
			price: amount === undefined ? undefined : Math.round(amount),
			pipeline_id: options.pipelineId ? Number(options.pipelineId) : undefined,
			status_id: stage === undefined ? undefined : Number(stage),
			custom_fields_values:
				options.keyField && Number.isInteger(fieldId)
					? [{ field_id: fieldId, values: [{ value: lead.dedupeKey }] }]
					: undefined,
			_embedded: { tags: [{ name: lead.source }] },
		};
	}
	if (crm === 'bitrix24') {
		return {
			fields: {
				TITLE: lead.title.slice(0, 255),
				OPPORTUNITY: amount,
				CURRENCY_ID: amount === undefined ? undefined : lead.money?.currency,
				STATUS_ID: stage,
				SOURCE_ID: 'WEB',
				SOURCE_DESCRIPTION: link,
				COMMENTS: lead.text,
				ORIGINATOR_ID: lead.source,
				ORIGIN_ID: lead.dedupeKey,
				NAME: lead.person ? nameOf(lead.person) : undefined,
			},
		};
	}
	return {
		properties: {
			dealname: lead.title.slice(0, 255),
			amount: amount === undefined ? undefined : String(amount),
			dealstage: stage,
			pipeline: options.pipelineId,
			description: [lead.text, link].filter(Boolean).join('\n\n'),
			[options.keyField ?? 'dedupe_key']: lead.dedupeKey,
		},
	};
}

/** A contact as the body of the CRM's own create call. */
export function contactToCrm(contact: Contact, crm: Crm, options: CrmOptions = {}): object {
	const { person, phone, email } = contact;
	const name = nameOf(person);
	if (crm === 'amocrm') {
		const fieldId = Number(options.keyField);
		const fields = [
			...(phone ? [{ field_code: 'PHONE', values: [{ value: phone, enum_code: 'WORK' }] }] : []),
			...(email ? [{ field_code: 'EMAIL', values: [{ value: email, enum_code: 'WORK' }] }] : []),
			...(options.keyField && Number.isInteger(fieldId)
				? [{ field_id: fieldId, values: [{ value: contact.dedupeKey }] }]
				: []),
		];
		return { name, custom_fields_values: fields.length > 0 ? fields : undefined };
	}
	if (crm === 'bitrix24') {
		return {
			fields: {
				NAME: name,
				PHONE: phone ? [{ VALUE: phone, VALUE_TYPE: 'WORK' }] : undefined,
				EMAIL: email ? [{ VALUE: email, VALUE_TYPE: 'WORK' }] : undefined,
				WEB: contact.url ? [{ VALUE: contact.url, VALUE_TYPE: 'WORK' }] : undefined,
				ORIGINATOR_ID: contact.source,
				ORIGIN_ID: contact.dedupeKey,
			},
		};
	}
	return {
		properties: {
			firstname: name,
			phone: phone ?? undefined,
			email: email ?? undefined,
			website: contact.url ?? undefined,
			[options.keyField ?? 'dedupe_key']: contact.dedupeKey,
		},
	};
}
