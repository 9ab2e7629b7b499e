import { defineResource } from '../../../shared/resource';
import type { Toolkit } from '../../parameters';
import { answerOnce } from './answerOnce.operation';
import { buildReplyPrompt } from './buildReplyPrompt.operation';
import { mergeBurst } from './mergeBurst.operation';

export const conversation = defineResource<Toolkit>('conversation', 'Conversation', [
	answerOnce,
	mergeBurst,
	buildReplyPrompt,
]);
