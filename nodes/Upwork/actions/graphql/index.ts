import { defineResource } from '../../../shared/resource';
import type { UpworkRun } from '../../context';
import { mutation } from './mutation.operation';
import { query } from './query.operation';

export const graphql = defineResource<UpworkRun>('graphql', 'GraphQL', [mutation, query]);
