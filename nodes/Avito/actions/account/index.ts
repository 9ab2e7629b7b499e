import { defineResource } from '../../../shared/resource';
import type { AvitoRun } from '../../context';
import { get } from './get.operation';
import { getBalance } from './getBalance.operation';
import { getOperations } from './getOperations.operation';
import { getStatus } from './getStatus.operation';

export const account = defineResource<AvitoRun>('account', 'Account', [
	get,
	getBalance,
	getOperations,
	getStatus,
]);
