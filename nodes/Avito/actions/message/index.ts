import { defineResource } from '../../../shared/resource';
import type { AvitoRun } from '../../context';
import { remove } from './delete.operation';
import { getMany } from './getMany.operation';
import { send } from './send.operation';
import { sendImage } from './sendImage.operation';

export const message = defineResource<AvitoRun>('message', 'Message', [
	remove,
	getMany,
	send,
	sendImage,
]);
