/** How long an equal message counts as a repetition although the other side wrote in between. */
export const REPETITION_MS = 10 * 60_000;

/** What the rule has to know of one message of a thread. */
export interface ThreadEntry {
	/** `service`: a line of the service's own, which answers nothing. */
	from: 'us' | 'them' | 'service';
	atMs: number;
}

/**
 * The one rule of *Skip If Already Sent*, for every service. Of a thread, newest first, those
 * messages of ours count as an earlier send that nobody has answered yet, or that are younger than
 * ten minutes. The second is a repetition after a lost answer; an older one that was answered
 * belongs to a talk that has gone on, and saying the same again is meant. Reads no further back than
 * that takes.
 */
export async function* earlierSends<T>(
	newestFirst: AsyncIterable<T> | Iterable<T>,
	look: (entry: T) => ThreadEntry,
	nowMs: number,
): AsyncGenerator<T> {
	let answered = false;
	for await (const entry of newestFirst) {
		const { from, atMs } = look(entry);
		if (answered && nowMs - atMs >= REPETITION_MS) return;
		if (from === 'them') answered = true;
		else if (from === 'us') yield entry;
	}
}
