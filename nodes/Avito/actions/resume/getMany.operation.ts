import type { ServiceError } from '../../../../lib/errors';
import { flag, number } from '../../../shared/parameters';
import { defineOperation, Marker } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { resumeIds } from '../../parameters';

export const getMany = defineOperation<AvitoRun>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many resumes by ID',
	description:
		"Full resumes by ID, several at once within the account's request budget, free of charge. One item per resume, in the order of the IDs.",
	effect: 'read',
	parameters: {
		resumeIds: resumeIds(),
		concurrency: number({
			displayName: 'At Once',
			default: 8,
			typeOptions: { minValue: 1, maxValue: 50 },
			description: 'How many requests run at the same time',
		}),
		skipMissing: flag({
			displayName: 'Skip Missing',
			description:
				'Whether to leave out hidden and deleted resumes instead of returning their ID with "missing"',
		}),
	},
	async *execute({ client: { api }, params, signal, hint }) {
		const failed: ServiceError[] = [];
		const concurrency = Math.min(50, Math.max(1, Math.round(params.concurrency)));
		for await (const found of api.resumes.getMany(params.resumeIds, { concurrency, signal })) {
			const { id, failure } = found;
			if (found.resume) yield found.resume;
			else if (failure) yield new Marker({ id, state: 'unknown', reason: failure.kind });
			else if (!params.skipMissing) yield new Marker({ id, missing: true });
			if (failure) failed.push(failure);
		}
		const [first] = failed;
		if (first)
			hint(`${failed.length} of the resumes could not be read: ${first.message}. ${first.remedy}`);
	},
	output: { forms: (lib) => lib.avitoForms.resume, record: true },
});
