import { defineResource } from '../../../shared/resource';
import type { Desk } from '../../parameters';
import { hardFilter } from './hardFilter.operation';
import { mergeAnalysis } from './mergeAnalysis.operation';
import { rank } from './rank.operation';
import { score } from './score.operation';

export const job = defineResource<Desk>('job', 'Job', [hardFilter, score, mergeAnalysis, rank]);
