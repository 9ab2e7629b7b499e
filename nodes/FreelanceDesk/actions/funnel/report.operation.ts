import { defineOperation } from '../../../shared/operation';
import { choice } from '../../../shared/parameters';
import type { Desk } from '../../parameters';
import { stepSource, withSteps } from './steps';

export const report = defineOperation<Desk>()({
	value: 'report',
	name: 'Report',
	action: 'Report the funnel',
	description:
		'How many leads were seen, fit, asked about, sent, answered, interviewed and won, with rates and 95% intervals; of event rows, all input items together, or of what is remembered. One item per group.',
	effect: 'read',
	once: true,
	parameters: {
		...stepSource,
		by: choice({
			displayName: 'Group By',
			default: 'none',
			options: [
				{ name: 'Budget Band', value: 'budgetBand' },
				{ name: 'Category', value: 'category' },
				{ name: 'Day', value: 'day' },
				{ name: 'Marketplace', value: 'source' },
				{ name: 'Nothing', value: 'none' },
				{ name: 'Variant', value: 'variant' },
			],
		}),
	},
	async execute(call) {
		const { client, params, timeZone } = call;
		return await withSteps(call, (steps) => client.funnelReport(steps, params.by, timeZone));
	},
});
