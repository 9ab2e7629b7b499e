import { flag, returnAllAndLimit } from '../../../shared/parameters';
import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { personalFilters, resumeFilters, toResumeFilters } from '../../resumeFilters';

export const search = defineOperation<AvitoRun>()({
	value: 'search',
	name: 'Search',
	action: 'Search resumes',
	description:
		'Active resumes on the whole site, free of charge, as short cards without names or contacts. Use it to find candidates; one item per resume.',
	effect: 'read',
	parameters: {
		limit: returnAllAndLimit(),
		purchasedOnly: flag({
			displayName: 'Purchased Only',
			description: 'Whether to return only resumes whose contacts are already bought',
		}),
		filters: resumeFilters(),
		personalFilters: personalFilters(),
	},
	async *execute({ client: { api }, params, signal }) {
		const filters = toResumeFilters(params.filters, params.personalFilters);
		const { limit, purchasedOnly } = params;
		const cards = api.resumes.search(filters, { limit: purchasedOnly ? Infinity : limit, signal });
		let count = 0;
		for await (const card of cards) {
			if (purchasedOnly && !card.is_purchased) continue;
			yield card;
			count += 1;
			if (count >= limit) return;
		}
	},
	output: { forms: (lib) => lib.avitoForms.resumeCard, record: true },
});
