import { choice } from './fields';

const FORMS = [
	{ name: 'Raw', value: 'raw' as const, description: 'Everything the service sent' },
	{
		name: 'Record',
		value: 'record' as const,
		description: 'The same shape for every marketplace, ready for a CRM or a spreadsheet',
	},
	{
		name: 'Simplified',
		value: 'simplified' as const,
		description: 'The fields most workflows need',
	},
];

/** In which form a read or an event is passed on; `record` where there is such a form of it. */
export function outputForm({ record = true } = {}) {
	return choice({
		displayName: 'Output',
		default: 'simplified',
		options: FORMS.filter(({ value }) => record || value !== 'record'),
	});
}
