import { defineOperation } from '../../../shared/operation';
import { text } from '../../../shared/parameters';
import { readEach, type Desk } from '../../parameters';

export const forecast = defineOperation<Desk>()({
	value: 'forecast',
	name: 'Forecast',
	action: 'Forecast the response rate',
	description:
		'How likely a new proposal is to be answered, judged by your history, and how certain that is; all input items are event rows. One item.',
	effect: 'read',
	once: true,
	parameters: {
		category: text({
			displayName: 'Category',
			description: 'Of the new proposal; any when empty',
		}),
		budgetBand: text({ displayName: 'Budget Band', placeholder: 'e.g. up to 10000 RUB' }),
		variant: text({ displayName: 'Variant' }),
	},
	async execute({ client, params: { category, budgetBand, variant }, items }) {
		const { values, finish } = readEach(items, client.readFunnelEvent);
		const proposal = {
			category: category || null,
			budgetBand: budgetBand || null,
			variant: variant || null,
		};
		return await finish(() => client.forecastAnswer(values, proposal));
	},
});
