import { dateTime } from '../../../shared/parameters';
import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';

export const getOperations = defineOperation<AvitoRun>()({
	value: 'getOperations',
	name: 'Get Operations',
	action: 'Get money operations',
	description:
		'Charges and payments, e.g. for resume contacts (serviceType cv). Up to a week at a time, up to a year back; one item per operation.',
	effect: 'read',
	parameters: {
		from: dateTime({ displayName: 'From', required: true, description: 'Start of the period' }),
		to: dateTime({
			displayName: 'To',
			description: 'End of the period; a week after its start when empty',
		}),
	},
	async execute({ client: { api }, params, signal }) {
		const { from, to = from.plus({ weeks: 1 }) } = params;
		return await api.account.operations(from.toMillis(), to.toMillis(), signal);
	},
});
