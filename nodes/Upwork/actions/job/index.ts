import { defineResource } from '../../../shared/resource';
import type { UpworkRun } from '../../context';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { search } from './search.operation';
import { searchPublic } from './searchPublic.operation';

export const job = defineResource<UpworkRun>('job', 'Job', [search, searchPublic, get, getMany]);
