import { defineResource } from '../../../shared/resource';
import type { UpworkRun } from '../../context';
import { get } from './get.operation';
import { getHistory } from './getHistory.operation';
import { getMany } from './getMany.operation';

export const contract = defineResource<UpworkRun>('contract', 'Contract', [
	get,
	getHistory,
	getMany,
]);
