import { defineResource } from '../../../shared/operation';
import type { UpworkRun } from '../../context';
import { getMany } from './getMany.operation';

export const category = defineResource<UpworkRun>('category', 'Category', [getMany]);
