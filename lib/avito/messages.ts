import { z } from 'zod';
import { asError, ServiceError } from '../errors';
import type { Clock } from '../time';
import type { AccountApi } from './account';
import { LAST_OFFSET, PAGE } from './chatPages';
import { entry } from './entry';
import { RefusedLocallyError } from './errors';
import type { Message } from './schemas';
import { message } from './schemas';
import type { AvitoTransport } from './transport';
import { segment } from './transport';

/** Characters of one message (avito.md 4.5). */
export const MAX_TEXT = 1000;
const MAX_IMAGE_BYTES = 24 * 1024 * 1024;

/** Newest messages among which an equal one is looked for. */
const TAIL = 30;
/** Avito's clock and ours may differ by this much when a send is looked up after a failure. */
const CLOCK_SKEW_MS = 60_000;

// The specification shows an array, real answers are an object (avito.md 4.4).
const messagePage = z
	.preprocess(
		(body) => (Array.isArray(body) ? { messages: body } : body),
		z.looseObject({
			messages: z.array(entry(message)).nullish(),
			items: z.array(entry(message)).nullish(),
			meta: z.looseObject({ has_more: z.boolean().nullish() }).nullish(),
		}),
	)
	.transform(({ messages, items, meta }) => ({
		messages: messages ?? items ?? [],
		hasMore: meta?.has_more ?? undefined,
	}));
const images = z.record(z.string(), z.unknown());
const done = z.unknown();

/**
 * By time. Within one second an id says nothing about the order; Avito's own order, newest first
 * (avito.md 4.4), is all there is, and a sort keeps it. An answer of the same second as the question
 * must not look as if it came before it: it would be given again.
 */
const newestFirst = (a: Message, b: Message): number => b.created - a.created;

const sameText = (a: string | null | undefined, b: string): boolean => a?.trim() === b.trim();

export interface Thread {
	/** Newest first. */
	messages: Message[];
	/** Older messages may lie beyond Avito's cap of 1,100. */
	capHit: boolean;
}

/** Messages of a chat (avito.md 4.4, 4.5). Reading does not mark the chat as read. */
export class MessagesApi {
	constructor(
		private readonly transport: AvitoTransport,
		private readonly account: AccountApi,
		private readonly clock: Clock,
	) {}

	async list(
		chatId: string,
		options: { limit?: number; signal?: AbortSignal } = {},
	): Promise<Thread> {
		const { limit = Infinity, signal } = options;
		const pageSize = Math.min(PAGE, Math.max(1, limit));
		const byId = new Map<string, Message>();
		let capHit = false;
		for (let offset = 0; byId.size < limit; offset += pageSize) {
			if (offset > LAST_OFFSET) {
				capHit = true;
				break;
			}
			const { messages, hasMore } = await this.page(chatId, pageSize, offset, signal);
			for (const entry of messages) byId.set(entry.id, entry);
			if (messages.length === 0 || !(hasMore ?? messages.length >= pageSize)) break;
		}
		const messages = [...byId.values()].sort(newestFirst);
		return { messages: limit === Infinity ? messages : messages.slice(0, limit), capHit };
	}

	/** All messages, page by page, newest first; stops at Avito's cap. */
	async *newestFirst(chatId: string, signal?: AbortSignal): AsyncGenerator<Message> {
		for (let offset = 0; offset <= LAST_OFFSET; offset += PAGE) {
			const { messages, hasMore } = await this.page(chatId, PAGE, offset, signal);
			yield* messages.toSorted(newestFirst);
			if (messages.length === 0 || !(hasMore ?? messages.length >= PAGE)) return;
		}
	}

	private async page(chatId: string, limit: number, offset: number, signal?: AbortSignal) {
		return await this.transport.call(
			{
				method: 'GET',
				path: `/messenger/v3/accounts/${await this.account.id()}/chats/${segment(chatId)}/messages/`,
				query: { limit, offset },
				effect: 'read',
				name: 'avito.message.list',
				signal,
			},
			messagePage,
		);
	}

	/** An equal text of ours among the newest messages, sent at or after `sinceMs`. */
	async findSent(
		chatId: string,
		text: string,
		options: { sinceMs?: number; signal?: AbortSignal } = {},
	): Promise<Message | undefined> {
		const { sinceMs = 0, signal } = options;
		const { messages } = await this.list(chatId, { limit: TAIL, signal });
		return messages.find(
			(entry) =>
				entry.direction === 'out' &&
				entry.created * 1000 >= sinceMs &&
				sameText(entry.content?.text, text),
		);
	}

