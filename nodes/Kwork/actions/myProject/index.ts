import type { KworkClient } from '../../../../lib/kwork';
import { defineResource } from '../../../shared/resource';
import { getMany } from './getMany.operation';
import { get } from './get.operation';
import { stop } from './stop.operation';
import { restart } from './restart.operation';
import { deleteProject } from './delete.operation';

export const myProject = defineResource<KworkClient>('myProject', 'My Project', [
	getMany,
	get,
	stop,
	restart,
	deleteProject,
]);
