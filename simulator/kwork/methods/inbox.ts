import { ApiFailure, badValue, done, type MethodCall, notFound, ok, type Responder } from '../call';
import { sendMessage } from '../messaging';
import type { Message, User } from '../model';
import { escapeText } from '../text';
import { peerOf, writingStatus } from './dialogs';
import { orderById } from './orderLookup';

/** Throws what the service says when this person may not write to that one. */
function checkWriting(user: User, peer: User): void {
	const status = writingStatus(user, peer);
	if (status === 'showFishingTutorial') {
		throw new ApiFailure('Необходимо пройти тест о мошенниках', 116);
	}
	if (status === 'userBlockedTemporarily') {
		throw new ApiFailure('Слишком много сообщений', 130, { response: { expire_time: 600 } });
	}
	if (status !== 'default') throw new ApiFailure('Переписка запрещена', 130);
}

const pageCount = (call: MethodCall, peer: User) =>
	Math.max(1, Math.ceil(call.world.conversation(call.user.id, peer.id).length / 50));

const inboxCreate: Responder = (call) => {
	const { parameters, user, world } = call;
	const peer = peerOf(call, 'user_id');
	const text = parameters.text('text');
	const fileIds = parameters.ints('uploaded_files');
	if (text.trim() === '' && fileIds.length === 0) throw badValue();
	if (fileIds.some((id) => !world.files.has(id))) throw badValue();
	checkWriting(user, peer);
	const messageKey = parameters.text('message_key') || null;
	const answer = (item: { id: number; conversationId: number; time: number }, type: string) =>
		ok({
			id: item.id,
			conversation_id: item.conversationId,
			type,
			page: type === 'message' ? pageCount(call, peer) : 1,
			time: item.time,
			mass_mailing_notification: false,
		});

	if (parameters.int('order_id') > 0) {
		const order = orderById(call, 'order_id');
		if (![order.workerId, order.payerId].includes(peer.id)) throw badValue();
		const track = world.addTrack(order, {
			type: 0,
			title: '',
			text: escapeText(text),
			fromId: user.id,
			fileIds,
			messageKey,
			quoteId: parameters.int('reply_message_id') || null,
		});
		world.frames.newTrack(order, track);
		return answer(track, 'track');
	}
	const known = world.messages.find(
		(message) => message.messageKey === messageKey && message.fromId === user.id,
	);
	if (world.settings.dropRepeatedMessageKeys && messageKey !== null && known !== undefined) {
		return answer(known, 'message');
	}
	const quoteId = parameters.int('reply_message_id') || null;
	return answer(
		sendMessage(world, { fromId: user.id, toId: peer.id, text, fileIds, messageKey, quoteId }),
		'message',
	);
};

const ownMessage = ({ parameters, user, world }: MethodCall): Message => {
	const message = world.messages.find(({ id }) => id === parameters.int('id'));
	if (message === undefined || message.fromId !== user.id) throw notFound('Сообщение');
	return message;
};

export function receivedMessage({ parameters, user, world }: MethodCall, name: string): Message {
	const message = world.messages.find(({ id }) => id === parameters.int(name));
	if (message === undefined || ![message.fromId, message.toId].includes(user.id)) {
		throw notFound('Сообщение');
	}
	return message;
}

const inboxRead: Responder = (call) => {
	const { parameters, user, world } = call;
	const peer = peerOf(call, 'user_id');
	const ids = new Set(parameters.ints('messages'));
	for (const message of world.conversation(user.id, peer.id)) {
		if (message.toId === user.id && (ids.size === 0 || ids.has(message.id))) {
			message.unread = false;
		}
	}
	world.marksOf(user.id, peer.id).markedUnread = false;
	world.frames.send(user, 'remove_pop_up_notify', { username: peer.username });
	return done;
};

const tellTyping =
	(name: string): Responder =>
	(call) => {
		const peer = peerOf(call, name);
		call.world.frames.send(peer, 'is_typing', { user_id: call.user.id });
		return done;
	};

/** Sending, changing and marking messages; reading is in inboxReading.ts. */
export const inbox: Record<string, Responder> = {
	inboxCreate,
	inboxEdit: (call) => {
		const message = ownMessage(call);
		message.text = escapeText(call.parameters.text('text'));
		message.updatedAt = call.world.now();
		message.fileIds = Object.values(call.parameters.map('uploaded_files')).map(Number);
		return done;
	},
	inboxDelete: (call) => {
		const message = ownMessage(call);
		call.world.messages.splice(call.world.messages.indexOf(message), 1);
		const peer = call.world.user(message.toId);
		call.world.frames.send(peer, 'inbox_message_delete', {
			inbox_id: message.id,
			from: message.fromId,
		});
		return done;
	},
	inboxRead,
	typing: tellTyping('recipientId'),
	setFishingTutorialStatus: ({ user }) => {
		if (user.writing === 'quiz') user.writing = 'free';
		return done;
	},
};
