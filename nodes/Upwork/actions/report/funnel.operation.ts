import { defineOperation } from '../../../shared/operation';
import { choice, dateTime } from '../../../shared/parameters';
import type { UpworkRun } from '../../context';
import { isoOf } from '../../parameters';

export const funnel = defineOperation<UpworkRun>()({
	value: 'funnel',
	name: 'Get Funnel',
	action: 'Get the proposal funnel',
	description:
		'Your proposals by the time they were made and their present status, with the rates of answers and hires. One item.',
	effect: 'read',
	parameters: {
		period: choice({
			displayName: 'Period',
			default: 'week' as const,
			description: 'One item for each',
			options: [
				{ name: 'All Time', value: 'all' as const },
				{ name: 'Day', value: 'day' as const },
				{ name: 'Month', value: 'month' as const },
				{ name: 'Week', value: 'week' as const },
			],
		}),
		since: dateTime({ displayName: 'Since', description: 'Only proposals made since this time' }),
		until: dateTime({ displayName: 'Until', description: 'Only proposals made until this time' }),
	},
	execute: async ({ client: { api }, params, timeZone, signal }) =>
		await api.funnel({
			period: params.period,
			since: isoOf(params.since),
			until: isoOf(params.until),
			timeZone,
			signal,
		}),
});
