import type { KworkClient } from '../../../../lib/kwork';
import { defineResource } from '../../../shared/resource';
import { get } from './get.operation';
import { getConnects } from './getConnects.operation';
import { getStatus } from './getStatus.operation';
import { setOffline } from './setOffline.operation';

export const account = defineResource<KworkClient>('account', 'Account', [
	get,
	getConnects,
	getStatus,
	setOffline,
]);
