import type { KworkClient } from '../../../../lib/kwork';
import { defineResource } from '../../../shared/operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';

export const project = defineResource<KworkClient>('project', 'Project', [get, getMany]);
