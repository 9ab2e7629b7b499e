import { defineResource } from '../../../shared/resource';
import type { UpworkRun } from '../../context';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { getReasons } from './getReasons.operation';
import { prepare } from './prepare.operation';
import { submit } from './submit.operation';

export const proposal = defineResource<UpworkRun>('proposal', 'Proposal', [
	get,
	getMany,
	getReasons,
	prepare,
	submit,
]);
