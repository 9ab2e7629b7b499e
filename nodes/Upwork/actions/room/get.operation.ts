import { defineOperation } from '../../../shared/operation';
import type { UpworkRun } from '../../context';
import { roomLocator } from '../../parameters';

export const get = defineOperation<UpworkRun>()({
	value: 'get',
	name: 'Get',
	action: 'Get a room',
	description: 'One conversation with its people, proposal and latest message. One item.',
	effect: 'read',
	parameters: { roomId: roomLocator() },
	execute: async ({ client: { api }, params }) => await api.rooms.get(params.roomId),
	output: { forms: (lib) => lib.upworkForms.room, record: false },
});
