import type { Message, Order, Track, User } from '../model';
import type { World } from '../world';
import { fileView } from './files';
import { trackOrderView } from './orders';
import { avatarOf, noteView } from './users';

/** Live page size of message lists (kwork.md 8). */
export const MESSAGES_PER_PAGE = 50;

/** The last page holds the newest and is full; only page 1 may be short (kwork.md 8). */
export const messagePage = (total: number, index: number, limit = MESSAGES_PER_PAGE): number =>
	Math.max(1, Math.ceil(total / limit)) - Math.floor((total - 1 - index) / limit);

/** `inbox_message` (kwork.md 4.5.1). `page` is the one it lies on. */
export function messageView(world: World, message: Message, page: number) {
	const from = world.user(message.fromId);
	const to = world.user(message.toId);
	const wobble = world.settings.wobblingTypes && message.id % 2 === 0;
	const { quoteId } = message;
	const quoted = quoteId === null ? undefined : world.messages.find(({ id }) => id === quoteId);
	return {
		message_id: message.id,
		to_id: to.id,
		to_username: to.username,
		to_live_date: wobble ? String(to.lastOnlineAt) : to.lastOnlineAt,
		from_id: from.id,
		from_username: from.username,
		from_live_date: from.lastOnlineAt,
		from_profilepicture: avatarOf(from, 'small'),
		to_profilepicture: avatarOf(to, 'small'),
		manager_name: '',
		message: message.text,
		time: message.time,
		unread: message.unread,
		type: message.type,
		status: '',
		created_order_id: null,
		forwarded: message.forwarded,
		updated_at: message.updatedAt,
		warning_type: null,
		countup: -1,
		message_page: page,
		...(message.fileIds.length === 0
			? {}
			: { files: message.fileIds.flatMap((id) => fileView(world, id) ?? []) }),
		...(quoted === undefined
			? {}
			: {
					quote: {
						reply_conversation_id: quoted.conversationId,
						reply_message_id: quoted.id,
						reply_user_id: quoted.fromId,
						reply_message_displayed_text: quoted.text,
						reply_message_thumbnail: '',
						reply_message_thumbnail_path: '',
						reply_message_page: page,
						reply_message_files: [],
					},
				}),
	};
}

/** `inbox_track_message` of a chat message: 9 = inbox. */
export const inboxTrackView = (world: World, message: Message, page: number) => ({
	...messageView(world, message, page),
	conversation_id: message.conversationId,
	entity_type: 9,
	forwarder_from_id: null,
	forwarded_from_username: null,
	message_key: message.messageKey,
	track_type: 0,
	track_order: null,
});

/** `inbox_track_message` of an order's track: 10 = track. */
export function trackMessageView(world: World, order: Order, track: Track, me: User, page: number) {
	const peerId = order.workerId === me.id ? order.payerId : order.workerId;
	const from = track.fromId === null ? undefined : world.user(track.fromId);
	const { trackRows } = world.settings;
	const written = (id: number) => (trackRows === 'text' ? String(id) : id);
	return {
		message_id: written(track.id),
		conversation_id: written(track.conversationId),
		to_id: from?.id === me.id ? peerId : me.id,
		from_id: from?.id ?? null,
		from_username: from?.username ?? null,
		message: track.text || track.title,
		time: track.time,
		unread: track.unread,
		type: null,
		status: '',
		updated_at: track.updatedAt || null,
		files: track.fileIds.flatMap((id) => fileView(world, id) ?? []),
		message_page: page,
		entity_type: written(10),
		message_key: track.messageKey,
		...(trackRows !== 'bare' && {
			track_type: written(track.type),
			track_order: { ...trackOrderView(order), id: written(order.id) },
		}),
	};
}

/** `lastMessage` of a dialog and of `new_inbox`. */
export const lastMessageView = (
	world: World,
	message: Pick<Message, 'fileIds' | 'fromId' | 'text' | 'time' | 'unread'>,
) => {
	const from = world.user(message.fromId);
	return {
		unread: message.unread,
		fromUsername: from.username,
		fromUserId: from.id,
		type: message.fileIds.length > 0 ? 'file' : 'text',
		time: message.time,
		message: message.text,
		profilePicture: avatarOf(from),
		originText: message.text,
	};
};

/** The newest entry of a dialog; what nobody wrote counts as the side's that is not the owner. */
function newestOf(message: Message | undefined, orders: Order[], owner: User, peer: User) {
	const tracks = orders
		.flatMap((order) => order.tracks)
		.map((track) => ({
			...track,
			text: track.text || track.title,
			fromId: track.fromId === owner.id ? owner.id : peer.id,
		}));
	return [...(message ? [message] : []), ...tracks]
		.sort((a, b) => a.time - b.time || a.conversationId - b.conversationId)
		.at(-1);
}

/** `DialogMessage` (kwork.md 4.5). */
export function dialogView(world: World, owner: User, peer: User, withTracks = false) {
	const messages = world.conversation(owner.id, peer.id);
	const between = world.ordersBetween(owner.id, peer.id);
	const tracks = withTracks && world.settings.tracksMoveDialogs ? between : [];
	const last = newestOf(messages.at(-1), tracks, owner, peer);
	const marks = world.marksOf(owner.id, peer.id);
	const unreadCount = world.unreadFrom(owner.id, peer.id, withTracks);
	const orders = between.filter(({ status }) => status === 1);
	return {
		unread: unreadCount > 0 || marks.markedUnread,
		unread_count: unreadCount || Number(marks.markedUnread),
		last_message: last?.text ?? '',
		time: last?.time ?? 0,
		user_id: peer.id,
		username: peer.username,
		profilepicture: avatarOf(peer),
		is_online: peer.online,
		lastOnlineTime: peer.lastOnlineAt,
		link: `/inbox/${peer.username}`,
		status: '',
		blocked_by_user: peer.blocked.has(owner.id),
		allowedDialog: !peer.blocked.has(owner.id),
		...(last === undefined ? {} : { lastMessage: lastMessageView(world, last) }),
		has_active_order: orders.length > 0,
		archived: marks.archived,
		isStarred: marks.starred,
		warning_message_id: 0,
		warning_message_time: 0,
		countup: -1,
		has_answer: messages.some(({ fromId }) => fromId === owner.id),
		is_allow_custom_request: true,
		hidden_at: marks.hiddenAt,
		is_important: false,
		is_spam: false,
		moderation_status: null,
		draft: '',
		draft_details: { message: '', files: [] },
		is_stop_work: null,
		disallowReason: 0,
		active_orders: orders.map(trackOrderView),
		...(owner.notes.has(peer.id) ? { note: noteView(owner, peer) } : {}),
		is_voice_message_blocked: false,
		not_available_for_company: false,
	};
}
