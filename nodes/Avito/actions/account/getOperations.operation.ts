import { dateTime } from '../../../shared/parameters';
import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { momentOf } from '../../parameters';

const WEEK_MS = 7 * 86_400_000;

/** Avito takes local times without a zone, a week at a time. */
const avitoTime = (ms: number) => new Date(ms).toISOString().slice(0, 19);

export const getOperations = defineOperation<AvitoRun>()({
	value: 'getOperations',
	name: 'Get Operations',
	action: 'Get money operations',
	description:
		'What was charged and paid, e.g. contacts of resumes (serviceType cv). Up to a week at a time, up to a year back; one item per operation.',
	effect: 'read',
	parameters: {
		from: dateTime({ displayName: 'From', required: true, description: 'Start of the period' }),
		to: dateTime({
			displayName: 'To',
			description: 'End of the period, a week after its start when empty',
		}),
	},
	async execute({ client: { api }, params, signal }) {
		const from = momentOf(params.from, 'From') ?? 0;
		const to = momentOf(params.to, 'To') ?? from + WEEK_MS;
		return await api.account.operations(avitoTime(from), avitoTime(to), signal);
	},
});
