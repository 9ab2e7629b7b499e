import type { KworkClient } from '../../../../lib/kwork';
import { defineResource } from '../../../shared/resource';
import { getMany } from './getMany.operation';
import { answer } from './answer.operation';

export const review = defineResource<KworkClient>('review', 'Review', [getMany, answer]);
