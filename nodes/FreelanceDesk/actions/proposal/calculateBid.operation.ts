import { defineOperation } from '../../../shared/operation';
import { collection, number, optionalNumber } from '../../../shared/parameters';
import { inRange, type Desk } from '../../parameters';

export const calculateBid = defineOperation<Desk>()({
	value: 'calculateBid',
	name: 'Calculate Bid',
	action: 'Calculate a bid',
	description:
		'A price between what the work costs at your rate and what the client wants to pay, with every step explained. One item.',
	effect: 'read',
	parameters: {
		hours: number({
			displayName: 'Hours of Work',
			default: 10,
			description: 'See Estimate Duration',
		}),
		hourlyRate: number({
			displayName: 'Hourly Rate',
			default: 1500,
			description: 'What you want to earn per hour after fees',
		}),
		feePercent: number({
			displayName: 'Marketplace Fee (%)',
			default: 20,
			typeOptions: { minValue: 0, maxValue: 90 },
			description: 'What the marketplace keeps of the price',
		}),
		options: collection(
			{ displayName: 'Options' },
			{
				budget: optionalNumber({ displayName: 'Budget of the Client' }),
				ceiling: optionalNumber({
					displayName: 'Highest Price',
					description: 'The highest price the marketplace accepts',
				}),
				minimum: optionalNumber({
					displayName: 'Lowest Price',
					description: "Without it there is no floor. Kwork's minimum is 500 ₽.",
				}),
				competition: optionalNumber({
					displayName: 'Offers So Far',
					description: 'How many others have applied',
				}),
				undercutPercent: number({ displayName: 'Below Budget (%)', default: 5 }),
				step: optionalNumber({
					displayName: 'Rounding',
					description:
						'Prices are rounded up to a multiple of this. Without it, they are rounded to three significant digits: 23,250 becomes 23,300, and 71.23 becomes 71.3.',
				}),
			},
		),
	},
	async execute({ client, params: { hours, hourlyRate, feePercent, options } }) {
		const { undercutPercent, ...rest } = options;
		inRange([
			['Hours of Work', hours, 0, 100_000],
			['Hourly Rate', hourlyRate, 0, 10_000_000],
			['Marketplace Fee (%)', feePercent, 0, 90],
			['Rounding', rest.step, 0.01, 1_000_000],
			['Budget of the Client', rest.budget, 0, 1e12],
			['Highest Price', rest.ceiling, 0, 1e12],
			['Lowest Price', rest.minimum, 0, 1e12],
			['Offers So Far', rest.competition, 0, 1_000_000],
			['Below Budget (%)', undercutPercent, 0, 100],
		]);
		return client.calculateBid({
			...rest,
			hours,
			hourlyRate,
			feeShare: feePercent / 100,
			undercutShare: undercutPercent === undefined ? undefined : undercutPercent / 100,
		});
	},
});
