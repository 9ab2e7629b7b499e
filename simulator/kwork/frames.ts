import type { SimulatedSocket } from '../core/sockets';
import type { Message, Order, Track, User } from './model';
import type { Settings } from './settings';
import { lastMessageView } from './views/messages';
import type { World } from './world';

/**
 * What goes out over the event socket (kwork.md 5). The `data` of is_typing, inbox_message_delete,
 * dialog_updated and remove_pop_up_notify is invented: it was never recorded.
 */
export class Frames {
	private number = 0;

	constructor(private readonly world: World) {}

	/** Queues the push event and tells the recipient, in the forms the switches ask for. */
	newMessage(message: Message): void {
		const { settings } = this.world;
		const to = this.world.user(message.toId);
		const push = {
			id: this.world.nextId('push'),
			userId: to.id,
			entityId: message.id,
			event: 'new_inbox',
			data: { from: message.fromId, inbox_id: message.id },
			createdAt: this.world.now(),
		};
		this.world.pushes.push(push);
		for (const event of settings.messageEvents) {
			this.send(to, event, this.messageData(event, message, push.id));
		}
		if (settings.echoToSender) {
			const from = this.world.user(message.fromId);
			this.send(from, 'new_inbox', this.messageData('new_inbox', message, push.id));
		}
	}

	/** Whoever did not write it is told; no frame of an order's chat was ever recorded. */
	newTrack(order: Order, { id, fromId }: Track): void {
		const { orderFrames } = this.world.settings;
		for (const userId of [order.workerId, order.payerId].filter((one) => one !== fromId)) {
			const to = this.world.user(userId);
			if (orderFrames === 'unknown') {
				this.send(to, 'new_track', { orderId: String(order.id), track_id: id });
			} else if (orderFrames === 'counters') {
				this.send(to, 'notify', { notify_unread_count: 1, notifyTypeInfo: {} });
			}
		}
	}

	send(user: User, event: string, data: unknown): void {
		for (const [channel, userId] of this.world.channels) {
			if (userId !== user.id) continue;
			for (const socket of this.listeners(channel)) {
				if (this.world.settings.noiseFrames) {
					socket.send(JSON.stringify({ id: ++this.number, channel, text: '' }), { event: 'empty' });
					socket.send(JSON.stringify({ id: ++this.number, channel, text: 'ping' }), {
						event: 'ping',
					});
				}
				socket.send(this.encode(channel, { event, data }), { event });
			}
		}
	}

	private listeners(channel: string): SimulatedSocket[] {
		return this.world.context.sockets().filter((socket) => socket.parameters.channel === channel);
	}

	private messageData(
		event: Settings['messageEvents'][number],
		message: Message,
		pushQueueId: number,
	): unknown {
		const { settings } = this.world;
		const from = this.world.user(message.fromId);
		switch (event) {
			case 'new_inbox':
				return {
					from: settings.fromAsText ? String(from.id) : from.id,
					to_user_id: message.toId,
					inbox_id: message.id,
					conversation_id: message.conversationId,
					title: 'Новое сообщение',
					inboxMessage: message.text,
					lastMessage: lastMessageView(this.world, message),
					eventType: 'new_inbox',
					isCustomRequest: false,
					is_yescrow: false,
					pushQueueId,
				};
			case 'notify':
				return { new_message: 1, notify_unread_count: 1, ...this.dialogData(from) };
			case 'pop_up_notify':
				return { pop_up_notify: { data: { username: from.username } } };
		}
	}

	private dialogData(from: User): object {
		switch (this.world.settings.notifyDialogData) {
			case 'login':
				return { dialog_data: [{ login: from.username }] };
			case 'null':
				return { dialog_data: null };
			case 'empty':
				return { dialog_data: [] };
			case 'absent':
				return {};
		}
	}

	/** The keys besides `text` are those of nginx push-stream (inferred, kwork.md 5.1). */
	private encode(channel: string, inner: object): string {
		const id = ++this.number;
		const json = JSON.stringify(inner);
		const forms = {
			json,
			urlencoded: new URLSearchParams({ t: json }).toString().slice(2),
			prefixed: `data:${json}`,
			object: inner,
		};
		const { textEncoding } = this.world.settings;
		const names = ['json', 'urlencoded', 'prefixed', 'object'] as const;
		const form = textEncoding === 'mixed' ? (names[id % names.length] ?? 'json') : textEncoding;
		return JSON.stringify({ id, channel, text: forms[form] });
	}
}
