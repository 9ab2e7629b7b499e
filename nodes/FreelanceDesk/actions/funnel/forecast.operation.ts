import { defineOperation } from '../../../shared/operation';
import { text } from '../../../shared/parameters';
import type { Desk } from '../../parameters';
import { stepSource, withSteps } from './steps';

export const forecast = defineOperation<Desk>()({
	value: 'forecast',
	name: 'Forecast',
	action: 'Forecast the response rate',
	description:
		'How likely a new proposal is to be answered, judged by your history, and how certain that is; of event rows, all input items together, or of what is remembered. One item.',
	effect: 'read',
	once: true,
	parameters: {
		...stepSource,
		category: text({
			displayName: 'Category',
			description: 'Of the new proposal; any when empty',
		}),
		budgetBand: text({ displayName: 'Budget Band', placeholder: 'e.g. up to 10000 RUB' }),
		variant: text({ displayName: 'Variant' }),
	},
	async execute(call) {
		const { client, params } = call;
		const proposal = {
			category: params.category || null,
			budgetBand: params.budgetBand || null,
			variant: params.variant || null,
		};
		return await withSteps(call, (steps) => client.forecastAnswer(steps, proposal));
	},
});
