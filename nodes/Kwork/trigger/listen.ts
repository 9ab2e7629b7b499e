import type { IncomingMessage } from '../../../lib/kwork/notice';
import type { FeedOf } from '../../shared/events/feeds';
import { hostFeeds } from '../../shared/events/hostFeeds';
import { TriggerAccount } from './account';
import { eventItem, messageItem, type MessageEvent } from './output';
import { readSettings, SOCKET_EVENTS } from './parameters';

/** What can be down besides reading, as it is told. */
const SOCKET = 'connection';
/** Frames that say nothing but that something happened cost one look in so long. */
const LOOK_MS = 5000;

/** The Kwork Trigger: messages are a feed, for which frames are hints; other events come as they are. */
export const listen = hostFeeds({
	title: 'Kwork Trigger',
	settings: readSettings,
	open: TriggerAccount.open,
	isUnordered: ({ options }) => options.order === 'none',
	feeds({ account, lib, settings: { events, filters, options } }) {
		const together = events.includes('newOrderMessage');
		const feedOf = (event: MessageEvent, orders: boolean, what: string): FeedOf<unknown> => ({
			what,
			isMessage: true,
			source: new lib.KworkMessageSource(() => account.reader, { orders, together }),
			item(payload) {
				const { plainText, matchesFilter, kworkOrderFacts: orderFacts } = lib;
				const incoming = payload as IncomingMessage;
				const { from_id: userId, from_username: username } = incoming.message;
				const item = messageItem(event, incoming, { plainText, orderFacts, raw: options.raw });
				const text = String(item.json.text);
				// In an order there is no telling which message is the first.
				const isFirst = orders || incoming.isFirst;
				return matchesFilter({ text, isFirst, userId, username }, filters) ? item : undefined;
			},
			settings: {
				order: options.order === 'none' ? 'none' : 'key',
				parallel: Math.max(1, options.parallel ?? 10),
				start: options.start ?? 'now',
			},
		});
		return {
			newMessage: feedOf('newMessage', false, 'reading of dialogs'),
			newOrderMessage: feedOf('newOrderMessage', true, 'reading of order chats'),
		};
	},
	hints({ feeds, alarm, emitOnce }, { account, clock, lib, settings: { events } }) {
		const ended = new AbortController();
		const lookAtOrders = lib.paced(LOOK_MS, clock, ended.signal, () =>
			feeds.newOrderMessage?.connected(),
		);
		const leave = account.hub.subscribe({
			route: async (signal) => await account.route(signal),
			onConnected() {
				alarm.up(SOCKET);
				feeds.newMessage?.connected();
				feeds.newOrderMessage?.connected();
			},
			onDown: (error) => alarm.down(SOCKET, error),
			onEvent(event) {
				const name = SOCKET_EVENTS[event.name] ?? 'any';
				if (events.includes('any') || events.includes(name)) {
					emitOnce(eventItem(event, clock.now()));
				}
				// Until Kwork has told the own id, own messages cost a look into the dialog and nothing else.
				const ownId = account.knownId ?? 0;
				const hint = lib.messageHint(event, ownId);
				if (hint === 'somewhere') feeds.newMessage?.connected();
				else if (hint) feeds.newMessage?.hint(hint.username);
				const ofOrders = feeds.newOrderMessage && lib.orderHint(event, ownId);
				if (ofOrders === 'somewhere') lookAtOrders();
				else if (ofOrders) feeds.newOrderMessage?.hint(ofOrders.username);
			},
		});
		return async () => {
			ended.abort();
			await leave();
		};
	},
});
