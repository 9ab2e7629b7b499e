import type { KworkClient } from '../../../../lib/kwork';
import { defineResource } from '../../../shared/resource';
import { getMany } from './getMany.operation';
import { get } from './get.operation';
import { getManyOfBuyer } from './getManyOfBuyer.operation';
import { markViewed } from './markViewed.operation';

export const project = defineResource<KworkClient>('project', 'Project', [
	getMany,
	get,
	getManyOfBuyer,
	markViewed,
]);
