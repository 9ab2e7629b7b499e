import { z } from 'zod';
import type { UpworkBusiness } from '../business';
import type { Offer } from '../schemas/work';
import type { Poll, PollOptions } from './state';

const stateSchema = z.object({
	/** Ids of offers that are done; offers carry no time. */
	seen: z.array(z.string()),
});

export type OfferWatchState = z.infer<typeof stateSchema>;

const READ_AT_MOST = 200;
const SEEN_AT_MOST = 2_000;

/** One poll for new offers: the newest are compared with those that are known. */
export async function watchOffers(
	business: UpworkBusiness,
	options: PollOptions,
): Promise<Poll<Offer, OfferWatchState>> {
	const before = stateSchema.safeParse(options.state).data;
	const seen = new Set(before?.seen);
	const events: Offer[] = [];
	let complete = true;
	for await (const offer of business.offers({ limit: READ_AT_MOST })) {
		if (seen.has(offer.id)) continue;
		seen.add(offer.id);
		events.push(offer);
		if (options.outOfTime()) {
			complete = false;
			break;
		}
	}
	const state = { seen: [...seen].slice(-SEEN_AT_MOST) };
	return { events: before ? events.reverse() : [], state, complete };
}
