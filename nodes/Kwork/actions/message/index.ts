import type { KworkClient } from '../../../../lib/kwork';
import { defineResource } from '../../../shared/operation';
import { getMany } from './getMany.operation';
import { send } from './send.operation';

export const message = defineResource<KworkClient>('message', 'Message', [getMany, send]);
