import type { Message } from '../types';

const timeOf = (message: Message): number =>
	message.createdAt ? Date.parse(message.createdAt) : 0;

const inOrder = (a: Message, b: Message): number =>
	timeOf(a) - timeOf(b) || a.sourceId.localeCompare(b.sourceId, undefined, { numeric: true });

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

/** Incoming messages after the last own one, per thread: those that still need an answer. */
export function unanswered(messages: readonly Message[]): Message[] {
	return [...threads(messages).values()].flatMap((thread) => {
		const lastOwn = thread.findLastIndex(({ direction }) => direction === 'out');
		return thread.slice(lastOwn + 1);
	});
}

export interface Burst extends Message {
	/** Ids of the messages that were merged, oldest first. */
	mergedIds: string[];
}

/**
 * Several short messages that one person wrote in a row, no longer than `pauseSeconds` apart,
 * become one with all their text. It carries id and time of the last.
 */
export function mergeBursts(messages: readonly Message[], pauseSeconds: number): Burst[] {
	const bursts: Burst[] = [];
	for (const thread of threads(messages).values()) {
		let open: Burst | undefined;
		for (const message of thread) {
			const joins =
				open?.direction === message.direction &&
				timeOf(message) - timeOf(open) <= pauseSeconds * 1000;
			if (open && joins) {
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
