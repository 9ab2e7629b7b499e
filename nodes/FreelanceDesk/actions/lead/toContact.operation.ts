import { defineOperation } from '../../../shared/operation';
import { recordField, type Desk } from '../../parameters';

export const toContact = defineOperation<Desk>()({
	value: 'toContact',
	name: 'To Contact',
	action: 'Make a contact',
	description:
		'Makes a contact record for the person behind a lead, a message or a candidate. One item.',
	effect: 'read',
	parameters: { record: recordField('Record', 'A lead, message or candidate record') },
	async execute({ client, params: { record } }) {
		const kind = (record as { record?: unknown } | null)?.record;
		const from =
			kind === 'message'
				? client.readMessage(record)
				: kind === 'candidate'
					? client.readCandidate(record)
					: client.readLead(record);
		const id = from.person?.id ?? from.person?.username;
		return client.readContact({
			record: 'contact',
			source: from.source,
			sourceId: id ?? from.sourceId,
			// The ID of a posting is no user's ID, and could be that of another one.
			dedupeKey: id ? `${from.source}:user:${id}` : `${from.dedupeKey}:person`,
			url: from.person?.url ?? null,
			person: from.person ?? {},
			createdAt: from.createdAt,
			...(from.record === 'candidate' && {
				phone: from.phone,
				email: from.email,
				text: from.title,
			}),
		});
	},
});
