import { defineOperation } from '../../../shared/operation';
import { choice, number, ParameterValueError, text } from '../../../shared/parameters';
import type { UpworkRun } from '../../context';

export const search = defineOperation<UpworkRun>()({
	value: 'search',
	name: 'Search',
	action: 'Search skills',
	description:
		'Skills or occupations whose name contains a text, with the IDs that filters take. One item per hit.',
	effect: 'read',
	parameters: {
		name: text({ displayName: 'Name', required: true, placeholder: 'e.g. typescript' }),
		elementType: choice({
			displayName: 'Type',
			default: 'SKILL' as const,
			description: 'What to look for',
			options: [
				{ name: 'Occupation', value: 'OCCUPATION' as const },
				{ name: 'Skill', value: 'SKILL' as const },
			],
		}),
		limit: number({
			displayName: 'Limit',
			default: 50,
			typeOptions: { minValue: 1 },
			description: 'Max number of results to return',
		}),
	},
	async execute({ client: { api }, params: { name, elementType: type, limit } }) {
		if (name.trim() === '') {
			throw new ParameterValueError('"Name" is empty', 'Enter a part of the name.');
		}
		return await api.reference.find(name.trim(), { type, limit });
	},
});
