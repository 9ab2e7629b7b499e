import { defineResource } from '../../../shared/resource';
import type { AvitoRun } from '../../context';
import { archive } from './archive.operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { getStatuses } from './getStatuses.operation';
import { prolong } from './prolong.operation';
import { search } from './search.operation';
import { setAutoRenewal } from './setAutoRenewal.operation';
import { update } from './update.operation';

export const vacancy = defineResource<AvitoRun>('vacancy', 'Vacancy', [
	archive,
	create,
	get,
	getMany,
	getStatuses,
	prolong,
	search,
	setAutoRenewal,
	update,
]);
