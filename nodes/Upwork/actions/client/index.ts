import { defineResource } from '../../../shared/resource';
import type { UpworkRun } from '../../context';
import { get } from './get.operation';

export const client = defineResource<UpworkRun>('client', 'Client', [get]);
