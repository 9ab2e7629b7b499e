import { defineOperation } from '../../../shared/operation';
import { choice, list, ParameterValueError, text } from '../../../shared/parameters';
import type { UpworkRun } from '../../context';

export const create = defineOperation<UpworkRun>()({
	value: 'create',
	name: 'Create',
	action: 'Create a room',
	description:
		'Opens a conversation with people you already work with. A freelancer cannot open one about a job: the client writes first. One item with the ID of the room.',
	effect: 'write',
	parameters: {
		roomType: choice({
			displayName: 'Type',
			default: 'ONE_ON_ONE' as const,
			description: 'A direct room that already exists is returned',
			options: [
				{ name: 'Group', value: 'GROUP' as const },
				{ name: 'One on One', value: 'ONE_ON_ONE' as const },
			],
		}),
		users: list(
			{
				displayName: 'People',
				itemName: 'Person',
				description: 'Who is in the room besides you',
			},
			{
				userId: text({ displayName: 'User ID' }),
				organizationId: text({
					displayName: 'Organization ID',
					description: 'Organization in which the person is in the room',
				}),
			},
		),
		roomName: text({ displayName: 'Name' }),
		topic: text({ displayName: 'Topic' }),
	},
	async prepare({ client: { api }, params: { roomType, users, roomName, topic } }) {
		const complete = users.filter(({ userId, organizationId }) => userId && organizationId);
		if (complete.length === 0 || complete.length !== users.length) {
			throw new ParameterValueError(
				'"People" needs at least one person with User ID and Organization ID',
				'Both are in the output of Room > Get of a room you share.',
			);
		}
		const input = {
			roomType,
			users: complete,
			...(roomName ? { roomName } : {}),
			...(topic ? { topic } : {}),
		};
		return {
			target: `users ${complete.map(({ userId }) => userId).join(' ')}`,
			request: input,
			send: async () => await api.rooms.create(input),
		};
	},
});
