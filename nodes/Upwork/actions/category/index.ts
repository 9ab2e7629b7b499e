import { defineResource } from '../../../shared/resource';
import type { UpworkRun } from '../../context';
import { getMany } from './getMany.operation';

export const category = defineResource<UpworkRun>('category', 'Category', [getMany]);
