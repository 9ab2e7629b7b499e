import { defineResource } from '../../../shared/resource';
import type { AvitoRun } from '../../context';
import { buildWorkbook } from './buildWorkbook.operation';
import { classify } from './classify.operation';
import { collect } from './collect.operation';

export const candidate = defineResource<AvitoRun>('candidate', 'Candidate', [
	buildWorkbook,
	classify,
	collect,
]);
