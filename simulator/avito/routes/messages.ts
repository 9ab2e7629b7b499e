import { z } from 'zod';
import type { Answer } from '../../core/types';
import { messageView } from '../chatView';
import { envelopeA, notFound } from '../errors';
import { bodyOf, integerParameter, listParameter, refuse } from '../input';
import { notifyMessage } from '../notify';
import { imageSizes, toSecond } from '../seed/chats';
import type { Chat, Message, MessageType } from '../types';
import type { AvitoCall, AvitoRoutes } from '../world';
import { ownChat, readScope, writeScope } from './chats';

const DELETE_WITHIN = 3_600_000;
const VOICE_LINK_LIFE = 3_600_000;
const MAX_IMAGE_BYTES = 24 * 1024 * 1024;
const IMAGE_TYPES = ['image/jpeg', 'image/heic', 'image/gif', 'image/bmp', 'image/png'];

const textSchema = z.object({
	type: z.literal('text'),
	message: z.object({ text: z.string().min(1).max(1_000) }),
});
const imageSchema = z.object({ image_id: z.string() });

/** Messages of a chat (avito.md 4.4, 4.5). */
export const messageRoutes: AvitoRoutes = {
	'GET /messenger/v3/accounts/:user_id/chats/:chat_id/messages/': {
		...readScope,
		query: ['limit', 'offset'],
		handle: listMessages,
	},
	'POST /messenger/v1/accounts/:user_id/chats/:chat_id/messages': {
		...writeScope,
		handle(call) {
			const { text } = bodyOf(call, textSchema).message;
			return sent(call, 'text', { text }, false);
		},
	},
	'POST /messenger/v1/accounts/:user_id/chats/:chat_id/messages/image': {
		...writeScope,
		handle(call) {
			const image = call.state.images.get(bodyOf(call, imageSchema).image_id);
			if (image?.accountId !== call.account.id) return notFound('Image not found');
			return sent(call, 'image', { image: { sizes: imageSizes(image.id) } }, true);
		},
	},
	'POST /messenger/v1/accounts/:user_id/chats/:chat_id/messages/:message_id': {
		...writeScope,
		handle: deleteMessage,
	},
	'POST /messenger/v1/accounts/:user_id/uploadImages': { ...writeScope, handle: uploadImage },
	'GET /messenger/v1/accounts/:user_id/getVoiceFiles': {
		...readScope,
		query: ['voice_ids'],
		handle: voiceFiles,
	},
};

function listMessages(call: AvitoCall): Answer {
	const limit = integerParameter(call, 'limit', { low: 1, high: 100, fallback: 100 });
	const offset = integerParameter(call, 'offset', { low: 0, high: 1_000, fallback: 0 });
	const chat = ownChat(call);
	if (chat === undefined) return notFound();
	const { settings } = call.world;
	const newestFirst = chat.messages.toReversed();
	const messages = newestFirst
		.slice(offset, offset + limit)
		.map((message) => messageView(chat, message, settings));
	if (settings.messagesAsArray) return { json: messages };
	return { json: { messages, meta: { has_more: newestFirst.length > offset + limit } } };
}

function sent(
	call: AvitoCall,
	type: MessageType,
	content: Record<string, unknown>,
	withAuthor: boolean,
): Answer {
	const chat = ownChat(call);
	if (chat === undefined) return notFound();
	const { id, authorId, createdAt } = addMessage(call.world, chat, call.account.id, type, content);
	return {
		json: {
			id,
			...(withAuthor ? { author_id: authorId } : {}),
			created: Math.floor(createdAt / 1000),
			direction: 'out',
			type,
			content,
		},
	};
}

/** Puts a message into a chat and tells the webhooks; used by the events too. */
export function addMessage(
	world: AvitoCall['world'],
	chat: Chat,
	authorId: number,
	type: MessageType,
	content: Record<string, unknown>,
	quotedId: string | null = null,
): Message {
	const createdAt = toSecond(world.now());
	const message: Message = {
		id: world.state.dice.hex(32),
		authorId,
		createdAt,
		type,
		content,
		isRead: authorId === chat.accountId,
		readAt: null,
		quotedId,
	};
	chat.messages.push(message);
	chat.updatedAt = createdAt;
	notifyMessage(world, chat, message);
	return message;
}

/** Own messages of the last hour; they stay in the list as `deleted`. */
function deleteMessage(call: AvitoCall): Answer {
	const chat = ownChat(call);
	const message = chat?.messages.find((candidate) => candidate.id === call.params.message_id);
	if (message === undefined) return notFound();
	if (message.authorId !== call.account.id) return envelopeA(403, 'Forbidden');
	if (call.world.now() - message.createdAt > DELETE_WITHIN) {
		return envelopeA(400, 'Message can be deleted within an hour only');
	}
	message.type = 'deleted';
	message.content = {};
	return { json: {} };
}

function uploadImage(call: AvitoCall): Answer {
	const { files } = call.request.body;
	const [file] = files;
	if (file === undefined || files.length > 1 || file.name !== 'uploadfile[]') {
		refuse(call, 'uploadfile[]', 'must be the one file of a multipart form');
	}
	if (!IMAGE_TYPES.includes(file.contentType)) refuse(call, 'uploadfile[]', 'is no known image');
	if (file.data.length > MAX_IMAGE_BYTES) refuse(call, 'uploadfile[]', 'is larger than 24 MB');
	const { dice, images } = call.state;
	const id = `${dice.int(10_000_000, 99_999_999)}.${dice.urlSafe(7)}`;
	images.set(id, {
		id,
		accountId: call.account.id,
		fileName: file.fileName,
		size: file.data.length,
	});
	return { json: { [id]: imageSizes(id) } };
}

function voiceFiles(call: AvitoCall): Answer {
	const wanted = listParameter(call, 'voice_ids');
	if (wanted.length === 0) refuse(call, 'voice_ids', 'is required');
	const known = new Set(
		[...call.state.chats.values()]
			.filter((chat) => chat.accountId === call.account.id)
			.flatMap((chat) => chat.messages.map(voiceId)),
	);
	const till = call.world.now() + VOICE_LINK_LIFE;
	return {
		json: {
			voices_urls: Object.fromEntries(
				wanted
					.filter((id) => known.has(id))
					.map((id) => [id, `https://www.avito.ru/voice/${id}.mp4?till=${till}`]),
			),
		},
	};
}

function voiceId({ content }: Message): string | undefined {
	const { voice } = content as { voice?: { voice_id?: string } };
	return voice?.voice_id;
}
