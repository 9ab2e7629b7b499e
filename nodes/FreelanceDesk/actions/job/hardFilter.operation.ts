import { defineOperation } from '../../../shared/operation';
import { choice } from '../../../shared/parameters';
import { currenciesOf, hardFilterFields, leadField, type Desk } from '../../parameters';

export const hardFilter = defineOperation<Desk>()({
	value: 'hardFilter',
	name: 'Hard Filter',
	action: 'Filter leads by hard rules',
	description:
		'Lets through leads that meet every rule on budget or hourly rate, words, skills, client, age and competition, and says why the others do not. One item per lead.',
	effect: 'read',
	parameters: {
		lead: leadField(),
		rules: hardFilterFields,
		show: choice({
			displayName: 'Return',
			default: 'passed',
			options: [
				{ name: 'All, Marked', value: 'all', description: 'Every lead with passed and reasons' },
				{ name: 'Only Passed', value: 'passed', description: 'Leads that meet every rule' },
			],
		}),
	},
	async execute({ client, params: { lead, rules, show } }) {
		const record = client.readLead(lead);
		const settings = { ...rules, ...currenciesOf(rules) };
		const filter = client.hardFilter(record, settings, Date.now());
		return show === 'passed' && !filter.passed ? [] : { ...record, filter };
	},
});
