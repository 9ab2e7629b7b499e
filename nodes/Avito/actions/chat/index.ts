import { defineResource } from '../../../shared/resource';
import type { AvitoRun } from '../../context';
import { blacklist } from './blacklist.operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { getVoiceFiles } from './getVoiceFiles.operation';
import { markRead } from './markRead.operation';

export const chat = defineResource<AvitoRun>('chat', 'Chat', [
	blacklist,
	get,
	getMany,
	getVoiceFiles,
	markRead,
]);
