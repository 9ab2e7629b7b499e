import { defineResource } from '../../../shared/resource';
import type { UpworkRun } from '../../context';
import { getMany } from './getMany.operation';
import { search } from './search.operation';

export const skill = defineResource<UpworkRun>('skill', 'Skill', [getMany, search]);
