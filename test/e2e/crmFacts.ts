import { demoCredentials } from '../../playground/credentials';
import type { TemplateStage } from './templateStage';

export const CRMS = ['amocrm', 'bitrix24', 'hubspot'] as const;
export type Crm = (typeof CRMS)[number];

/** Names of a CRM's operations in the simulator. */
export const OPERATIONS = {
	amocrm: {
		makeLead: 'POST /api/v4/leads',
		findContact: 'GET /api/v4/contacts',
		makeContact: 'POST /api/v4/contacts',
		addNote: 'POST /api/v4/leads/:id/notes',
	},
	bitrix24: {
		makeLead: 'crm.lead.add',
		findContact: 'crm.contact.list',
		makeContact: 'crm.contact.add',
		addNote: 'crm.timeline.comment.add',
	},
	hubspot: {
		makeLead: 'POST /crm/v3/objects/:type',
		findContact: 'POST /crm/v3/objects/:type/search',
		makeContact: 'POST /crm/v3/objects/:type',
		addNote: 'POST /crm/v3/objects/:type',
	},
} as const;

interface AmoEntity {
	id: number;
	status_id?: number;
	custom_fields_values: Array<{ field_id: number; values: Array<{ value: string }> }> | null;
}

interface States {
	amocrm: {
		leads: AmoEntity[];
		contacts: AmoEntity[];
		notes: Array<{ params: { text: string } }>;
		links: Array<{ fromId: number; toId: number }>;
	};
	bitrix24: {
		leads: Array<Record<string, string>>;
		contacts: Array<Record<string, string> & { PHONE?: Array<{ VALUE: string }> }>;
		comments: Array<{ COMMENT: string }>;
	};
	hubspot: {
		deals: HubSpotObject[];
		contacts: HubSpotObject[];
		notes: HubSpotObject[];
	};
}

interface HubSpotObject {
	id: string;
	properties: Record<string, string | null>;
	associations: Array<{ toId: string }>;
}

/** What reached a CRM, in words that all three share; keys are the ones by which records are found again. */
export interface CrmFacts {
	leads: Array<{ key: string; stage: string; contactId: string | undefined }>;
	contacts: Array<{ id: string; key: string; phone: string }>;
	notes: string[];
}

export function crmFacts(stage: TemplateStage, crm: Crm): CrmFacts {
	if (crm === 'amocrm') {
		const { leads, contacts, notes, links } = stage.state<States['amocrm']>(crm);
		const field = ({ custom_fields_values: fields }: AmoEntity, id: number) =>
			fields?.find(({ field_id: own }) => own === id)?.values[0]?.value ?? '';
		return {
			leads: leads.map((lead) => ({
				key: field(lead, 720_004),
				stage: String(lead.status_id),
				contactId: links.find(({ fromId }) => fromId === lead.id)?.toId.toString(),
			})),
			contacts: contacts.map((contact) => ({
				id: String(contact.id),
				key: field(contact, 710_004),
				phone: digits(field(contact, 710_001)),
			})),
			notes: notes.map(({ params }) => params.text),
		};
	}
	if (crm === 'bitrix24') {
		const { leads, contacts, comments } = stage.state<States['bitrix24']>(crm);
		return {
			leads: leads.map((lead) => ({
				key: lead.ORIGIN_ID ?? '',
				stage: lead.STATUS_ID ?? '',
				contactId: lead.CONTACT_ID,
			})),
			contacts: contacts.map((contact) => ({
				id: contact.ID ?? '',
				key: contact.ORIGIN_ID ?? '',
				phone: digits(contact.PHONE?.[0]?.VALUE ?? ''),
			})),
			notes: comments.map(({ COMMENT: text }) => text),
		};
	}
	const { deals, contacts, notes } = stage.state<States['hubspot']>(crm);
	return {
		leads: deals.map(({ properties, associations }) => ({
			key: properties.source_id ?? '',
			stage: properties.dealstage ?? '',
			contactId: associations[0]?.toId,
		})),
		contacts: contacts.map(({ id, properties }) => ({
			id,
			key: properties.source_id ?? '',
			phone: digits(properties.phone ?? ''),
		})),
		notes: notes.map(({ properties }) => properties.hs_note_body ?? ''),
	};
}

