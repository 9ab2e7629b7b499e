import { defineResource } from '../../../shared/resource';
import type { UpworkRun } from '../../context';
import { get } from './get.operation';
import { getMany } from './getMany.operation';

export const offer = defineResource<UpworkRun>('offer', 'Offer', [get, getMany]);
