import { defineResource } from '../../../shared/resource';
import type { Toolkit } from '../../parameters';
import { chart } from './chart.operation';
import { forecast } from './forecast.operation';
import { recordEvent } from './recordEvent.operation';
import { report } from './report.operation';

export const funnel = defineResource<Toolkit>('funnel', 'Funnel', [
	report,
	recordEvent,
	forecast,
	chart,
]);
