import { defineResource } from '../../../shared/resource';
import type { AvitoRun } from '../../context';
import { get } from './get.operation';
import { getMany } from './getMany.operation';

export const item = defineResource<AvitoRun>('item', 'Item', [get, getMany]);
