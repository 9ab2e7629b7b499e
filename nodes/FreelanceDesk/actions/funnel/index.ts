import { defineResource } from '../../../shared/resource';
import type { Desk } from '../../parameters';
import { chart } from './chart.operation';
import { forecast } from './forecast.operation';
import { recordEvent } from './recordEvent.operation';
import { getSteps } from './getSteps.operation';
import { recordStep } from './recordStep.operation';
import { report } from './report.operation';

export const funnel = defineResource<Desk>('funnel', 'Funnel', [
	report,
	recordStep,
	recordEvent,
	getSteps,
	forecast,
	chart,
]);
