import type { KworkApi } from '../api';
import type { Connects } from '../envelope';
import { failures } from '../failures';
import { pages, type ListOptions } from '../paging';
import { offerSchema, type Offer } from '../schemas/exchange';
import { list, one } from '../schemas/values';
import type { Clock } from '../../time';
import type { OfferCheck } from '../web/checks';
import { equalsOffer, offerRequest, type OfferInput, type OfferRequest } from '../web/offerInput';
import { OfferWriter, type SubmitOptions, type SubmitResult } from '../web/offerWriter';
import type { WebSession } from '../web/session';
import type { ProjectsEndpoint } from './projects';
import { write } from './write';

const listOfOffer = list(offerSchema);
const oneOffer = one(offerSchema);

/** Own offers on the exchange: read over the API (kwork.md 3.5), made over the site (kwork.md 6). */
export class OffersEndpoint {
	private readonly writer: OfferWriter;

	constructor(
		private readonly api: KworkApi,
		parts: { web: WebSession; projects: ProjectsEndpoint; clock: Clock },
	) {
		const reader = {
			project: async (id: number, signal?: AbortSignal) => await parts.projects.get(id, signal),
			firstPage: async (signal?: AbortSignal) => await this.firstPage(signal),
			offerOfProject: async (id: number, options?: ListOptions) =>
				await this.ofProject(id, options),
		};
		this.writer = new OfferWriter(parts.web, reader, parts.clock);
	}

	/** Own offers, newest first, each once. `comment` is the text as Kwork stores it. */
	list(options: ListOptions = {}): AsyncGenerator<Offer, void, undefined> {
		return pages(
			async (page) => await this.page(page, options.signal),
			(offer) => offer.id,
			options,
		);
	}

	/** @throws `kwork.notFound` when there is no such offer */
	async get(offerId: number, signal?: AbortSignal): Promise<Offer> {
		return await this.api.call('offer', { id: offerId }, oneOffer, {
			effect: 'read',
			signal,
		});
	}

	/** The own offer on a project, or undefined. Without `limit` the whole list is read. */
	async ofProject(projectId: number, options: ListOptions = {}): Promise<Offer | undefined> {
		for await (const offer of this.list(options)) {
			if (offer.want_id === projectId) return offer;
		}
		return undefined;
	}

	/** Withdraws an offer. The connect does not come back. */
	async delete(offerId: number, signal?: AbortSignal): Promise<void> {
		await write(this.api, 'deleteOffer', { id: offerId }, signal, async () => {
			return await this.isGone(offerId);
		});
	}

	/**
	 * Checks an offer without sending it: text, title, time, price, connects, project, earlier
	 * offer, and whether the form opens.
	 */
	async preflight(input: OfferInput, signal?: AbortSignal): Promise<OfferCheck[]> {
		return await this.writer.preflight(input, signal);
	}

	/** The exact request that `submit` ends in, without the session's secrets. */
	request(input: OfferInput, options: { edit?: boolean } = {}): OfferRequest {
		return offerRequest(input, options.edit);
	}

	/** An equal offer of this account on the project (text, price, time). */
	async findSent(input: OfferInput, signal?: AbortSignal): Promise<Offer | undefined> {
		const offer = await this.ofProject(input.projectId, { signal });
		return offer && equalsOffer(offer, input) ? offer : undefined;
	}

	/**
	 * Makes an offer; it costs one connect. The submitting request is sent once. When its answer is
	 * lost or unclear, the offers are read to see whether it is there.
	 *
	 * @throws `kwork.offerCheckFailed`, `kwork.alreadyOffered`, `kwork.noConnects`, `kwork.projectClosed`,
	 * `kwork.offerRefused`: nothing was sent, or Kwork refused it
	 * @throws `kwork.offerNotConfirmed` when reading back does not find the offer
	 */
	async submit(input: OfferInput, options: SubmitOptions = {}): Promise<SubmitResult> {
		return await this.writer.write(input, false, options);
	}

	/** Changes the offer on a project. Errors as in `submit`. */
	async edit(input: OfferInput, options: SubmitOptions = {}): Promise<SubmitResult> {
		return await this.writer.write(input, true, options);
	}

	private async page(page: number, signal?: AbortSignal) {
		const answer = await this.api.ask('offers', { page }, listOfOffer, {
			effect: 'read',
			signal,
		});
		return { items: answer.value, paging: answer.paging, connects: answer.connects };
	}

	private async firstPage(signal?: AbortSignal): Promise<{ offers: Offer[]; connects?: Connects }> {
		const { items, connects } = await this.page(1, signal);
		return { offers: items, connects };
	}

	private async isGone(offerId: number): Promise<boolean> {
		try {
			await this.get(offerId);
			return false;
		} catch (error) {
			return failures.notFound.is(error);
		}
	}
}
