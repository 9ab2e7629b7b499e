import { defineOperation } from '../../../shared/operation';
import { returnAllAndLimit } from '../../../shared/parameters';
import type { Desk } from '../../parameters';
import { journalFilters, queryOf } from './filters';

export const getMany = defineOperation<Desk>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many sends',
	description:
		'What the nodes of all workflows sent in your name, newest first: when, by which account, to whom, with what outcome; IDs and hashes, no texts. One item per send.',
	effect: 'read',
	parameters: { limit: returnAllAndLimit(), filters: journalFilters() },
	async *execute({ client, params: { limit, filters } }) {
		const query = queryOf(client, filters);
		const { journal } = await client.memory();
		yield* client.sentEntries(journal, query, limit);
	},
});
