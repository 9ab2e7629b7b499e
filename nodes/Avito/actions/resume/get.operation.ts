import { flag } from '../../../shared/parameters';
import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { resumeLocator } from '../../parameters';

export const get = defineOperation<AvitoRun>()({
	value: 'get',
	name: 'Get',
	action: 'Get a resume',
	description:
		'One full resume, free of charge. It does not contain the name or contacts. One item.',
	effect: 'read',
	parameters: {
		resumeId: resumeLocator(),
		photos: flag({
			displayName: 'With Photos',
			description: 'Whether to request links to photos, shown in the raw output',
		}),
	},
	execute: async ({ client: { api }, params, signal }) =>
		await api.resumes.get(params.resumeId, { photos: params.photos || undefined }, signal),
	output: { forms: (lib) => lib.avitoForms.resume, record: true },
});
