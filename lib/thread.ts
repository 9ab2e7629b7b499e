import { earlierSends, type ThreadEntry } from './alreadySent';
import { settleByReading, type ReadBack } from './settle';

/** What has to be known of a message, whatever its service calls it. */
export interface ThreadMessage extends ThreadEntry {
	id: string;
}

/** What a look at a conversation right before a send told. */
export interface LookBack<Entry> {
	/** The equal one that counts as sent (lib/alreadySent.ts). */
	sent?: Entry;
	/** All that counts as sent, newest first; where there is an equal one, as far as that. */
	earlier: Entry[];
	/** Ids of what is there already: none of it can be what is sent next. */
	known: ReadonlySet<string>;
}

/** Looks for an equal message of ours. Reads no further back than that takes. */
export async function lookBack<Entry>(
	newestFirst: AsyncIterable<Entry>,
	thread: {
		about(entry: Entry): ThreadMessage;
		isEqual?(entry: Entry): boolean;
		nowMs: number;
	},
): Promise<LookBack<Entry>> {
	const known = new Set<string>();
	const earlier: Entry[] = [];
	const look = (entry: Entry): ThreadEntry => {
		const about = thread.about(entry);
		known.add(about.id);
		return about;
	};
	for await (const entry of earlierSends(newestFirst, look, thread.nowMs)) {
		earlier.push(entry);
		if (thread.isEqual?.(entry)) return { sent: entry, earlier, known };
	}
	return { earlier, known };
}

export interface SendInto<Entry, Sent> extends Omit<ReadBack<Sent>, 'find'> {
	/** From `lookBack`, or the ids of `tail` before the write. */
	known: ReadonlySet<string>;
	/** The end of the conversation, newest first. Not to be cancelled: what was sent is told truly. */
	tail(): Promise<readonly Entry[]>;
	about(entry: Entry): ThreadMessage;
	isEqual(entry: Entry): boolean;
	found(entry: Entry): Sent;
}

/**
 * Sends one message, once. Where its answer is lost, an equal one of ours in the conversation that
 * was not there before is it.
 */
export async function sendInto<Entry, Sent>(
	write: () => Promise<Sent>,
	{ known, tail, about, isEqual, found, ...readBack }: SendInto<Entry, Sent>,
): Promise<Sent> {
	return await settleByReading(write, {
		...readBack,
		find: async () => {
			const entry = (await tail()).find((one) => {
				const { id, from } = about(one);
				return from === 'us' && !known.has(id) && isEqual(one);
			});
			return entry === undefined ? undefined : found(entry);
		},
	});
}
