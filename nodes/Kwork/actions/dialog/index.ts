import type { KworkClient } from '../../../../lib/kwork';
import { defineResource } from '../../../shared/resource';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { search } from './search.operation';
import { markRead } from './markRead.operation';
import { archive } from './archive.operation';
import { star } from './star.operation';
import { block } from './block.operation';
import { checkWriting } from './checkWriting.operation';

export const dialog = defineResource<KworkClient>('dialog', 'Dialog', [
	get,
	getMany,
	search,
	markRead,
	archive,
	star,
	block,
	checkWriting,
]);
