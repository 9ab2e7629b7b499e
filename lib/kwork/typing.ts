import type { Clock } from '../time';

export interface TypingOptions {
	/** Milliseconds before typing is shown. */
	pauseMs: number;
	/** Milliseconds of typing, or as long as a person takes for the text. */
	typingMs: number | 'byLength';
	signal?: AbortSignal;
}

/** About 60 words a minute, between one and twenty seconds. */
const MS_PER_CHARACTER = 200;
const SHORTEST_MS = 1000;
const LONGEST_MS = 20_000;

export function typingTime(text: string): number {
	return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, [...text].length * MS_PER_CHARACTER));
}

/**
 * Pause, "is typing", pause: what the bot of kwork.md 7.2 does with 2 s and 2 s. That typing cannot
 * be shown is no reason not to send the message.
 */
export async function simulateTyping(
	text: string,
	showTyping: () => Promise<void>,
	clock: Clock,
	options: TypingOptions,
): Promise<void> {
	await clock.sleep(options.pauseMs, options.signal);
	await showTyping().catch(() => {});
	const typingMs = options.typingMs === 'byLength' ? typingTime(text) : options.typingMs;
	await clock.sleep(typingMs, options.signal);
}
