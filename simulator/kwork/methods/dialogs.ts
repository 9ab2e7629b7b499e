import { badValue, done, type MethodCall, ok, pageOf, type Responder } from '../call';
import type { User } from '../model';
import { sameWords } from '../text';
import { dialogView } from '../views/messages';
import type { World } from '../world';

const DIALOGS_PER_PAGE = 20;

/** Names as in the app; the numbers are invented (kwork.md 4.5). */
const STATUS_NAMES = [
	'default',
	'conversationTime',
	'orderTime',
	'orderCancel',
	'orderRating',
	'support',
	'userBlockedTemporarily',
	'userBlockedPermanently',
	'blocked_by_receiver',
	'blocked_by_sender',
	'blocked_by_both',
	'spamer',
	'userIsViewedProjects',
	'interlocutorIsDeleted',
	'oldConversation',
	'showFishingTutorial',
	'conversationLongTime',
	'currentUserBlocked',
	'sellerOnboardingRequired',
] as const;
const STATUSES = Object.fromEntries(STATUS_NAMES.map((name, index) => [name, index + 1]));

/** The other side of a dialog by id; an unknown one is a bad value. */
export function peerOf(call: MethodCall, name: string): User {
	const peer = call.world.users.get(call.parameters.int(name));
	if (peer === undefined || peer.id === call.user.id) throw badValue();
	return peer;
}

/** Order messages count, too (kwork.md 3.11). */
const withTracks = (parameters: MethodCall['parameters']): boolean => parameters.flag('withTracks');

const visiblePeers = ({ world, user, parameters }: MethodCall): User[] => {
	const excluded = new Set(parameters.ints('excludedIds'));
	return world
		.peersOf(user.id, withTracks(parameters))
		.filter((peer) => !excluded.has(peer) && world.marksOf(user.id, peer).hiddenAt === 0)
		.map((peer) => world.user(peer));
};

const dialogs: Responder = (call) => {
	const { world, user } = call;
	const filter = call.parameters.text('filter');
	const isArchived = (peer: User) => world.marksOf(user.id, peer.id).archived;
	const all = visiblePeers(call);
	const views = all
		.filter((peer) => isArchived(peer) === (filter === 'archived'))
		.map((peer) => dialogView(world, user, peer, withTracks(call.parameters)))
		.filter((view) => filter !== 'unread' || view.unread);
	const { items, paging } = pageOf(views, call.parameters.int('page', 1), DIALOGS_PER_PAGE);
	return ok(items, {
		paging,
		filter_counts: {
			unread: views.filter(({ unread }) => unread).length,
			archived: all.filter(isArchived).length,
		},
	});
};

const searchDialogs: Responder = (call) => {
	const query = call.parameters.text('query');
	if (query.trim().length < 2) throw badValue();
	const found = visiblePeers(call).filter((peer) =>
		sameWords(
			[peer.username, peer.fullname, ...texts(call.world, call.user, peer)].join('\n'),
			query,
		),
	);
	const { items, paging } = pageOf(found, call.parameters.int('page', 1), DIALOGS_PER_PAGE);
	return ok(
		items.map((peer) => dialogView(call.world, call.user, peer, withTracks(call.parameters))),
		{ paging: { ...paging, limit: call.world.settings.wobblingTypes ? '20' : 20 } },
	);
};

const texts = (world: World, user: User, peer: User) =>
	world.conversation(user.id, peer.id).map(({ text }) => text);

/** Why writing is impossible, as a name of `privateMessageStatuses`. */
export function writingStatus(user: User, peer: User): (typeof STATUS_NAMES)[number] {
	if (user.writing === 'quiz') return 'showFishingTutorial';
	if (user.writing === 'forbidden') return 'currentUserBlocked';
	if (user.writing === 'paused') return 'userBlockedTemporarily';
	const mine = user.blocked.has(peer.id);
	const theirs = peer.blocked.has(user.id);
	if (mine && theirs) return 'blocked_by_both';
	if (mine) return 'blocked_by_sender';
	return theirs ? 'blocked_by_receiver' : 'default';
}

const isDialogAllow: Responder = (call) => {
	const { user, world } = call;
	const peer = peerOf(call, 'receiverId');
	return ok({
		privateMessageStatus: STATUSES[writingStatus(user, peer)],
		privateMessageStatuses: STATUSES,
		showInboxAllowModal: 0,
		isPageNeedSmsVerification: 0,
		isSmsVerified: 1,
		isOnline: Number(peer.online),
		isDaytime: 1,
		currentUserTime: world.now(),
		receivedLastOnline: peer.lastOnlineAt,
		hasDialog: world.conversation(user.id, peer.id).length > 0,
		utcOffset: 3,
		userUtcOffset: 3,
		sellerIsNotAvailable: false,
		workTime: '09:00 - 18:00',
		responseTime: '1 час',
	});
};

const mark =
	(name: string, change: (call: MethodCall, peer: User) => void): Responder =>
	(call) => {
		change(call, peerOf(call, name));
		return done;
	};

const archive = (archived: boolean) =>
	mark('archiveUserId', ({ world, user }, peer) => {
		world.marksOf(user.id, peer.id).archived = archived;
	});

export const dialogMethods: Record<string, Responder> = {
	dialogs,
	getDialog: (call) =>
		ok(dialogView(call.world, call.user, peerOf(call, 'id'), withTracks(call.parameters))),
	searchDialogs,
	isDialogAllow,
	archiveDialog: archive(true),
	unarchiveDialog: archive(false),
	setDialogStarred: (call) => {
		const starred = call.parameters.flag('isStarred');
		call.world.marksOf(call.user.id, peerOf(call, 'userId').id).starred = starred;
		return ok({ message: starred ? 'Диалог отмечен' : 'Отметка снята' });
	},
	unreadDialog: mark('user_id', ({ world, user }, peer) => {
		world.marksOf(user.id, peer.id).markedUnread = true;
		world.frames.send(user, 'dialog_updated', { user_id: peer.id });
	}),
	hideDialog: (call) => {
		const marks = call.world.marksOf(call.user.id, peerOf(call, 'userId').id);
		const restore = call.parameters.flag('isRestore');
		marks.hiddenAt = restore ? 0 : call.world.now();
		return ok({
			message: restore ? 'Диалог восстановлен' : 'Диалог скрыт',
			unhide_available_secs: restore ? 0 : 600,
		});
	},
	blockDialog: (call) => {
		call.user.blocked.add(peerOf(call, 'blockUserId').id);
		return ok({ message: 'Пользователь заблокирован' });
	},
	unblockDialog: (call) => {
		call.user.blocked.delete(peerOf(call, 'blockUserId').id);
		return ok({ message: 'Пользователь разблокирован' });
	},
	blockedDialogList: ({ user }) => ok({ blockedUserIds: [...user.blocked] }),
};
