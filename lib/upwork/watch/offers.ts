import { z } from 'zod';
import { Cursor, cursorSchema } from '../../feed';
import type { UpworkBusiness } from '../business';
import type { Offer } from '../schemas/work';
import type { Poll, PollOptions } from './poll';

const stateSchema = cursorSchema.extend({
	/** The first poll was cut short: what stands behind a known offer was there before it. */
	learning: z.boolean().optional(),
});

export type OfferWatchState = z.infer<typeof stateSchema>;

/** All there are: how Upwork sorts is not documented (upwork.md 3.7). */
const READ_AT_MOST = 2_000;

/**
 * One poll for new offers: those that are listed are compared with those that are known. Offers carry
 * no time, so they are known by their ids, of which more are remembered than are read.
 */
export async function watchOffers(
	business: UpworkBusiness,
	options: PollOptions,
): Promise<Poll<Offer, OfferWatchState>> {
	const before = stateSchema.safeParse(options.state).data;
	const learning = before === undefined || before.learning === true;
	const remembered = { overlapMs: Infinity, now: options.now, limit: 2 * READ_AT_MOST };
	const cursor = before ? new Cursor(before, remembered) : Cursor.begin(0, remembered);
	const events: Offer[] = [];
	let isOld = before === undefined;
	let complete = true;
	for await (const offer of business.offers({ limit: READ_AT_MOST })) {
		if (!cursor.take(offer.id)) {
			isOld = learning;
			continue;
		}
		if (!isOld) events.push(offer);
		// While it learns, a poll may end only behind what is new: the next one takes the rest as old.
		if ((isOld || !learning) && options.outOfTime()) {
			complete = false;
			break;
		}
	}
	if (complete) cursor.settle();
	const state = { ...cursor.toJSON(), ...(learning && !complete ? { learning } : {}) };
	return { events: events.reverse(), state, complete, isFirst: !before };
}
