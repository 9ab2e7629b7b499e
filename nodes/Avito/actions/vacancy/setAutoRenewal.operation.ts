import { flag } from '../../../shared/parameters';
import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { vacancyUuid } from '../../parameters';

export const setAutoRenewal = defineOperation<AvitoRun>()({
	value: 'setAutoRenewal',
	name: 'Set Auto-Renewal',
	action: 'Switch automatic renewal on or off',
	description:
		'Switches automatic renewal of a vacancy on or off. While it is on, every renewal takes a placement. One item.',
	effect: 'spend',
	parameters: {
		vacancyUuid: vacancyUuid(),
		autoRenewal: flag({
			displayName: 'Renew Automatically',
			description: 'Whether Avito renews the vacancy automatically',
		}),
		allowSpending: flag({
			displayName: 'Allow Spending',
			description:
				'Whether renewals may take placements from the package; not needed to switch off',
		}),
	},
	async prepare({ client: { api, lib }, params, signal }) {
		const { vacancyUuid: uuid, autoRenewal, allowSpending } = params;
		return {
			target: `vacancy ${uuid}`,
			request: {
				method: 'PUT',
				path: `/job/v2/vacancies/${uuid}/auto_renewal`,
				auto_renewal: autoRenewal,
			},
			cost: autoRenewal ? { amount: 1, unit: 'placement per renewal' } : undefined,
			async send() {
				if (autoRenewal && !allowSpending) {
					throw lib.avitoFailures.refusedLocally(
						'Automatic renewal takes placements from the package, nothing was sent',
						'Switch on "Allow Spending" in this operation if that is what you want.',
					);
				}
				await api.vacancies.setAutoRenewal(uuid, autoRenewal, signal);
				return { uuid, autoRenewal };
			},
		};
	},
});
