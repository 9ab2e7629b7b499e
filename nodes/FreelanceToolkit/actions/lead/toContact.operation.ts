import { defineOperation } from '../../../shared/operation';
import { recordField, type Toolkit } from '../../parameters';

export const toContact = defineOperation<Toolkit>()({
	value: 'toContact',
	name: 'To Contact',
	action: 'Make a contact',
	description: 'Makes a contact record of the person behind a lead or a message',
	effect: 'read',
	parameters: { record: recordField('Record', 'A lead or message record') },
	async execute({ client, params: { record } }) {
		const isMessage = (record as { record?: unknown } | null)?.record === 'message';
		const from = isMessage ? client.readMessage(record) : client.readLead(record);
		const id = from.person?.id ?? from.person?.username ?? from.sourceId;
		return client.readContact({
			record: 'contact',
			source: from.source,
			sourceId: id,
			dedupeKey: `${from.source}:user:${id}`,
			url: from.person?.url ?? null,
			person: from.person ?? {},
			createdAt: from.createdAt,
		});
	},
});
