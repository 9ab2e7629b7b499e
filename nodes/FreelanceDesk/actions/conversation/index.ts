import { defineResource } from '../../../shared/resource';
import type { Desk } from '../../parameters';
import { answerOnce } from './answerOnce.operation';
import { buildReplyPrompt } from './buildReplyPrompt.operation';
import { mergeBurst } from './mergeBurst.operation';

export const conversation = defineResource<Desk>('conversation', 'Conversation', [
	answerOnce,
	mergeBurst,
	buildReplyPrompt,
]);