const digits = (phone: string) => phone.replaceAll(/\D/g, '');

/** Somebody enters a person into the CRM by hand, the phone as people write it; gives the contact's id. */
export async function enterByHand(stage: TemplateStage, crm: Crm, phone: string): Promise<string> {
	const [, area = '', first = '', second = '', third = ''] =
		/^7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(phone) ?? [];
	const written = `+7 (${area}) ${first}-${second}-${third}`;
	const name = 'Внесён вручную';
	if (crm === 'amocrm') {
		const values = [{ value: written }];
		await enter(stage, `${AMO}/contacts`, [
			{ name, custom_fields_values: [{ field_code: 'PHONE', values }] },
		]);
	} else if (crm === 'bitrix24') {
		const fields = { NAME: name, PHONE: [{ VALUE: written, VALUE_TYPE: 'WORK' }] };
		await enter(stage, 'example.bitrix24.ru/rest/1/simulatedbitrixcode/crm.contact.add', {
			fields,
		});
	} else {
		await enter(stage, 'api.hubapi.com/crm/v3/objects/contacts', {
			properties: { firstname: name, phone: written },
		});
	}
	return crmFacts(stage, crm).contacts.at(-1)?.id ?? '';
}

/** A lead in amoCRM with this key. */
export async function enterAmoLead(stage: TemplateStage, key: string): Promise<void> {
	const field = { field_id: 720_004, values: [{ value: key }] };
	await enter(stage, `${AMO}/leads`, [{ name: key, custom_fields_values: [field] }]);
}

const AMO = 'example.amocrm.ru/api/v4';

async function enter(stage: TemplateStage, address: string, body: unknown): Promise<void> {
	const header = demoCredentials(stage.simulator.url).find(({ id }) =>
		id.endsWith(address.startsWith(AMO) ? 'amocrm' : 'hubspot'),
	);
	const response = await fetch(`${stage.simulator.url}/${address}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', authorization: String(header?.data.value) },
		body: JSON.stringify(body),
	});
	if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`);
}

/** Values that appear more than once. */
export function doubles(values: readonly string[]): string[] {
	return values.filter((value, index) => value !== '' && values.indexOf(value) !== index);
}

/** Keys and phones that the CRM holds twice. */
export function doublesIn({ leads, contacts, notes }: CrmFacts): string[] {
	return [
		...doubles(leads.map(({ key }) => key)),
		...doubles(contacts.map(({ key }) => key)),
		...doubles(contacts.map(({ phone }) => phone)),
		...doubles(notes),
	];
}

/** Limits per second are the simulator's own tests' matter; with them a test takes minutes. */
export async function liftLimits(stage: TemplateStage): Promise<void> {
	const { avito, amocrm, bitrix24, hubspot } = stage.simulator.control;
	await avito.configure({
		limits: { job: null, vacancySearch: null, items: null, itemInfo: null },
	});
	await amocrm.configure({ perSecond: null });
	await bitrix24.configure({ perSecond: null });
	await hubspot.configure({ perTenSeconds: null });
}

const PAUSE_SECONDS = { 'crm-amocrm': 1, 'crm-bitrix24': 2, 'crm-hubspot': 1 };

/** Imports the workflow that writes to a CRM, without its pauses, and publishes it. */
export async function importCrm(
	stage: TemplateStage,
	name: keyof typeof PAUSE_SECONDS,
	edits: Record<string, string> = {},
): Promise<void> {
	const value = '"name": "pauseSeconds",\n\t\t\t\t\t\t\t"value": ';
	const { id } = await stage.import(name, {
		[`${value}${PAUSE_SECONDS[name]}`]: `${value}0`,
		...edits,
	});
	await stage.n8n.api.public('POST', `/workflows/${id}/activate`);
}
