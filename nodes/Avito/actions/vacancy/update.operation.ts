import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { vacancyUuid } from '../../parameters';
import { toVacancy, updateFields, moreFields } from '../../vacancyFields';

export const update = defineOperation<AvitoRun>()({
	value: 'update',
	name: 'Update',
	action: 'Update a vacancy',
	description:
		'Changes fields of a vacancy, free of charge. Avito processes it in the background: check Get Statuses. One item.',
	effect: 'write',
	parameters: {
		vacancyUuid: vacancyUuid(),
		updateFields: updateFields(),
		moreFields: moreFields(),
	},
	async prepare({ client: { api }, params, signal }) {
		const { vacancyUuid: uuid } = params;
		const fields = toVacancy(params.updateFields, params.moreFields);
		return {
			target: `vacancy ${uuid}`,
			content: JSON.stringify(fields),
			request: { method: 'POST', path: `/job/v2/vacancies/update/${uuid}`, body: fields },
			send: async () => ({ uuid: await api.vacancies.update(uuid, fields, signal) }),
		};
	},
});
