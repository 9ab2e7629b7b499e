import type { KworkClient } from '../../../../lib/kwork';
import { defineResource } from '../../../shared/resource';
import { getMany } from './getMany.operation';
import { send } from './send.operation';
import { edit } from './edit.operation';
import { deleteMessage } from './delete.operation';
import { setTyping } from './setTyping.operation';

export const message = defineResource<KworkClient>('message', 'Message', [
	getMany,
	send,
	edit,
	deleteMessage,
	setTyping,
]);
