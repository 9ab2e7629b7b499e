import { defineResource } from '../../../shared/resource';
import type { UpworkRun } from '../../context';
import { edit } from './edit.operation';
import { getMany } from './getMany.operation';
import { send } from './send.operation';

export const message = defineResource<UpworkRun>('message', 'Message', [edit, getMany, send]);
