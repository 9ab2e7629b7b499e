import { z } from 'zod';
import type { UpworkBusiness } from '../business';
import type { Offer } from '../schemas/work';
import type { Poll, PollOptions } from './state';

const stateSchema = z.object({
	/** Ids of offers that are done, those read last at the end; offers carry no time. */
	seen: z.array(z.string()),
	/** The first poll was cut short: what stands behind a known offer was there before it. */
	learning: z.boolean().optional(),
});

export type OfferWatchState = z.infer<typeof stateSchema>;

/** All there are: how Upwork sorts is not documented (upwork.md 3.7). */
const READ_AT_MOST = 2_000;
/** More than are read, so that none that is still listed is forgotten. */
const SEEN_AT_MOST = 4_000;

/** One poll for new offers: those that are listed are compared with those that are known. */
export async function watchOffers(
	business: UpworkBusiness,
	options: PollOptions,
): Promise<Poll<Offer, OfferWatchState>> {
	const before = stateSchema.safeParse(options.state).data;
	const learning = before === undefined || before.learning === true;
	const seen = new Set(before?.seen);
	const events: Offer[] = [];
	let isOld = before === undefined;
	let complete = true;
	for await (const offer of business.offers({ limit: READ_AT_MOST })) {
		const isKnown = seen.delete(offer.id);
		seen.add(offer.id);
		if (isKnown) {
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
	const state = {
		seen: [...seen].slice(-SEEN_AT_MOST),
		...(learning && !complete ? { learning } : {}),
	};
	return { events: events.reverse(), state, complete, isFirst: !before };
}
