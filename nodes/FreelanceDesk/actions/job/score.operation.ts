import { defineOperation } from '../../../shared/operation';
import { collection, number, optionalNumber } from '../../../shared/parameters';
import {
	currenciesOf,
	inRange,
	leadField,
	money,
	profileFields,
	type Desk,
} from '../../parameters';

export const score = defineOperation<Desk>()({
	value: 'score',
	name: 'Score',
	action: 'Score a lead',
	description:
		'Rates how well a lead fits, from 0 to 100, by skills, budget or hourly rate, complexity and client, and explains each part in words. One item per lead.',
	effect: 'read',
	parameters: {
		lead: leadField(),
		skills: profileFields.skills,
		budgetFloor: number({ displayName: 'Budget for 0 Points', default: 1000 }),
		budgetIdeal: number({ displayName: 'Budget for 10 Points', default: 20000 }),
		rateFloor: optionalNumber({
			displayName: 'Hourly Rate for 0 Points',
			description:
				'For hourly postings; unless both rates are given, their price counts as not known',
		}),
		rateIdeal: optionalNumber({ displayName: 'Hourly Rate for 10 Points' }),
		options: collection(
			{ displayName: 'Options' },
			{
				...money,
				idealComplexity: number({
					displayName: 'Ideal Complexity',
					default: 5,
					typeOptions: { minValue: 0, maxValue: 10 },
					description: 'From 0 (trivial) to 10 (very hard)',
				}),
				skillsWeight: optionalNumber({
					displayName: 'Weight of Skills',
					description: 'Default 0.4',
				}),
				budgetWeight: optionalNumber({
					displayName: 'Weight of Budget',
					description: 'Default 0.3',
				}),
				complexityWeight: optionalNumber({
					displayName: 'Weight of Complexity',
					description: 'Default 0.1',
				}),
				clientWeight: optionalNumber({
					displayName: 'Weight of Client',
					description: 'Default 0.2',
				}),
			},
		),
	},
	async execute({ client, params: { lead, options, ...profile } }) {
		const record = client.readLead(lead);
		const weights = {
			skills: options.skillsWeight,
			budget: options.budgetWeight,
			complexity: options.complexityWeight,
			client: options.clientWeight,
		};
		inRange([
			['Weight of Skills', weights.skills, 0, 1000],
			['Weight of Budget', weights.budget, 0, 1000],
			['Weight of Complexity', weights.complexity, 0, 1000],
			['Weight of Client', weights.client, 0, 1000],
			['Budget for 0 Points', profile.budgetFloor, 0, 1e12],
			['Budget for 10 Points', profile.budgetIdeal, 0, 1e12],
			['Hourly Rate for 0 Points', profile.rateFloor, 0, 1e12],
			['Hourly Rate for 10 Points', profile.rateIdeal, 0, 1e12],
			['Ideal Complexity', options.idealComplexity, 0, 10],
		]);
		const given = Object.entries(weights).filter(([, weight]) => weight !== undefined);
		return {
			...record,
			score: client.score(record, {
				...profile,
				...currenciesOf(options),
				idealComplexity: options.idealComplexity,
				weights: Object.fromEntries(given),
			}),
		};
	},
});
