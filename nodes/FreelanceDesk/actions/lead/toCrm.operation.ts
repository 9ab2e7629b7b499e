import { defineOperation } from '../../../shared/operation';
import {
	choice,
	collection,
	jsonObject,
	ParameterValueError,
	text,
} from '../../../shared/parameters';
import { recordField, stagesOf, type Desk } from '../../parameters';

export const toCrm = defineOperation<Desk>()({
	value: 'toCrm',
	name: 'Map to CRM',
	action: 'Map a record to a CRM',
	description:
		'Turns a lead or a contact into the body of a create call to amoCRM, Bitrix24 or HubSpot. One item.',
	effect: 'read',
	parameters: {
		record: recordField('Record', 'A lead or contact record'),
		crm: choice({
			displayName: 'CRM',
			default: 'amocrm',
			description: 'Whose create call the body is for',
			options: [
				{ name: 'amoCRM', value: 'amocrm' },
				{ name: 'Bitrix24', value: 'bitrix24' },
				{ name: 'HubSpot', value: 'hubspot' },
			],
		}),
		options: collection(
			{ displayName: 'Options' },
			{
				stages: jsonObject({
					displayName: 'Stages',
					default: '{ "new": "", "offered": "", "inWork": "", "done": "" }',
					description: 'CRM stage ID for each shared stage, as JSON',
					example: '{ "new": "142" }',
				}),
				pipelineId: text({
					displayName: 'Pipeline ID',
					description: 'Pipeline in which leads are created',
				}),
				keyField: text({
					displayName: 'Key Field',
					description:
						'CRM field that holds the dedupeKey, so that the record can be found again: a field ID in amoCRM, a property name in HubSpot',
				}),
			},
		),
	},
	async execute({ client, params: { record, crm, options } }) {
		const settings = {
			stages: stagesOf(client, options.stages ?? {}, 'Stages'),
			pipelineId: options.pipelineId || undefined,
			keyField: options.keyField || undefined,
		};
		if (crm === 'amocrm') {
			for (const id of [settings.pipelineId, ...Object.values(settings.stages)]) {
				if (id === undefined || /^\d{1,15}$/.test(id)) continue;
				throw new ParameterValueError(
					`amoCRM knows pipelines and stages by number, not by "${id.slice(0, 40)}"`,
					'Take the ID from the address of the pipeline in amoCRM, e.g. 142.',
				);
			}
		}
		const isContact = (record as { record?: unknown } | null)?.record === 'contact';
		const source = isContact ? client.readContact(record) : client.readLead(record);
		const body =
			source.record === 'contact'
				? client.contactToCrm(source, crm, settings)
				: client.leadToCrm(source, crm, settings);
		return { dedupeKey: source.dedupeKey, body };
	},
});
