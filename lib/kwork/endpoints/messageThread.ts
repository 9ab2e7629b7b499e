import type { ThreadMessage } from '../../thread';
import type { KworkApi } from '../api';
import { isTrack, messageSchema } from '../schemas/inbox';
import { orderTracksSchema } from '../schemas/order';
import { list, one } from '../schemas/values';
import type { AccountEndpoint } from './account';

const listOfMessage = list(messageSchema);
const oneOrderTracks = one(orderTracksSchema);
const PAGE = 30;

/** One entry of a conversation, from the inbox or from an order's chat. */
export interface Entry {
	id: number;
	conversationId?: number;
	key?: string;
	fromId?: number;
	text: string;
	/** Unix seconds. */
	time: number;
	type: 'message' | 'track';
}

/** The conversation that a message goes into. */
export class MessageThread {
	private ownId?: number;

	constructor(
		private readonly api: KworkApi,
		private readonly account: AccountEndpoint,
		private readonly where: { userId: number; orderId?: number },
	) {}

	/** Whole, newest first, read as far as it is asked for. */
	async *newestFirst(signal?: AbortSignal): AsyncGenerator<Entry, void, undefined> {
		const seen = new Set<string>();
		let anchor: number | undefined;
		do {
			const page = await this.tail(signal, anchor);
			const fresh = page.filter((entry) => !seen.has(idOf(entry)));
			for (const entry of fresh) {
				seen.add(idOf(entry));
				yield entry;
			}
			const oldest = fresh.at(-1);
			anchor = this.where.orderId === undefined ? oldest?.conversationId : oldest?.id;
		} while (anchor !== undefined);
	}

	/** Its end, or what lies before an anchor; newest first. */
	async tail(signal?: AbortSignal, anchor?: number): Promise<Entry[]> {
		this.ownId = (await this.account.identity()).id;
		const entries =
			this.where.orderId === undefined
				? await this.inboxPage(anchor, signal)
				: await this.orderPage(this.where.orderId, anchor, signal);
		return entries.sort((a, b) => b.time - a.time || b.id - a.id);
	}

	/** Ids of what is there, where nobody has looked back. */
	async ids(signal?: AbortSignal): Promise<ReadonlySet<string>> {
		return new Set((await this.tail(signal)).map(idOf));
	}

	/**
	 * `from_id` is empty for events that nobody wrote (kwork.md 12.3): they answer nothing. Nor does
	 * what stands in an order's chat belong to the personal dialog, which Kwork shows together.
	 */
	readonly about = (entry: Entry): ThreadMessage => {
		const isElsewhere = entry.type === 'track' && this.where.orderId === undefined;
		const isNobodys = isElsewhere || (entry.fromId ?? 0) <= 0;
		const writer = entry.fromId === this.ownId ? 'us' : 'them';
		return {
			id: idOf(entry),
			from: isNobodys ? 'service' : writer,
			atMs: entry.time * 1000,
		};
	};

	private async inboxPage(anchor?: number, signal?: AbortSignal): Promise<Entry[]> {
		const before = anchor === undefined ? {} : { lastConversationId: anchor, direction: 'before' };
		const parameters = { userId: this.where.userId, limit: PAGE, ...before };
		const messages = await this.api.call('getInboxTracks', parameters, listOfMessage, {
			effect: 'read',
			signal,
		});
		return messages.map((message) => ({
			id: message.message_id,
			conversationId: message.conversation_id,
			key: message.message_key,
			fromId: message.from_id,
			text: message.message ?? '',
			time: message.time ?? 0,
			type: isTrack(message) ? 'track' : 'message',
		}));
	}

	private async orderPage(
		orderId: number,
		anchor?: number,
		signal?: AbortSignal,
	): Promise<Entry[]> {
		const before = anchor === undefined ? {} : { trackId: anchor, direction: 'before' };
		const parameters = { orderId, limit: PAGE, ...before };
		const tracks = await this.api.call('getTracks', parameters, oneOrderTracks, {
			effect: 'read',
			signal,
		});
		return tracks.messages.map((track) => ({
			id: track.id,
			conversationId: track.conversation_id,
			key: track.message_key,
			fromId: track.from_id,
			text: track.text ?? '',
			time: track.sent_timestamp ?? 0,
			type: 'track',
		}));
	}
}

/** Ids of messages and of tracks may collide, the through id does not (kwork.md 12.1). */
const idOf = ({ id, conversationId }: Entry): string => `${conversationId ?? ''}/${id}`;
