import { choice, loadedChoice, text } from '../../../shared/parameters';
import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { spendingParameters } from '../../parameters';
import {
	additionalFields,
	EXPERIENCE,
	SCHEDULES,
	toVacancy,
	moreFields,
} from '../../vacancyFields';
import { buyPlacement } from './placement';

export const create = defineOperation<AvitoRun>()({
	value: 'create',
	name: 'Create',
	action: 'Create a vacancy',
	description:
		'Publishes a vacancy, which takes one placement from the package. An identical one from the last seven days is returned instead, marked alreadyCreated. Avito processes it in the background: check Get Statuses with the returned UUID. One item.',
	effect: 'spend',
	parameters: {
		title: text({
			displayName: 'Title',
			required: true,
			placeholder: 'e.g. Оператор колл-центра',
			description: 'Up to 50 characters',
		}),
		description: text({
			displayName: 'Text',
			required: true,
			rows: 6,
			description: 'Up to 5,000 characters; p, ul, ol, li, br, strong and em are allowed',
		}),
		businessArea: loadedChoice({
			displayName: 'Business Area Name or ID',
			required: true,
			loadOptionsMethod: 'getBusinessAreas',
			description:
				'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		}),
		schedule: choice({ displayName: 'Schedule', default: 'fixed', options: SCHEDULES }),
		experience: choice({ displayName: 'Experience', default: 'noMatter', options: EXPERIENCE }),
		locality: text({ displayName: 'Locality', required: true, placeholder: 'e.g. Москва' }),
		additionalFields: additionalFields(),
		moreFields: moreFields(),
		...spendingParameters('a placement'),
	},
	async prepare({ client, params, signal }) {
		const { additionalFields: more, moreFields, allowSpending, maxPurchases, ...main } = params;
		const fields = toVacancy({ ...main, ...more }, moreFields);
		return {
			target: 'new vacancy',
			content: JSON.stringify(fields),
			request: {
				method: 'POST',
				path: '/job/v2/vacancies',
				body: { billing_type: 'package', ...fields },
			},
			cost: { amount: 1, unit: 'placement' },
			send: async () =>
				await buyPlacement(
					client,
					{ allowSpending, maxPurchases },
					async () => await client.api.publication.create(fields, signal),
				),
		};
	},
});
