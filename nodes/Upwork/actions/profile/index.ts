import { defineResource } from '../../../shared/resource';
import type { UpworkRun } from '../../context';
import { getByKey } from './getByKey.operation';
import { getOwn } from './getOwn.operation';
import { search } from './search.operation';

export const profile = defineResource<UpworkRun>('profile', 'Profile', [getByKey, getOwn, search]);
