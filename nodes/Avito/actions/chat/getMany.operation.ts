import { choices, collection, flag, returnAllAndLimit, textList } from '../../../shared/parameters';
import { defineOperation, Marker } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { numberList } from '../../parameters';

const isType = (value: string): value is 'u2i' | 'u2u' | 'a2u' =>
	['u2i', 'u2u', 'a2u'].includes(value);

export const getMany = defineOperation<AvitoRun>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many chats',
	description:
		'Chats, latest activity first. Beyond the 1,100 that Avito lists, it looks by known ID, unread, type and your vacancies, and says what may be missing: a chat that was not found is then unknown, not absent. One item per chat.',
	effect: 'read',
	parameters: {
		limit: returnAllAndLimit(),
		chatIds: textList({
			displayName: 'Known Chat IDs',
			placeholder: 'e.g. u2i-Qm7xT0~aVd_3kLr9uXfB1w',
			description: 'Loaded first, one by one, so exact however old. Separated by commas.',
		}),
		knownOnly: flag({
			displayName: 'Known Chats Only',
			description: 'Whether to load only the known chat IDs and leave the list alone',
		}),
		filters: collection(
			{ displayName: 'Filters', placeholder: 'Add Filter' },
			{
				itemIds: numberList(
					textList({
						displayName: 'Item IDs',
						placeholder: 'e.g. 4521987736',
						description: 'Only chats about these vacancies or other items, separated by commas',
					}),
					'Item IDs',
				),
				types: choices({
					displayName: 'Types',
					default: ['u2i', 'u2u'],
					options: [
						{ name: 'About an Item', value: 'u2i' },
						{ name: 'From Avito', value: 'a2u' },
						{ name: 'Person to Person', value: 'u2u' },
					],
				}),
				unreadOnly: flag({
					displayName: 'Unread Only',
					default: true,
					description: 'Whether to return only chats with unread messages',
				}),
			},
		),
		addCoverage: flag({
			displayName: 'Add Coverage',
			description: 'Whether to add one last item that says which chats were looked for, and how',
		}),
	},
	async *execute({ client: { api }, params, signal, hint }) {
		const { limit, chatIds, filters } = params;
		const { chats, coverage } = await api.chats.collect({
			knownIds: chatIds,
			list: !params.knownOnly,
			types: filters.types?.filter(isType),
			unreadOnly: filters.unreadOnly,
			ofItems: filters.itemIds?.length ? filters.itemIds : undefined,
			itemIds: async () => await api.items.ownVacancyIds(signal),
			limit: Number.isFinite(limit) ? limit : undefined,
			signal,
		});
		yield* chats;
		for (const id of coverage.absent) yield new Marker({ id, state: 'no_chat' });
		for (const { id, reason } of coverage.failed) {
			yield new Marker({ id, state: 'unknown', reason });
		}
		if (coverage.capHit && !coverage.complete) {
			hint(
				`${coverage.found} chats were found; older ones may lie beyond Avito's list. A chat that is not here is unknown, not absent.`,
			);
		}
		if (coverage.itemsFailed) {
			hint(
				`The own vacancies, by which to look for older chats, could not be listed: ${coverage.itemsFailed}.`,
			);
		}
		if (params.addCoverage) yield new Marker({ id: 'coverage', coverage });
	},
	output: { forms: (lib) => lib.avitoForms.chat, record: true },
});
