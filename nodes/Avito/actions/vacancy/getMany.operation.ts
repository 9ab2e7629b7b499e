import { choices, flag, returnAllAndLimit } from '../../../shared/parameters';
import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { STATUSES } from '../item/getMany.operation';

export const getMany = defineOperation<AvitoRun>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many vacancies',
	description: 'Your vacancies with their status and, if wanted, UUID and text. One item each.',
	effect: 'read',
	parameters: {
		limit: returnAllAndLimit(),
		statuses: choices({
			displayName: 'Statuses',
			options: STATUSES,
			default: ['active'],
			description: 'Which vacancies to return',
		}),
		withDetails: flag({
			displayName: 'With Details',
			default: true,
			description: 'Whether to read text, parameters and UUID too, a hundred vacancies per request',
		}),
	},
	execute: ({ client: { api }, params: { limit, statuses, withDetails }, signal }) =>
		api.vacancies.list({ statuses }, { limit, withDetails, signal }),
	output: { forms: (lib) => lib.avitoForms.ownVacancy, record: false },
});
