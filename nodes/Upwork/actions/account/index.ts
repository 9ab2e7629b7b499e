import { defineResource } from '../../../shared/resource';
import type { UpworkRun } from '../../context';
import { get } from './get.operation';
import { getConnects } from './getConnects.operation';
import { getOrganizations } from './getOrganizations.operation';
import { getStatus } from './getStatus.operation';

export const account = defineResource<UpworkRun>('account', 'Account', [
	get,
	getConnects,
	getOrganizations,
	getStatus,
]);
