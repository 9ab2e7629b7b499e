import type { FeedEvent } from '../../../lib/feed';
import type { IncomingMessage } from '../../../lib/kwork/notice';
import type { PolledItem } from '../../shared/events/batches';
import { shaped } from '../../shared/events/hostPolls';
import type { Round, Source } from './round';

/** Longer than a round lasts: what comes in while one dialog is read and another is listed. */
const OVERLAP_MS = 10 * 60_000;

/** How far back a sample is looked for. */
const SAMPLE_MS = 30 * 86_400_000;

const STORES = {
	personal: { event: 'newMessage', orders: false },
	orders: { event: 'newOrderMessage', orders: true },
} as const;
type Store = keyof typeof STORES;

/** Each store has a history of its own: their ids may be the same. */
interface Memory {
	orderTimesKnown?: boolean;
	stores?: Partial<Record<Store, object>>;
}

const chosen = ({ settings: { chats } }: Round): Store[] =>
	chats === 'both' ? ['personal', 'orders'] : [chats];

function itemFor(
	{ lib, settings }: Round,
	store: Store,
	{ id, payload }: FeedEvent<IncomingMessage>,
): PolledItem {
	const message = { ...payload.message, isOwn: false };
	const form = shaped(settings.options.output, lib.kworkForms.message, message);
	return { id, json: { event: STORES[store].event, ...form } };
}

export const newMessages: Source = {
	async poll(round) {
		const { client, lib, saved, now, enough, signal, warn } = round;
		const { orderTimesKnown, stores = {} }: Memory = saved ?? {};
		const together = chosen(round).includes('orders');
		// Both stores are read by the same requests.
		const reader = new lib.KworkNoticeHub().shared(lib.readerOf(client));
		const polled = await Promise.all(
			chosen(round).map(async (store) => {
				const { orders } = STORES[store];
				const options = { orders, together, orderTimesKnown };
				const source = new lib.KworkMessageSource(() => reader, options);
				const limits = { now, overlapMs: OVERLAP_MS, enough, signal };
				const result = await lib.pollSource(source, stores[store], limits);
				return { store, source, ...result };
			}),
		);
		for (const failure of polled.flatMap(({ failures }) => failures)) {
			warn(`could not be read and is tried again: ${failure}`);
		}
		const events = polled.flatMap(({ store, events: news }) =>
			news.map((event) => ({ store, event })),
		);
		events.sort((a, b) => a.event.time - b.event.time);
		return {
			items: events.map(({ store, event }) => itemFor(round, store, event)),
			state: {
				orderTimesKnown: polled.some(({ source }) => source.orderTimesKnown),
				stores: Object.fromEntries(polled.map(({ store, state }) => [store, state])),
			},
			isFirst: polled.every(({ isFirst }) => isFirst),
		};
	},

	async sample(round) {
		const { client, lib, now, signal } = round;
		const together = chosen(round).includes('orders');
		const reader = lib.readerOf(client);
		for (const store of chosen(round)) {
			const { orders } = STORES[store];
			const source = new lib.KworkMessageSource(() => reader, { orders, together });
			const since = now - SAMPLE_MS;
			for await (const { key } of source.changed(since, signal)) {
				const { events } = await source.read(key, { time: since, sequence: 0 }, 500, signal);
				const event = events.findLast(({ skip }) => !skip);
				if (event) return [itemFor(round, store, event)];
			}
		}
		return [];
	},
};
