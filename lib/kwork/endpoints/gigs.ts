import type { KworkApi } from '../api';
import type { ListOptions } from '../paging';
import {
	gigDetailsSchema,
	gigGroupSchema,
	gigSchema,
	type Gig,
	type GigDetails,
	type GigGroup,
} from '../schemas/catalogue';
import { list, one } from '../schemas/values';
import type { AccountEndpoint } from './account';
import { pagedList } from './reads';
import { write } from './write';

const listOfGigGroup = list(gigGroupSchema);
const oneGigDetails = one(gigDetailsSchema);

/** Groups of own kworks (kwork.md 4.8). */
const ACTIVE = 7;
const PAUSED = 4;

/** Kworks, the fixed offers of a seller (kwork.md 3.14). Called gigs here, as the field does. */
export class GigsEndpoint {
	constructor(
		private readonly api: KworkApi,
		private readonly account: AccountEndpoint,
	) {}

	/** Own kworks by status, first page each. Status ids: see `GigGroup`. */
	async groups(signal?: AbortSignal): Promise<GigGroup[]> {
		return await this.api.call('kworksStatusList', {}, listOfGigGroup, {
			effect: 'read',
			signal,
		});
	}

	/** Kworks of a user; own ones without `userId`. */
	async *list(
		filters: { userId?: number; statusId?: number; categoryId?: number } = {},
		options: ListOptions = {},
	): AsyncGenerator<Gig, void, undefined> {
		const parameters = {
			user_id: filters.userId ?? (await this.account.identity()).id,
			status_id: filters.statusId,
			category_id: filters.categoryId,
		};
		yield* pagedList(this.api, 'userKworks', parameters, gigSchema, ({ id }) => id, options);
	}

	/** The public page of a kwork. */
	async get(gigId: number, signal?: AbortSignal): Promise<GigDetails> {
		return await this.api.call('getKworkDetails', { id: gigId }, oneGigDetails, {
			effect: 'read',
			signal,
		});
	}

	/** Puts a paused kwork on sale. */
	async start(gigId: number, signal?: AbortSignal): Promise<void> {
		await write(this.api, 'startKwork', { kwork_id: gigId }, signal, async () => {
			return await this.isIn(gigId, ACTIVE);
		});
	}

	/** Takes a kwork off sale for a while. */
	async pause(gigId: number, signal?: AbortSignal): Promise<void> {
		await write(this.api, 'pauseKwork', { kwork_id: gigId }, signal, async () => {
			return await this.isIn(gigId, PAUSED);
		});
	}

	private async isIn(gigId: number, statusId: number): Promise<boolean> {
		for await (const gig of this.list({ statusId })) if (gig.id === gigId) return true;
		return false;
	}
}
