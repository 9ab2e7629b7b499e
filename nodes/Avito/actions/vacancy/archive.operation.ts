import { collection } from '../../../shared/parameters';
import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { employeeOption, vacancyLocator } from '../../parameters';

export const archive = defineOperation<AvitoRun>()({
	value: 'archive',
	name: 'Archive',
	action: 'Archive a vacancy',
	description: 'Stops the publication of a vacancy, free of charge. One item.',
	effect: 'write',
	parameters: {
		vacancyId: vacancyLocator(),
		options: collection({ displayName: 'Options' }, { employeeId: employeeOption() }),
	},
	async prepare({ client: { api }, params: { vacancyId, options }, signal }) {
		return {
			target: `vacancy ${vacancyId}`,
			request: { method: 'PUT', path: `/job/v1/vacancies/archived/${vacancyId}` },
			async send() {
				await api.vacancies.archive(vacancyId, options.employeeId, signal);
				return { id: vacancyId, archived: true };
			},
		};
	},
});
