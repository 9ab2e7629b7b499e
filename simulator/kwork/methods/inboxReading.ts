import { badValue, type MethodCall, notFound, ok, pageOf, type Responder } from '../call';
import type { Message, User } from '../model';
import { sameWords } from '../text';
import { trackOrderView } from '../views/orders';
import { interlocutorView } from '../views/users';
import {
	inboxTrackView,
	MESSAGES_PER_PAGE,
	messagePage,
	messageView,
	trackMessageView,
} from '../views/messages';
import { peerOf } from './dialogs';
import { receivedMessage } from './inbox';

/**
 * A page of a dialog: page 1 is the oldest and may be short, the last is the newest and full; no
 * page means the last; newest first inside (kwork.md 8).
 */
function dialogPage<Item>(items: readonly Item[], page: number | undefined, limit: number) {
	const pages = Math.max(1, Math.ceil(items.length / limit));
	const wanted = page === undefined || page < 1 ? pages : page;
	const end = items.length - (pages - wanted) * limit;
	return {
		items: wanted > pages ? [] : items.slice(Math.max(0, end - limit), end).toReversed(),
		paging: { page: wanted, pages, total: items.length, limit },
	};
}

const peerByName = ({ parameters, world }: MethodCall): User => {
	const peer = world.userByName(parameters.text('username'));
	if (peer === undefined) throw notFound('Пользователь');
	return peer;
};

const inboxes: Responder = (call) => {
	const peer = peerByName(call);
	const page = call.parameters.optionalInt('page');
	if (Number.isNaN(page)) throw badValue();
	const all = call.world.conversation(call.user.id, peer.id);
	const { items, paging } = dialogPage(all, page, MESSAGES_PER_PAGE);
	return ok(
		items.map((message) => messageView(call.world, message, paging.page)),
		{ paging },
	);
};

interface Entry {
	conversationId: number;
	time: number;
	view(page: number): object;
}

/** Messages and order tracks of two people, oldest first. */
function merged({ world, user }: MethodCall, peer: User): Entry[] {
	const messages = world.conversation(user.id, peer.id).map((message) => ({
		conversationId: message.conversationId,
		time: message.time,
		view: (page: number) => inboxTrackView(world, message, page),
	}));
	const tracks = world.ordersBetween(user.id, peer.id).flatMap((order) =>
		order.tracks.map((track) => ({
			conversationId: track.conversationId,
			time: track.time,
			view: (page: number) => trackMessageView(world, order, track, user, page),
		})),
	);
	return [...messages, ...tracks].sort(
		(a, b) => a.time - b.time || a.conversationId - b.conversationId,
	);
}

const getInboxTracks: Responder = (call) => {
	const { parameters, world } = call;
	const peer = parameters.has('userId') ? peerOf(call, 'userId') : peerByName(call);
	const all = merged(call, peer);
	const limit = parameters.int('limit') || MESSAGES_PER_PAGE;
	const anchor = parameters.optionalInt('lastConversationId');
	const { items, paging } =
		anchor === undefined
			? dialogPage(all, parameters.optionalInt('page'), limit)
			: aroundAnchor(all, anchor, parameters.text('direction'), limit);
	const orders = world.ordersBetween(call.user.id, peer.id);
	return ok(
		items.map((entry) => entry.view(paging.page)),
		{
			paging,
			user: interlocutorView(peer),
			orders: orders.map(trackOrderView),
			extra: { hasRemovedMessages: false },
		},
	);
};

/** What lies before, after or around an anchor, newest first; an unknown anchor gives nothing. */
function aroundAnchor(all: Entry[], anchor: number, direction: string, limit: number) {
	const at = all.findIndex(({ conversationId }) => conversationId === anchor);
	const half = Math.floor(limit / 2);
	const part =
		at < 0
			? []
			: direction === 'after'
				? all.slice(at + 1, at + 1 + limit)
				: direction === 'around'
					? all.slice(Math.max(0, at - half), at + half + 1)
					: all.slice(Math.max(0, at - limit), at);
	const pages = Math.max(1, Math.ceil(all.length / limit));
	return { items: part.toReversed(), paging: { page: pages, pages, total: all.length, limit } };
}

/** Own messages of all dialogs or one, newest first. */
function searched(call: MethodCall, query: string, peer: User | undefined): Message[] {
	const { user, world } = call;
	const pool =
		peer === undefined
			? world.messages.filter(({ fromId, toId }) => fromId === user.id || toId === user.id)
			: world.conversation(user.id, peer.id);
	return pool.filter(({ text }) => sameWords(text, query)).toReversed();
}

const pageOfMessage = ({ world }: MethodCall, message: Message): number => {
	const all = world.conversation(message.fromId, message.toId);
	return messagePage(all.length, all.indexOf(message));
};

export const inboxReading: Record<string, Responder> = {
	inboxes,
	getInboxTracks,
	inboxMessage: (call) => {
		const message = receivedMessage(call, 'messageId');
		const page = pageOfMessage(call, message);
		return ok([{ ...messageView(call.world, message, page), page }]);
	},
	searchInboxes: (call) => {
		const peer = call.parameters.has('userId') ? peerOf(call, 'userId') : undefined;
		const found = searched(call, call.parameters.text('query'), peer);
		const { items, paging } = pageOf(found, call.parameters.int('page', 1), MESSAGES_PER_PAGE);
		return ok(
			items.map((message) => ({
				...messageView(call.world, message, pageOfMessage(call, message)),
				conversation_id: message.conversationId,
			})),
			{ paging },
		);
	},
};
