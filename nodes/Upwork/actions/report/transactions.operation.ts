import { defineOperation } from '../../../shared/operation';
import { dateTime } from '../../../shared/parameters';
import type { UpworkRun } from '../../context';
import { isoOf } from '../../parameters';

export const transactions = defineOperation<UpworkRun>()({
	value: 'transactions',
	name: 'Get Transactions',
	action: 'Get transactions',
	description:
		'Money in and out. Needs the scope "Read transaction data", which Upwork approves separately. One item per transaction.',
	effect: 'read',
	parameters: {
		from: dateTime({ displayName: 'From', required: true, description: 'First day' }),
		until: dateTime({ displayName: 'Until', required: true, description: 'Last day' }),
	},
	execute: async ({ client: { api }, params }) =>
		await api.business.transactions({
			from: isoOf(params.from.startOf('day')),
			until: isoOf(params.until.endOf('day')),
		}),
	output: { forms: (lib) => lib.upworkForms.transaction, record: false },
});