	/**
	 * Sends one text of at most 1,000 characters. A send whose outcome is not known is looked up in
	 * the thread, and never repeated: Avito has no idempotency key (avito.md pitfall 12).
	 */
	async send(chatId: string, text: string, signal?: AbortSignal): Promise<Message> {
		if (text.trim() === '' || text.length > MAX_TEXT) {
			throw new RefusedLocallyError(
				`The message has ${text.length} characters; Avito takes 1 to ${MAX_TEXT}`,
				'Shorten the text, or switch on "Split Long Text".',
			);
		}
		const startedAt = this.clock.now();
		try {
			return await this.transport.call(
				{
					method: 'POST',
					path: `/messenger/v1/accounts/${await this.account.id()}/chats/${segment(chatId)}/messages`,
					body: { json: { type: 'text', message: { text } } },
					effect: 'write',
					name: 'avito.message.send',
					signal,
				},
				message,
			);
		} catch (error) {
			const settled = await this.settle(error, chatId, text, startedAt);
			if (settled) return settled;
			throw asError(error);
		}
	}

	/** After an unknown outcome: the message, if it is in the thread. */
	private async settle(
		error: unknown,
		chatId: string,
		text: string,
		startedAt: number,
	): Promise<Message | undefined> {
		if (!(error instanceof ServiceError) || error.kind !== 'outcomeUnknown') return undefined;
		try {
			return await this.findSent(chatId, text, { sinceMs: startedAt - CLOCK_SKEW_MS });
		} catch {
			// The first failure says what matters: whether the message went out is not known.
			return undefined;
		}
	}

	/** Uploads an image and returns its id for `sendImage`. */
	async uploadImage(
		image: { data: Buffer; fileName: string; contentType: string },
		signal?: AbortSignal,
	): Promise<string> {
		if (image.data.length > MAX_IMAGE_BYTES) {
			throw new RefusedLocallyError(
				`The image has ${image.data.length} bytes; Avito takes ${MAX_IMAGE_BYTES}`,
				'Send a smaller JPEG, PNG, GIF, BMP or HEIC.',
			);
		}
		const ids = await this.transport.call(
			{
				method: 'POST',
				path: `/messenger/v1/accounts/${await this.account.id()}/uploadImages`,
				body: {
					multipart: {
						'uploadfile[]': image,
					},
				},
				effect: 'write',
				name: 'avito.message.upload',
				signal,
			},
			images,
		);
		const [id] = Object.keys(ids);
		if (id !== undefined) return id;
		throw new RefusedLocallyError(
			'Avito took the image but gave no id for it',
			'Check that the file is a JPEG, PNG, GIF, BMP or HEIC of at most 75 megapixels.',
		);
	}

	async sendImage(chatId: string, imageId: string, signal?: AbortSignal): Promise<Message> {
		return await this.transport.call(
			{
				method: 'POST',
				path: `/messenger/v1/accounts/${await this.account.id()}/chats/${segment(chatId)}/messages/image`,
				body: { json: { image_id: imageId } },
				effect: 'write',
				name: 'avito.message.image',
				signal,
			},
			message,
		);
	}

	/** Only own messages, within an hour of sending; the message stays as `deleted`. */
	async delete(chatId: string, messageId: string, signal?: AbortSignal): Promise<void> {
		await this.transport.call(
			{
				method: 'POST',
				path: `/messenger/v1/accounts/${await this.account.id()}/chats/${segment(chatId)}/messages/${segment(messageId)}`,
				effect: 'write',
				name: 'avito.message.delete',
				signal,
			},
			done,
		);
	}
}

/** Cuts a text into messages, at the last line, sentence or word that fits. */
export function splitText(text: string, maximum = MAX_TEXT): string[] {
	const parts: string[] = [];
	let rest = text.trim();
	while (rest.length > maximum) {
		const head = rest.slice(0, maximum);
		const cut =
			[/^[\s\S]*\n/, /^[\s\S]*[.!?…]\s/, /^[\s\S]*\s/]
				.map((pattern) => pattern.exec(head)?.[0].length ?? 0)
				.find((length) => length > maximum / 3) ?? wholeCharacters(head);
		parts.push(rest.slice(0, cut).trimEnd());
		rest = rest.slice(cut).trimStart();
	}
	return rest === '' ? parts : [...parts, rest];
}

/** Never between the two halves of an emoji. */
const wholeCharacters = (head: string): number =>
	/[\uD800-\uDBFF]$/.test(head) ? head.length - 1 : head.length;
