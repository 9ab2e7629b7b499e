import { defineResource } from '../../../shared/resource';
import type { Toolkit } from '../../parameters';
import { hardFilter } from './hardFilter.operation';
import { mergeAnalysis } from './mergeAnalysis.operation';
import { rank } from './rank.operation';
import { score } from './score.operation';

export const job = defineResource<Toolkit>('job', 'Job', [hardFilter, score, mergeAnalysis, rank]);
