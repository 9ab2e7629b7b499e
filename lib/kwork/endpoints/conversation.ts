import type { KworkApi } from '../api';
import { failures } from '../failures';
import type { ListOptions } from '../paging';
import { isTrack, messageSchema, type Message } from '../schemas/inbox';
import { list } from '../schemas/values';

const listOfMessage = list(messageSchema);
const PAGE_SIZE = 50;

/** What tells rows of the two stores apart: their ids may be the same (kwork.md 12.1). */
export const entryKey = (message: Message): string =>
	`${isTrack(message) ? 'track' : 'message'}:${message.message_id}`;

/**
 * Messages with a person and the entries of all orders with them, newest first (kwork.md 12.2). Each
 * page is what lies before the oldest row of the page before, so that nothing moves meanwhile.
 *
 * @throws `kwork.unknownAnswer` where more is there and no row says where it begins
 */
export async function* conversation(
	api: KworkApi,
	username: string,
	{ limit = Infinity, signal }: ListOptions = {},
): AsyncGenerator<Message, void, undefined> {
	const seen = new Set<string>();
	let anchor: number | undefined;
	for (;;) {
		signal?.throwIfAborted();
		const before = anchor === undefined ? {} : { lastConversationId: anchor, direction: 'before' };
		const parameters = { username, limit: PAGE_SIZE, ...before };
		const { value: rows, paging } = await api.ask('getInboxTracks', parameters, listOfMessage, {
			effect: 'read',
			signal,
		});
		const fresh = rows.filter((row) => !seen.has(entryKey(row)));
		for (const row of newestFirst(fresh)) {
			if (seen.size >= limit) return;
			seen.add(entryKey(row));
			yield row;
		}
		const isWhole = rows.length < PAGE_SIZE && seen.size >= (paging?.total ?? Infinity);
		if (fresh.length === 0 || isWhole || seen.size >= limit) return;
		anchor = oldestId(fresh);
		if (anchor !== undefined) continue;
		if (rows.length < PAGE_SIZE) return;
		throw failures.unknownAnswer(
			'Kwork does not say where the older messages and orders of this dialog begin.',
			{ details: { method: 'getInboxTracks', field: 'conversation_id' } },
		);
	}
}

/** By the id that counts through both stores; by time where a row has none. */
function newestFirst(rows: readonly Message[]): Message[] {
	const hasIds = rows.every(({ conversation_id: id }) => id !== undefined);
	const placeOf = ({ conversation_id: id, time }: Message) => (hasIds ? id : time) ?? 0;
	return [...rows].sort((a, b) => placeOf(b) - placeOf(a) || b.message_id - a.message_id);
}

function oldestId(rows: readonly Message[]): number | undefined {
	const ids = rows.flatMap(({ conversation_id: id }) => (id === undefined ? [] : [id]));
	return ids.length > 0 ? Math.min(...ids) : undefined;
}
