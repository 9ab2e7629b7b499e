import type { NotificationGroup } from '../../../lib/kwork';
import type { PolledItem } from '../../shared/events/batches';
import type { Round, Source } from './round';

type Entry = NonNullable<NotificationGroup['notifications']>[number];

interface Notification {
	type: string;
	title: string;
	entry: Entry;
}

/** Notifications may be shown late; there are few. */
const OVERLAP_MS = 24 * 60 * 60_000;

async function* latestFirst({ client, signal }: Round): AsyncIterable<Notification> {
	const groups = await client.notifications.list(signal);
	const all = groups.flatMap(({ name, description, notifications = [] }) =>
		notifications.map((entry) => ({ type: name ?? '', title: description ?? '', entry })),
	);
	yield* all.sort((a, b) => (b.entry.added ?? 0) - (a.entry.added ?? 0));
}

const idOf = ({ type, entry }: Notification): string =>
	`${type}:${entry.id ?? entry.entity_id ?? ''}`;

function itemFor({ settings }: Round, notification: Notification): PolledItem {
	const { type, title, entry } = notification;
	const id = idOf(notification);
	if (settings.options.output === 'raw') {
		return { id, json: { event: 'notification', type, description: title, ...entry } };
	}
	return {
		id,
		json: {
			event: 'notification',
			id: entry.id,
			type,
			title,
			time: entry.added ? new Date(entry.added * 1000).toISOString() : null,
			entityId: entry.entity_id ?? null,
			orderId: entry.orderId ?? null,
			userId: entry.otherUserId ?? null,
			username: entry.otherUserName ?? null,
			url: entry.link ? new URL(entry.link, 'https://kwork.ru').href : null,
		},
	};
}

export const notifications: Source = {
	async poll(round) {
		const { news, ...rest } = await round.lib.readNews(() => latestFirst(round), round.saved, {
			idOf,
			timeOf: ({ entry }) => (entry.added ?? 0) * 1000,
			overlapMs: OVERLAP_MS,
			enough: () => false,
			readAll: true,
			now: round.now,
		});
		return { items: news.map((one) => itemFor(round, one)), ...rest };
	},

	async sample(round) {
		for await (const one of latestFirst(round)) return [itemFor(round, one)];
		return [];
	},
};
