import type { KworkApi } from '../api';
import {
	orderedExtraSchema,
	orderOptionSchema,
	type OrderedExtra,
	type OrderOption,
} from '../schemas/order';
import { list } from '../schemas/values';
import { addedTrack, newestTrack, type TrackReader } from './addedTrack';
import { before, write } from './write';

const listOfOrderOption = list(orderOptionSchema);
const listOfOrderedExtra = list(orderedExtraSchema);

/** Options of an order, bought beside the kwork itself (kwork.md 3.9). */
export class OrderExtras {
	constructor(
		private readonly api: KworkApi,
		private readonly orders: TrackReader,
	) {}

	/** Options that can be added. */
	async available(orderId: number, signal?: AbortSignal): Promise<OrderOption[]> {
		return await this.api.call('getExtrasAvailableForOrder', { orderId }, listOfOrderOption, {
			effect: 'read',
			signal,
		});
	}

	/** Options that are in the order already. */
	async ordered(orderId: number, signal?: AbortSignal): Promise<OrderedExtra[]> {
		return await this.api.call('getOrderedExtras', { orderId }, listOfOrderedExtra, {
			effect: 'read',
			signal,
		});
	}

	/** Seller: offers options; `counts` maps option ids to how many. */
	async offer(
		input: {
			orderId: number;
			counts?: Readonly<Record<number, number>>;
			package?: 'medium' | 'premium';
		},
		signal?: AbortSignal,
	): Promise<void> {
		const { orderId, counts, package: updatedPackage } = input;
		const parameters = { orderId, options: counts, updatedPackage };
		const newest = await before(async () => await newestTrack(this.orders, orderId));
		await write(this.api, 'offerOrderOptions', parameters, signal, async () => {
			const track = await addedTrack(this.orders, orderId, newest, ({ extras }) => {
				return extras !== undefined && extras.length > 0;
			});
			return track !== undefined;
		});
	}
}
