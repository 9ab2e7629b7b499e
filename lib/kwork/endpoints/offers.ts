import type { KworkApi } from '../api';
import { pages, type ListOptions } from '../paging';
import { offerSchema, type Offer } from '../schemas/exchange';
import { anything, list, one } from '../schemas/values';

/** Own offers on the exchange (kwork.md 3.5). Making and editing one: `web/offers.ts`. */
export class OffersEndpoint {
	constructor(private readonly api: KworkApi) {}

	/** Own offers, newest first, each once. `comment` is the text as Kwork stores it. */
	list(options: ListOptions = {}): AsyncGenerator<Offer, void, undefined> {
		return pages(
			async (page) => {
				const answer = await this.api.ask('offers', { page }, list(offerSchema), {
					effect: 'read',
					signal: options.signal,
				});
				return { items: answer.value, paging: answer.paging };
			},
			(offer) => offer.id,
			options,
		);
	}

	/** @throws NotFoundError when there is no such offer */
	async get(offerId: number, signal?: AbortSignal): Promise<Offer> {
		return await this.api.call('offer', { id: offerId }, one(offerSchema), {
			effect: 'read',
			signal,
		});
	}

	/** The own offer on a project, or undefined. Reads the whole list when there is none. */
	async ofProject(projectId: number, options: ListOptions = {}): Promise<Offer | undefined> {
		for await (const offer of this.list(options)) {
			if (offer.want_id === projectId) return offer;
		}
		return undefined;
	}

	/** Withdraws an offer. The connect does not come back. */
	async delete(offerId: number, signal?: AbortSignal): Promise<void> {
		await this.api.call('deleteOffer', { id: offerId }, anything, { effect: 'write', signal });
	}
}
