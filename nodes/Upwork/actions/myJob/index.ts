import { defineResource } from '../../../shared/resource';
import type { UpworkRun } from '../../context';
import { create } from './create.operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { getProposals } from './getProposals.operation';

export const myJob = defineResource<UpworkRun>('myJob', 'My Job', [
	create,
	get,
	getMany,
	getProposals,
]);
