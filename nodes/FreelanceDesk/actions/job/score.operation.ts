import { defineOperation } from '../../../shared/operation';
import {
	collection,
	number,
	optionalNumber,
	ParameterValueError,
} from '../../../shared/parameters';
import { currenciesOf, leadField, money, profileFields, type Desk } from '../../parameters';

export const score = defineOperation<Desk>()({
	value: 'score',
	name: 'Score',
	action: 'Score a lead',
	description:
		'Rates how well a lead fits, from 0 to 100, by skills, budget or hourly rate, complexity and client, each explained in words. One item per lead.',
	effect: 'read',
	parameters: {
		lead: leadField(),
		skills: profileFields.skills,
		budgetFloor: number({ displayName: 'Budget for 0 Points', default: 1000 }),
		budgetIdeal: number({ displayName: 'Budget for 10 Points', default: 20000 }),
		rateFloor: optionalNumber({
			displayName: 'Hourly Rate for 0 Points',
			description:
				'For postings that are paid by the hour; without both rates, their price counts as not known',
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
		for (const [name, weight] of Object.entries(weights)) {
			if (weight === undefined || (weight >= 0 && weight <= 1000)) continue;
			throw new ParameterValueError(
				`The weight of ${name} is out of range: ${weight}`,
				'Use 0 to 1000; only the weights beside each other matter.',
			);
		}
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
