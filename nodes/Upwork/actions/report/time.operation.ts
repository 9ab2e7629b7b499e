import { defineOperation } from '../../../shared/operation';
import { dateTime, returnAllAndLimit, textList } from '../../../shared/parameters';
import type { UpworkRun } from '../../context';
import { dayOf } from '../../parameters';

export const time = defineOperation<UpworkRun>()({
	value: 'time',
	name: 'Get Time',
	action: 'Get the time report',
	description:
		'Hours and charges by day and contract of the chosen organization. One item per day and contract.',
	effect: 'read',
	parameters: {
		from: dateTime({ displayName: 'From', required: true, description: 'First day' }),
		until: dateTime({ displayName: 'Until', required: true, description: 'Last day' }),
		contractIds: textList({
			displayName: 'Contract IDs',
			description: 'Only these, separated by commas; empty means all',
		}),
		limit: returnAllAndLimit(),
	},
	execute: ({ client: { api }, params, signal }) =>
		api.business.time({
			from: dayOf(params.from),
			until: dayOf(params.until),
			contractIds: params.contractIds,
			limit: params.limit,
			signal,
		}),
	output: { forms: (lib) => lib.upworkForms.time, record: false },
});
