import type { KworkClient } from '../../../../lib/kwork';
import { defineResource } from '../../../shared/resource';
import { get } from './get.operation';
import { search } from './search.operation';
import { getReviews } from './getReviews.operation';

export const user = defineResource<KworkClient>('user', 'User', [get, search, getReviews]);
