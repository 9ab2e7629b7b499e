import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { chatLocator } from '../../parameters';

export const get = defineOperation<AvitoRun>()({
	value: 'get',
	name: 'Get',
	action: 'Get a chat',
	description: 'One chat with its people, item and last message, however old. One item.',
	effect: 'read',
	parameters: { chatId: chatLocator() },
	execute: async ({ client: { api }, params, signal }) =>
		await api.chats.get(params.chatId, signal),
	output: { forms: (lib) => lib.avitoForms.chat, record: true },
});
