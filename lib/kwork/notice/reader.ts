import type { KworkClient } from '../client';
import type { Dialog, Message } from '../schemas/inbox';

/** What the feed needs of an account. `KworkClient` gives it, see `readerOf`. */
export interface KworkMessageReader {
	/** The own user id, which tells own messages from others'. */
	ownId(): Promise<number>;
	/** Dialogs, latest message first. */
	dialogs(options: { unreadOnly?: boolean; signal: AbortSignal }): AsyncIterable<Dialog>;
	/** Messages of a dialog, latest first, page by page as far as they are asked for. */
	messages(username: string, signal: AbortSignal): AsyncIterable<Message>;
}

export function readerOf(client: KworkClient): KworkMessageReader {
	return {
		ownId: async () => (await client.account.identity()).id,
		dialogs: ({ unreadOnly, signal }) => client.dialogs.list({ unreadOnly }, { signal }),
		messages: (username, signal) => client.messages.list({ username }, { signal }),
	};
}
