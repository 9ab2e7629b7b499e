import { asError } from '../../errors';
import type { KworkApi } from '../api';
import type { Clock, Random } from '../../time';
import { failures } from '../failures';
import type { ListOptions } from '../paging';
import type { Parameters } from '../parameters';
import { messageSchema, type Message } from '../schemas/inbox';
import { anything, list } from '../schemas/values';
import { sameText } from '../text';
import type { AccountEndpoint } from './account';
import { conversation } from './conversation';
import { simulateTyping, type TypingOptions } from '../typing';
import type { DialogsEndpoint } from './dialogs';
import { write } from './write';
import { MessageSender, type LookBack, type MessageInput, type SentMessage } from './messageSender';

const listOfMessage = list(messageSchema);
const PAGE_SIZE = 50;
/** A broken `paging` that goes up and down must not keep a workflow busy for ever. */
const MOVES_AT_MOST = 100;

/** A person by user id or login; either will do, the other one is looked up where needed. */
export interface Person {
	userId?: number;
	username?: string;
}

export interface MessagesParts {
	account: AccountEndpoint;
	dialogs: DialogsEndpoint;
	clock: Clock;
	random: Random;
}

/** Messages of a dialog and of an order's chat (kwork.md 3.12 and section 8). */
export class MessagesEndpoint {
	private readonly sender: MessageSender;

	constructor(
		private readonly api: KworkApi,
		private readonly parts: MessagesParts,
	) {
		this.sender = new MessageSender(api, parts);
	}

	/**
	 * Messages with a person, newest first. Kwork numbers the pages from the oldest message: the
	 * newest page is the one it gives without a page number, and from there it goes down to 1. When
	 * messages come in meanwhile and a page is added, all that is old moves one number up; when some
	 * are taken back, the oldest of the page before are on it now and were not read yet.
	 */
	async *list(person: Person, options: ListOptions = {}): AsyncGenerator<Message, void, undefined> {
		const username = await this.usernameOf(person, options.signal);
		const seen = new Set<number>();
		const { limit = Infinity, signal } = options;
		let page: number | undefined;
		let pagesBefore: number | undefined;
		let totalBefore: number | undefined;
		let moves = 0;
		do {
			signal?.throwIfAborted();
			const answer = await this.api.ask('inboxes', { username, page }, listOfMessage, {
				effect: 'read',
				signal,
			});
			const paging = answer.paging ?? {};
			const added = (paging.pages ?? 0) - (pagesBefore ?? Infinity);
			const gone = Math.max(0, (totalBefore ?? 0) - (paging.total ?? Infinity));
			pagesBefore = paging.pages ?? pagesBefore;
			totalBefore = paging.total ?? totalBefore;
			const moved = added + Math.ceil(gone / (paging.limit || PAGE_SIZE));
			if (page !== undefined && moved > 0 && moves < MOVES_AT_MOST) {
				moves += 1;
				page += moved;
				continue;
			}
			const current: number = paging.page ?? paging.pages ?? page ?? 1;
			for (const message of newestFirst(answer.value)) {
				if (seen.has(message.message_id)) continue;
				if (seen.size >= limit) return;
				seen.add(message.message_id);
				yield message;
			}
			page = Math.min(current, page ?? current) - 1;
		} while (page >= 1 && seen.size < limit);
	}

	/** The same together with the entries of all orders with the person, of their events, too. */
	async *withOrders(
		person: Person,
		options: ListOptions = {},
	): AsyncGenerator<Message, void, undefined> {
		yield* conversation(this.api, await this.usernameOf(person, options.signal), options);
	}

	/** The newest page, newest first: one request. */
	async latest(person: Person, signal?: AbortSignal): Promise<Message[]> {
		const username = await this.usernameOf(person, signal);
		const messages = await this.api.call('inboxes', { username }, listOfMessage, {
			effect: 'read',
			signal,
		});
		return newestFirst(messages);
	}

	/** Messages that hold a text, in one dialog or in all. */
	async search(query: string, options: { userId?: number } & ListOptions = {}): Promise<Message[]> {
		const { userId, signal, limit } = options;
		const found = await this.api.call('searchInboxes', { query, userId }, listOfMessage, {
			effect: 'read',
			signal,
		});
		return found.slice(0, limit);
	}

	/** The exact call that `send` makes, for a dry run. */
	request(input: MessageInput): { method: string; parameters: Parameters } {
		return this.sender.request(input);
	}

	/**
	 * An equal message that this account has already sent: since the other side wrote last, or in
	 * the last ten minutes. `known` spares `send` a look of its own.
	 */
	async lookBack(input: MessageInput, signal?: AbortSignal): Promise<LookBack> {
		return await this.sender.lookBack(input, signal);
	}

	/**
	 * Sends one message, into the dialog or with `orderId` into the order's chat. Sent once; when
	 * the answer is lost the thread is read to see whether the message is there.
	 *
	 * @throws `kwork.writingNotAllowed`, `kwork.fraudQuiz`, `kwork.messageLimit` when Kwork refuses
	 * @throws `kwork.messageNotConfirmed` when reading back does not find the message
	 */
	async send(
		input: MessageInput,
		signal?: AbortSignal,
		known?: LookBack['known'],
	): Promise<SentMessage> {
		return await this.sender.send(input, signal, known);
	}

	/** Replaces the text of an own message. */
	async edit(messageId: number, text: string, signal?: AbortSignal): Promise<void> {
		await write(this.api, 'inboxEdit', { id: messageId, text }, signal, async () => {
			const message = await this.byId(messageId);
			return message !== undefined && sameText(message.message ?? '', text);
		});
	}

	async delete(messageId: number, signal?: AbortSignal): Promise<void> {
		await write(this.api, 'inboxDelete', { id: messageId }, signal, async () => {
			return (await this.byId(messageId)) === undefined;
		});
	}

	/** Shows the other side that the user is typing. */
	async typing(userId: number, options: { orderId?: number; signal?: AbortSignal } = {}) {
		const parameters = { recipientId: userId, orderId: options.orderId };
		await this.api.call('typing', parameters, anything, {
			effect: 'write',
			signal: options.signal,
		});
	}

	/** Shows typing to the recipient for a while, before a message is sent to them. */
	async simulateTyping(
		{ userId, orderId, text }: MessageInput,
		options: TypingOptions,
	): Promise<void> {
		const { signal } = options;
		const showTyping = async () => await this.typing(userId, { orderId, signal });
		await simulateTyping(text, showTyping, this.parts.clock, options);
	}

	/** One message, or undefined when there is none of this id. */
	private async byId(messageId: number): Promise<Message | undefined> {
		try {
			const found = await this.api.call('inboxMessage', { messageId }, listOfMessage, {
				effect: 'read',
			});
			return found.find((message) => message.message_id === messageId);
		} catch (error) {
			if (failures.notFound.is(error)) return undefined;
			throw asError(error);
		}
	}

	/** `inboxes` knows people by login only. */
	private async usernameOf(person: Person, signal?: AbortSignal): Promise<string> {
		if (person.username) return person.username;
		if (person.userId === undefined) {
			throw failures.parameter('Neither a user ID nor a login was given.');
		}
		const dialog = await this.parts.dialogs.get(person.userId, signal);
		if (dialog.username) return dialog.username;
		throw failures.notFound(`The dialog with user ${person.userId} has no login.`);
	}
}

export function newestFirst(messages: readonly Message[]): Message[] {
	return [...messages].sort((a, b) => b.message_id - a.message_id);
}
