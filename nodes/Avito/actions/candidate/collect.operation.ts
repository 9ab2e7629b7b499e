import { choice, dateTime, flag, number, shownWhen } from '../../../shared/parameters';
import { defineOperation, Marker } from '../../../shared/operation';
import { classification, classifierOf } from '../../candidateParameters';
import type { AvitoRun } from '../../context';
import { resumeIds } from '../../parameters';
import { resumeFilters, toResumeFilters } from '../../resumeFilters';

export const collect = defineOperation<AvitoRun>()({
	value: 'collect',
	name: 'Collect',
	action: 'Collect candidates',
	description:
		'Combines resumes, applications and chats into candidates, each with its chat status and a call priority. Never buys contacts. One item per person.',
	effect: 'read',
	parameters: {
		applicationsSince: dateTime({
			displayName: 'Applications Since',
			description: 'Everyone whose application was received or changed since then',
		}),
		resumeIds: resumeIds(),
		purchasedFromSearch: flag({
			displayName: 'Purchased From Search',
			description: 'Whether to add resumes from a search whose contacts are already bought',
		}),
		filters: shownWhen({ purchasedFromSearch: [true] }, resumeFilters()),
		maxFromSearch: shownWhen(
			{ purchasedFromSearch: [true] },
			number({
				displayName: 'Max From Search',
				default: 500,
				typeOptions: { minValue: 1 },
				description: 'How many purchased resumes to take from the search',
			}),
		),
		withContacts: flag({
			displayName: 'Contacts of Bought Resumes',
			default: true,
			description:
				'Whether to read the contacts of resumes that are already bought, which is free. No others are ever bought here.',
		}),
		chats: choice({
			displayName: 'Chats',
			default: 'full',
			description: 'How closely to look at the chats',
			options: [
				{
					name: 'All Messages',
					value: 'full',
					description: 'The status is exact; at least one request per candidate',
				},
				{
					name: 'Last Message Only',
					value: 'lastMessage',
					description: 'Quick; most statuses stay uncertain, as the confidence shows',
				},
				{ name: 'None', value: 'none', description: 'No chats; the status stays unknown' },
			],
		}),
		...classification,
		addCoverage: flag({
			displayName: 'Add Coverage',
			description:
				"Whether to add one last item for the workbook's summary: which chats were seen, what could not be read, and the size of the stop list",
		}),
	},
	async *execute({ client, params, signal, hint }) {
		const { api, lib } = client;
		const since = params.applicationsSince?.toMillis();
		const classifier = classifierOf(client, params);
		const collector = new lib.candidates.CandidateCollector(api, {
			...classifier,
			applications: since === undefined ? undefined : { updatedSinceMs: since },
			resumeIds: params.resumeIds,
			search: params.purchasedFromSearch
				? { ...toResumeFilters(params.filters ?? {}), limit: params.maxFromSearch }
				: undefined,
			withContacts: params.withContacts,
			chats: params.chats,
			signal,
		});
		const { candidates, coverage, errors, contactsSpent } = await collector.run();
		if (coverage?.capHit && !coverage.complete) {
			hint(
				'There are more chats than Avito lists: a candidate whose chat was not found has an unknown status, not "no chat".',
			);
		}
		const gaps = Object.entries(errors).map(([kind, count]) => `${count} × ${kind}`);
		if (gaps.length > 0) hint(`Some facts could not be read: ${gaps.join(', ')}.`);
		yield* candidates;
		if (params.addCoverage) {
			const stopListSize = classifier.stopList?.size;
			yield new Marker({ id: 'coverage', coverage, errors, contactsSpent, stopListSize });
		}
	},
	output: { forms: (lib) => lib.candidates.candidateForms, record: true },
});
