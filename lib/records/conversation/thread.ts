import type { Message } from '../types';

const timeOf = ({ createdAt }: Message): number | undefined => {
	const time = Date.parse(createdAt ?? '');
	return Number.isNaN(time) ? undefined : time;
};

/** A message whose time is not known passes for new unless it is ours, so that it is never lost. */
const placeOf = (message: Message): number =>
	timeOf(message) ?? (message.direction === 'out' ? 0 : Number.MAX_SAFE_INTEGER);

const inOrder = (a: Message, b: Message): number =>
	placeOf(a) - placeOf(b) || a.sourceId.localeCompare(b.sourceId, undefined, { numeric: true });

/** Messages by thread, oldest first, each once. */
function threads(messages: readonly Message[]): Map<string, Message[]> {
	const unique = new Map(messages.map((message) => [message.dedupeKey, message]));
	const result = new Map<string, Message[]>();
	for (const message of [...unique.values()].sort(inOrder)) {
		const key = `${message.source}:${message.threadId}`;
		result.set(key, [...(result.get(key) ?? []), message]);
	}
	return result;
}

/**
 * Incoming messages after the last own one, per thread: those that still need an answer. One of
 * which nobody knows who wrote it, e.g. a line of the service's own, needs none.
 */
export function unanswered(messages: readonly Message[]): Message[] {
	return [...threads(messages).values()].flatMap((thread) => {
		const lastOwn = thread.findLastIndex(({ direction }) => direction === 'out');
		return thread.slice(lastOwn + 1).filter(({ direction }) => direction === 'in');
	});
}

export interface Burst extends Message {
	/** Ids of the messages that were merged, oldest first. */
	mergedIds: string[];
}

/** Whether one person wrote both, with no longer pause; what is not known does not join. */
function joins(before: Message, after: Message, pauseSeconds: number): boolean {
	const [from, until] = [timeOf(before), timeOf(after)];
	if (from === undefined || until === undefined) return false;
	return (
		before.direction === after.direction &&
		writerOf(before) === writerOf(after) &&
		until - from <= pauseSeconds * 1000
	);
}

const writerOf = ({ person }: Message): string =>
	person?.id ?? person?.username ?? person?.name ?? '';

/**
 * Several short messages that one person wrote in a row, no longer than `pauseSeconds` apart,
 * become one with all their text. It carries id and time of the last.
 */
export function mergeBursts(messages: readonly Message[], pauseSeconds: number): Burst[] {
	const bursts: Burst[] = [];
	for (const thread of threads(messages).values()) {
		let open: Burst | undefined;
		for (const message of thread) {
			if (open && joins(open, message, pauseSeconds)) {
				const merged: Burst = {
					...message,
					text: `${open.text}\n${message.text}`,
					mergedIds: [...open.mergedIds, message.sourceId],
				};
				bursts[bursts.indexOf(open)] = merged;
				open = merged;
			} else {
				open = { ...message, mergedIds: [message.sourceId] };
				bursts.push(open);
			}
		}
	}
	return bursts;
}
