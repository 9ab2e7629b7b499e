import { z } from 'zod';
import { settleByReading } from '../settle';
import type { Clock } from '../time';
import type { AccountApi } from './account';
import { failures } from './failures';
import type { LookBack, MessagesApi, SendOptions } from './messages';
import type { Message } from './schemas';
import { message } from './schemas';
import { MAX_TEXT } from './splitText';
import { stoppedAtPart } from './stopped';
import type { AvitoTransport } from './transport';
import { segment } from './transport';

const deleted = z.looseObject({});

const sameText = (a: string | null | undefined, b: string): boolean => a?.trim() === b.trim();

/** Writes texts into a chat and takes messages back (avito.md 4.5). */
export class SendingApi {
	constructor(
		private readonly transport: AvitoTransport,
		private readonly account: AccountApi,
		private readonly messages: MessagesApi,
		private readonly clock: Clock,
	) {}

	/** Sends one text of at most 1,000 characters; what `MessagesApi.sendInto` promises. */
	async send(chatId: string, text: string, options: SendOptions = {}): Promise<Message> {
		if (text.trim() === '' || text.length > MAX_TEXT) {
			throw failures.refusedLocally(
				`The message has ${text.length} characters; Avito takes 1 to ${MAX_TEXT}`,
				'Shorten the text, or switch on "Split Long Text".',
			);
		}
		const path = `${await this.chat(chatId)}/messages`;
		const write = async () =>
			await this.transport.call(
				{
					method: 'POST',
					path,
					body: { json: { type: 'text', message: { text } } },
					effect: 'write',
					name: 'avito.message.send',
					signal: options.signal,
				},
				message,
			);
		const isEqual = ({ content }: Message) => sameText(content?.text, text);
		return await this.messages.sendInto(chatId, write, { ...options, isEqual });
	}

	/**
	 * Sends the parts of a long text in order, behind those that are `there`. Where a part fails, the
	 * error says which are out.
	 */
	async sendParts(
		chatId: string,
		parts: readonly string[],
		options: SendOptions & { there?: readonly Message[] } = {},
	): Promise<Message[]> {
		const { there = [], signal } = options;
		const sent = [...there];
		const known = new Set(options.known ?? (await this.messages.newestIds(chatId, signal)));
		for (const part of parts.slice(sent.length)) {
			try {
				const one = await this.send(chatId, part, { known, signal });
				known.add(one.id);
				sent.push(one);
			} catch (error) {
				throw parts.length === 1 ? error : stoppedAtPart(error, sent.length, parts);
			}
		}
		return sent;
	}

	/** Only own messages, within an hour of sending; the message stays as `deleted`. */
	async delete(chatId: string, messageId: string, signal?: AbortSignal): Promise<void> {
		const path = `${await this.chat(chatId)}/messages/${segment(messageId)}`;
		const write = async () =>
			await this.transport.call(
				{ method: 'POST', path, effect: 'write', name: 'avito.message.delete', signal },
				deleted,
			);
		await settleByReading(write, {
			clock: this.clock,
			find: async () => {
				for await (const { id, type } of this.messages.newestFirst(chatId)) {
					if (id === messageId) return type === 'deleted' ? {} : undefined;
				}
				return undefined;
			},
		});
	}

	private async chat(chatId: string): Promise<string> {
		return `/messenger/v1/accounts/${await this.account.id()}/chats/${segment(chatId)}`;
	}
}

/** Those of the parts, from the first on, that were sent before, each as a message of its own. */
export function partsThere(parts: readonly string[], { earlier }: LookBack): Message[] {
	const left = [...earlier];
	const there: Message[] = [];
	for (const part of parts) {
		// By text alone: within a second nobody knows the order of messages.
		const index = left.findIndex(({ content }) => sameText(content?.text, part));
		const [found] = index < 0 ? [] : left.splice(index, 1);
		if (!found) break;
		there.push(found);
	}
	return there;
}
