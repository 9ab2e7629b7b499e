import { defineResource } from '../../../shared/resource';
import type { UpworkRun } from '../../context';
import { funnel } from './funnel.operation';
import { time } from './time.operation';
import { transactions } from './transactions.operation';

export const report = defineResource<UpworkRun>('report', 'Report', [funnel, time, transactions]);
