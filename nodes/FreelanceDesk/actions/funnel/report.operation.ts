import { defineOperation } from '../../../shared/operation';
import { choice } from '../../../shared/parameters';
import { readEach, type Desk } from '../../parameters';

export const report = defineOperation<Desk>()({
	value: 'report',
	name: 'Report',
	action: 'Report the funnel',
	description:
		'How many leads were seen, fit, sent, answered, interviewed and won, with rates and 95% intervals; all input items are event rows. One item.',
	effect: 'read',
	once: true,
	parameters: {
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
	async execute({ client, params: { by }, items, timeZone }) {
		const { values, finish } = readEach(items, client.readFunnelEvent);
		return await finish(() => client.funnelReport(values, by, timeZone));
	},
});
