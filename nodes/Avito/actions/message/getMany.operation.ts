import { returnAllAndLimit } from '../../../shared/parameters';
import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { chatLocator } from '../../parameters';

export const getMany = defineOperation<AvitoRun>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many messages',
	description:
		'Messages of a chat, newest first. Reading does not mark them as read. One item per message.',
	effect: 'read',
	parameters: { chatId: chatLocator(), limit: returnAllAndLimit() },
	async execute({ client: { api }, params: { chatId, limit }, signal, hint }) {
		const { messages, capHit } = await api.messages.list(chatId, { limit, signal });
		if (capHit) hint('Avito shows the newest 1,100 messages of a chat; older ones may exist.');
		return messages.map((message) => ({ ...message, chat_id: chatId }));
	},
	output: { forms: (lib) => lib.avitoForms.message, record: true },
});
