import type { KworkClient } from '../client';
import type { Dialog, Message } from '../schemas/inbox';

/** What the feed needs of an account. `KworkClient` gives it, see `readerOf`. */
export interface KworkMessageReader {
	/** The own user id, which tells own messages from others'. */
	ownId(): Promise<number>;
	/** Dialogs, latest message first; `withTracks`: messages in orders count, too. */
	dialogs(options: {
		unreadOnly?: boolean;
		withTracks?: boolean;
		signal: AbortSignal;
	}): AsyncIterable<Dialog>;
	/** Messages of a dialog, latest first, page by page as far as they are asked for. */
	messages(username: string, signal: AbortSignal): AsyncIterable<Message>;
	/** The same with the entries of all orders among them. */
	conversation(username: string, signal: AbortSignal): AsyncIterable<Message>;
	/** Logins of those with whom the account has an order that is not over, each once. */
	orderPartners(signal: AbortSignal): AsyncIterable<string>;
}

export function readerOf(client: KworkClient): KworkMessageReader {
	return {
		ownId: async () => (await client.account.identity()).id,
		dialogs: ({ unreadOnly, withTracks, signal }) =>
			client.dialogs.list({ unreadOnly, withTracks }, { signal }),
		messages: (username, signal) => client.messages.list({ username }, { signal }),
		conversation: (username, signal) => client.messages.withOrders({ username }, { signal }),
		orderPartners: (signal) => orderPartners(client, signal),
	};
}

async function* orderPartners(client: KworkClient, signal: AbortSignal): AsyncIterable<string> {
	const told = new Set<string>();
	for (const filter of ['active', 'delivered'] as const) {
		for (const list of ['listAsSeller', 'listAsBuyer'] as const) {
			for await (const { payer, worker } of client.orders[list]({ filter }, { signal })) {
				const username = (payer ?? worker)?.username;
				if (!username || told.has(username)) continue;
				told.add(username);
				yield username;
			}
		}
	}
}
