import type { INodeProperties } from 'n8n-workflow';
import { asNumber } from './convert';
import { ParameterValueError, type Parameter } from './parameter';

/** What an AI Agent gets by default: its model reads every item. */
const LIMIT_AS_TOOL = 10;

/**
 * n8n's usual pair. The value is the number of results wanted, `Infinity` for all.
 */
export function returnAllAndLimit(): Parameter<number> {
	const limit: INodeProperties = {
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] }, hide: { '@tool': [true] } },
	};
	return {
		describe: () => [
			{
				displayName: 'Return All',
				name: 'returnAll',
				type: 'boolean',
				default: false,
				description: 'Whether to return all results or only up to a given limit',
			},
			limit,
			{
				...limit,
				default: LIMIT_AS_TOOL,
				displayOptions: { show: { returnAll: [false], '@tool': [true] } },
			},
		],
		read(reader) {
			if (reader('returnAll', false) === true) return Number.POSITIVE_INFINITY;
			const limit = asNumber(reader('limit', 50));
			if (limit === undefined || !Number.isInteger(limit) || limit < 1) {
				throw new ParameterValueError(
					'"Limit" has to be a whole number of at least 1',
					'Give a number such as 50, or switch on "Return All".',
				);
			}
			return limit;
		},
	};
}
