import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { returnAllAndLimit } from '../../../shared/parameters';
import { projectFilters, toProjectFilters } from '../../parameters';

export const getMany = defineOperation<KworkClient>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many projects',
	description:
		'Projects on the exchange, newest first, by category, budget, offers and words. Use it to find work; one item per project.',
	effect: 'read',
	parameters: { limit: returnAllAndLimit(), filters: projectFilters() },
	execute: ({ client, params: { limit, filters }, signal }) =>
		client.projects.list(toProjectFilters(filters), { limit, signal }),
	output: { forms: (lib) => lib.kworkForms.project, record: true },
});
