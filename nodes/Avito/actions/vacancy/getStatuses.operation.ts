import { textList } from '../../../shared/parameters';
import { defineOperation, Marker } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { checkedIds, UUID } from '../../parameters';

export const getStatuses = defineOperation<AvitoRun>()({
	value: 'getStatuses',
	name: 'Get Statuses',
	action: 'Get publication statuses',
	description:
		'How far Create and Update have come, and what moderation says. One item per vacancy, marked "missing" if Avito has no such vacancy.',
	effect: 'read',
	parameters: {
		uuids: checkedIds(
			textList({
				displayName: 'Vacancy UUIDs',
				required: true,
				placeholder: 'e.g. 0f3c7c52-7a0e-4f0a-9a3e-0b8a1a5f9d11',
				description: 'UUIDs that Create or Update returned, separated by commas',
			}),
			'Vacancy UUIDs',
			UUID,
			'0f3c7c52-7a0e-4f0a-9a3e-0b8a1a5f9d11',
		),
	},
	async execute({ client: { api }, params: { uuids }, signal }) {
		const known = await api.vacancies.statuses(uuids, signal);
		const ids = new Set(known.map(({ id }) => id));
		const missing = uuids.filter((uuid) => !ids.has(uuid));
		return [...known, ...missing.map((uuid) => new Marker({ uuid, missing: true }))];
	},
	output: { forms: (lib) => lib.avitoForms.vacancyStatus, record: false },
});
