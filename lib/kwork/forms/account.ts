import { dedupeKey, isoFromSeconds, person } from '../../records';
import type { Contact } from '../../records';
import type { Actor, User } from '../schemas/account';
import { plainOrNull, plainText } from '../text';

export const userUrl = (username: string | undefined): string | null =>
	username ? `https://kwork.ru/user/${encodeURIComponent(username)}` : null;

const ROLES: Record<string, 'buyer' | 'seller'> = { payer: 'buyer', worker: 'seller' };

export const accountForms = {
	simplify: (actor: Actor) => ({
		id: actor.id,
		username: actor.username ?? null,
		role: ROLES[actor.type ?? ''] ?? null,
		rating: actor.rating ?? null,
		completedOrders: actor.completed_orders_count ?? null,
		freeAmount: actor.free_amount ?? null,
		holdAmount: actor.hold_amount ?? null,
		currency: actor.currency ?? null,
		unreadDialogs: actor.unread_dialog_count ?? null,
		unreadNotifications: actor.notify_unread_count ?? null,
	}),
};

export const userForms = {
	simplify: (user: User) => ({
		id: user.id,
		username: user.username ?? null,
		name: user.fullname ?? null,
		rating: user.rating ?? null,
		reviews: user.reviews_count ?? user.rating_count ?? null,
		completedOrders: user.completed_orders_count ?? null,
		isOnline: user.online ?? null,
		lastSeenAt: isoFromSeconds(user.live_date),
		description: plainOrNull(user.description),
		url: userUrl(user.username),
	}),
	record: (user: User): Contact => ({
		record: 'contact',
		version: 1,
		source: 'kwork',
		sourceId: String(user.id),
		url: userUrl(user.username),
		dedupeKey: dedupeKey('kwork', 'user', user.id),
		createdAt: isoFromSeconds(user.addtime),
		updatedAt: isoFromSeconds(user.live_date),
		person: person({
			id: String(user.id),
			username: user.username ?? null,
			name: user.fullname || null,
			url: userUrl(user.username),
		}),
		phone: null,
		email: null,
		rating: user.rating ?? null,
		text: plainText(user.description ?? ''),
	}),
};
