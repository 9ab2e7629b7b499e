import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ServiceError } from '../errors';
import type { AccountApi } from './account';
import { failures } from './failures';
import type { MessagesApi, SendOptions } from './messages';
import type { Message } from './schemas';
import { message } from './schemas';
import { stoppedAtImage, stoppedAtUpload } from './stopped';
import type { AvitoTransport } from './transport';
import { segment } from './transport';

const MAX_BYTES = 24 * 1024 * 1024;
/** How many images, sends and open outcomes are remembered of each. */
const REMEMBERED = 1000;

const uploaded = z.record(z.string(), z.unknown());

export interface Image {
	data: Buffer;
	fileName: string;
	contentType: string;
}

const isImage = ({ type }: Message): boolean => type === 'image';
const hashOf = ({ data }: Image): string => createHash('sha256').update(data).digest('hex');

/** Forgets the oldest first. */
class Memory<V> {
	private readonly values = new Map<string, V>();

	get(key: string): V | undefined {
		return this.values.get(key);
	}

	set(key: string, value: V): void {
		this.values.delete(key);
		this.values.set(key, value);
		const [oldest] = this.values.keys();
		if (this.values.size > REMEMBERED && oldest !== undefined) this.values.delete(oldest);
	}

	delete(key: string): void {
		this.values.delete(key);
	}
}

/**
 * Images in a chat (avito.md 4.5). A chat shows of an image no more than that it is one, so which
 * image a message holds is known only as long as this process lives, by the hash of its file.
 */
export class ImagesApi {
	/** Image id by hash, of what is uploaded and may still be sent. */
	private readonly uploads = new Memory<string>();

	/** Hash by message id. */
	private readonly sent = new Memory<string>();

	/** What a chat held before a send whose outcome stayed open, by chat and hash. */
	private readonly open = new Memory<ReadonlySet<string>>();

	constructor(
		private readonly transport: AvitoTransport,
		private readonly account: AccountApi,
		private readonly messages: MessagesApi,
	) {}

	/**
	 * The message by which this image was sent before, and what the chat holds. Throws where an image
	 * of ours counts as sent before and cannot be told apart from this one.
	 */
	async lookBack(
		chatId: string,
		image: Image,
		signal?: AbortSignal,
	): Promise<{ sent?: Message; known: ReadonlySet<string> }> {
		const hash = hashOf(image);
		const before = this.open.get(`${chatId} ${hash}`);
		const isEqual = (one: Message) => {
			const of = this.sent.get(one.id);
			return isImage(one) && (of === undefined ? before?.has(one.id) === false : of === hash);
		};
		const look = { isEqual, signal };
		const { sent, earlier, known } = await this.messages.lookBack(chatId, look);
		if (sent) this.sent.set(sent.id, hash);
		const isKnown = (one: Message) => !isImage(one) || this.sent.get(one.id) !== undefined;
		if (sent || earlier.every(isKnown)) return { sent, known };
		throw failures.refusedLocally(
			`Chat ${chatId} holds an image of yours that this n8n has not sent since it was started; whether it is this one cannot be told, so nothing was sent`,
			'Look at the chat. To send the image, switch off "Skip If Already Sent".',
		);
	}

	/** Uploads an image, once for each file. @returns its id */
	async ready(image: Image, signal?: AbortSignal): Promise<string> {
		const hash = hashOf(image);
		try {
			const imageId = this.uploads.get(hash) ?? (await this.upload(image, signal));
			this.uploads.set(hash, imageId);
			return imageId;
		} catch (error) {
			throw stoppedAtUpload(error);
		}
	}

	/** Sends an image into the chat, uploaded before where it was not yet. */
	async send(
		chatId: string,
		image: Image,
		options: SendOptions = {},
	): Promise<Message & { imageId: string }> {
		const hash = hashOf(image);
		const { signal } = options;
		const imageId = await this.ready(image, signal);
		const known = options.known ?? (await this.messages.newestIds(chatId, signal));
		try {
			const sent = await this.sendUploaded(chatId, imageId, { known, signal });
			this.sent.set(sent.id, hash);
			this.open.delete(`${chatId} ${hash}`);
			return { ...sent, imageId };
		} catch (error) {
			throw this.stopped(error, hash, { chatId, known });
		}
	}

	/** Uploads an image and returns its id. Nobody sees it, so it may be given again. */
	async upload(image: Image, signal?: AbortSignal): Promise<string> {
		if (image.data.length > MAX_BYTES) {
			throw failures.refusedLocally(
				`The image has ${image.data.length} bytes; Avito takes ${MAX_BYTES}`,
				'Send a smaller JPEG, PNG, GIF, BMP or HEIC.',
			);
		}
		const ids = await this.transport.call(
			{
				method: 'POST',
				path: `/messenger/v1/accounts/${await this.account.id()}/uploadImages`,
				body: { multipart: { 'uploadfile[]': image } },
				effect: 'read',
				name: 'avito.message.upload',
				signal,
			},
			uploaded,
		);
		const [id] = Object.keys(ids);
		if (id !== undefined) return id;
		throw failures.refusedLocally(
			'Avito took the image but gave no id for it',
			'Check that the file is a JPEG, PNG, GIF, BMP or HEIC of at most 75 megapixels.',
		);
	}

	/** Sends an uploaded image. Where the answer is lost, a new image of ours in the chat is it. */
	async sendUploaded(chatId: string, imageId: string, options: SendOptions = {}): Promise<Message> {
		const path = `/messenger/v1/accounts/${await this.account.id()}/chats/${segment(chatId)}/messages/image`;
		const write = async () =>
			await this.transport.call(
				{
					method: 'POST',
					path,
					body: { json: { image_id: imageId } },
					effect: 'write',
					name: 'avito.message.image',
					signal: options.signal,
				},
				message,
			);
		return await this.messages.sendInto(chatId, write, { ...options, isEqual: isImage });
	}

	private stopped(
		error: unknown,
		hash: string,
		{ chatId, known }: { chatId: string; known: ReadonlySet<string> },
	): Error {
		const stopped = stoppedAtImage(error);
		const kind = stopped instanceof ServiceError ? stopped.kind : undefined;
		if (kind === 'outcomeUnknown') this.open.set(`${chatId} ${hash}`, known);
		// It may be the upload that Avito does not want any more.
		if (kind === 'notFound' || kind === 'validation') this.uploads.delete(hash);
		return stopped;
	}
}
