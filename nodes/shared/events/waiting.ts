import type { FeedEvent } from '../../../lib/feed';
import { flag, number } from '../parameters';

const MINUTE_MS = 60_000;

/** Options of a trigger of messages: only what still waits for an answer. */
export const stillWaiting = () => ({
	skipAnswered: flag({
		displayName: 'Skip If Answered Meanwhile',
		default: true,
		description:
			'Whether a message that you have answered yourself starts nothing. A message that an execution of this trigger may have sent is no such answer.',
	}),
	skipOlderMinutes: number({
		displayName: 'Skip Older Than (Minutes)',
		default: 1440,
		typeOptions: { minValue: 0 },
		description: 'A message that is older when its turn comes starts nothing. 0 turns it off.',
	}),
});

/** What the user chose of these. */
export interface StillWaiting {
	skipAnswered?: boolean;
	skipOlderMinutes?: number;
}

/** What every message item says of its place in time. */
export interface WaitingFacts {
	/** When the user answered it, ISO; null: it waits for an answer. */
	answeredSince: string | null;
	ageSeconds: number;
	/** It was there before the trigger began to listen. */
	caughtUp: boolean;
	[name: string]: string | number | boolean | null;
}

export function waitingFacts(
	{ time, answeredAt }: Pick<FeedEvent<unknown>, 'time' | 'answeredAt'>,
	now: number,
	listeningSince: number,
): WaitingFacts {
	return {
		answeredSince: answeredAt === undefined ? null : new Date(answeredAt).toISOString(),
		ageSeconds: Math.max(0, Math.round((now - time) / 1000)),
		caughtUp: time < listeningSince,
	};
}

/** Whether nothing is to be done any more. */
export function isSettled(
	{ answeredSince, ageSeconds }: WaitingFacts,
	{ skipAnswered, skipOlderMinutes = 0 }: StillWaiting,
): boolean {
	if (skipAnswered === true && answeredSince !== null) return true;
	return skipOlderMinutes > 0 && ageSeconds * 1000 > skipOlderMinutes * MINUTE_MS;
}
