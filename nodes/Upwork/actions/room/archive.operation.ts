import { defineOperation } from '../../../shared/operation';
import type { UpworkRun } from '../../context';
import { roomLocator } from '../../parameters';

export const archive = defineOperation<UpworkRun>()({
	value: 'archive',
	name: 'Archive',
	action: 'Archive a room',
	description:
		'Archives a conversation that is over; Upwork makes the room read-only. Nothing is deleted. One item.',
	effect: 'write',
	parameters: { roomId: roomLocator() },
	prepare: async ({ client: { api }, params: { roomId } }) => ({
		target: `room ${roomId}`,
		request: { roomId },
		send: async () => await api.rooms.archive(roomId),
	}),
});
