import { defineResource } from '../../../shared/resource';
import type { AvitoRun } from '../../context';
import { get } from './get.operation';
import { getContacts } from './getContacts.operation';
import { getMany } from './getMany.operation';
import { search } from './search.operation';

export const resume = defineResource<AvitoRun>('resume', 'Resume', [
	get,
	getContacts,
	getMany,
	search,
]);
