import type { IncomingMessage } from '../../../lib/kwork/notice';
import { hostFeeds } from '../../shared/events/hostFeeds';
import { TriggerAccount } from './account';
import { eventItem, messageItem } from './output';
import { readSettings, SOCKET_EVENTS } from './parameters';

/** What can be down besides reading, as it is told. */
const SOCKET = 'connection';

/** The Kwork Trigger: messages are a feed, for which frames are hints; other events come as they are. */
export const listen = hostFeeds({
	title: 'Kwork Trigger',
	settings: readSettings,
	open: TriggerAccount.open,
	isUnordered: ({ options }) => options.order === 'none',
	feeds: ({ account, lib, settings: { filters, options } }) => ({
		newMessage: {
			what: 'reading of dialogs',
			source: new lib.KworkMessageSource(() => account.reader),
			item(payload: IncomingMessage) {
				const { plainText, matchesFilter } = lib;
				const { isFirst, message } = payload;
				const { from_id: userId, from_username: username } = message;
				const item = messageItem(payload, { plainText, raw: options.raw });
				const text = String(item.json.text);
				return matchesFilter({ text, isFirst, userId, username }, filters) ? item : undefined;
			},
			settings: {
				order: options.order === 'none' ? 'none' : 'key',
				parallel: Math.max(1, options.parallel ?? 10),
				start: options.start ?? 'now',
			},
		},
	}),
	hints: ({ feeds, alarm, emitOnce }, { account, clock, lib, settings: { events } }) =>
		account.hub.subscribe({
			route: async (signal) => await account.route(signal),
			onConnected() {
				alarm.up(SOCKET);
				feeds.newMessage?.connected();
			},
			onDown: (error) => alarm.down(SOCKET, error),
			onEvent(event) {
				const name = SOCKET_EVENTS[event.name] ?? 'any';
				if (events.includes('any') || events.includes(name)) {
					emitOnce(eventItem(event, clock.now()));
				}
				// Until Kwork has told the own id, own messages cost a look into the dialog and nothing else.
				const hint = lib.messageHint(event, account.knownId ?? 0);
				if (hint === 'somewhere') feeds.newMessage?.connected();
				else if (hint) feeds.newMessage?.hint(hint.username);
			},
		}),
});
