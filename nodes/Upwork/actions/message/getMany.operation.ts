import { defineOperation } from '../../../shared/operation';
import { collection, dateTime, returnAllAndLimit } from '../../../shared/parameters';
import type { UpworkRun } from '../../context';
import {
	fieldParameters,
	fieldSetOf,
	isoOf,
	keepingOwn,
	marked,
	roomLocator,
} from '../../parameters';

export const getMany = defineOperation<UpworkRun>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many messages',
	description:
		'Messages of a room, newest first. Use it to know a conversation before answering; one item per message.',
	effect: 'read',
	parameters: {
		roomId: roomLocator(),
		limit: returnAllAndLimit(),
		messageFilters: collection(
			{ displayName: 'Filters', placeholder: 'Add Filter' },
			{
				since: dateTime({ displayName: 'Since', description: 'Only messages since this time' }),
				until: dateTime({ displayName: 'Until', description: 'Only messages until this time' }),
			},
		),
		...fieldParameters(),
	},
	async *execute({ client: { api }, params, signal }) {
		const fields = fieldSetOf(params);
		const { roomId, limit, messageFilters } = params;
		const ownId = await api.people.ownId();
		const since = isoOf(messageFilters.since);
		const until = isoOf(messageFilters.until);
		for await (const story of api.messages.list(roomId, { limit, since, until, fields, signal })) {
			yield marked({ ...story, roomId, own: story.user?.id === ownId }, fields);
		}
	},
	output: { forms: keepingOwn((lib) => lib.upworkForms.message), record: true },
});
