import { defineOperation } from '../../../shared/operation';
import { choice, collection, flag, returnAllAndLimit } from '../../../shared/parameters';
import type { UpworkRun } from '../../context';
import { fieldParameters, fieldSetOf, keepingOwn, markedAll } from '../../parameters';

export const getMany = defineOperation<UpworkRun>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many rooms',
	description:
		'Conversations, most recent first, to see who wrote. Rooms belong to an organization: choose it above. One item per room.',
	effect: 'read',
	parameters: {
		limit: returnAllAndLimit(),
		roomFilters: collection(
			{ displayName: 'Filters', placeholder: 'Add Filter' },
			{
				everything: flag({
					displayName: 'Everything',
					default: true,
					description:
						'Whether to also return hidden and unsubscribed rooms, which Upwork leaves out by default; takes six passes',
				}),
				unreadOnly: flag({
					displayName: 'Unread Only',
					default: true,
					description: 'Whether to return only rooms with unread messages',
				}),
				roomType: choice({
					displayName: 'Type',
					default: 'INTERVIEW' as const,
					description: 'Kind of conversation',
					options: [
						{ name: 'Group', value: 'GROUP' as const },
						{ name: 'Interview', value: 'INTERVIEW' as const },
						{ name: 'One on One', value: 'ONE_ON_ONE' as const },
					],
				}),
			},
		),
		...fieldParameters(),
	},
	execute({ client: { api }, params, signal }) {
		const fields = fieldSetOf(params);
		const { everything, unreadOnly, roomType } = params.roomFilters;
		const filter = {
			...(unreadOnly ? { unreadRoomsOnly_eq: true } : {}),
			...(roomType ? { roomType_eq: roomType } : {}),
		};
		const rooms = api.rooms.list({ filter, everything, limit: params.limit, fields, signal });
		return markedAll(rooms, fields);
	},
	output: { forms: keepingOwn((lib) => lib.upworkForms.room), record: false },
});
