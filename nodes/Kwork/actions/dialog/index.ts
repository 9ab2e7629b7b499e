import type { KworkClient } from '../../../../lib/kwork';
import { defineResource } from '../../../shared/operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';

export const dialog = defineResource<KworkClient>('dialog', 'Dialog', [get, getMany]);
