import { collection } from '../../../shared/parameters';
import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { employeeOption, spendingParameters, vacancyLocator } from '../../parameters';
import { buyPlacement } from './placement';

export const prolong = defineOperation<AvitoRun>()({
	value: 'prolong',
	name: 'Prolong',
	action: 'Prolong a vacancy',
	description: 'Publishes a vacancy again, which takes one placement from the package. One item.',
	effect: 'spend',
	parameters: {
		vacancyId: vacancyLocator('searchVacanciesToProlong'),
		...spendingParameters('a placement'),
		options: collection({ displayName: 'Options' }, { employeeId: employeeOption() }),
	},
	async prepare({ client, params, signal }) {
		const { vacancyId, options, ...spending } = params;
		return {
			target: `vacancy ${vacancyId}`,
			request: { method: 'POST', path: `/job/v1/vacancies/${vacancyId}/prolongate` },
			cost: { amount: 1, unit: 'placement' },
			send: async () =>
				await buyPlacement(client, spending, async () => {
					const { employeeId } = options;
					const { spent } = await client.api.publication.prolong(vacancyId, employeeId, signal);
					return { id: vacancyId, prolonged: true, spent };
				}),
		};
	},
});
