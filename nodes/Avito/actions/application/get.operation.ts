import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { applicationLocator } from '../../parameters';

export const get = defineOperation<AvitoRun>()({
	value: 'get',
	name: 'Get',
	action: 'Get an application',
	description:
		'One application with applicant, chat and phone numbers, which are free here. One item.',
	effect: 'read',
	parameters: { applicationId: applicationLocator() },
	async execute({ client: { api, lib }, params, signal }) {
		const { applicationId } = params;
		for await (const found of api.applications.getByIds([applicationId], signal)) return found;
		throw lib.avitoFailures.notFound({ name: 'avito.application.get', status: 404 });
	},
	output: { forms: (lib) => lib.avitoForms.application, record: true },
});
