import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { vacancyLocator } from '../../parameters';

export const get = defineOperation<AvitoRun>()({
	value: 'get',
	name: 'Get',
	action: 'Get a vacancy',
	description:
		'One of your vacancies with its text, parameters in Russian words, and UUID. One item.',
	effect: 'read',
	parameters: { vacancyId: vacancyLocator() },
	execute: async ({ client: { api }, params, signal }) =>
		await api.vacancies.get(params.vacancyId, signal),
	output: { forms: (lib) => lib.avitoForms.vacancy, record: false },
});
