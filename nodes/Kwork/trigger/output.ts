import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Message } from '../../../lib/kwork';
import type { IncomingMessage, NoticeEvent } from '../../../lib/kwork/notice';
import { SOCKET_EVENTS } from './parameters';

export type MessageEvent = 'newMessage' | 'newOrderMessage';

export interface MessageItemOptions {
	/** The order of a message in an order's chat. */
	orderFacts(message: Message): { orderId: number | null; orderTitle: string | null };
	/** Decodes tags and entities. */
	plainText(html: string): string;
	raw?: boolean;
}

/** A message as the trigger puts it out; `text` is decoded, `time` is ISO. */
export function messageItem(
	event: MessageEvent,
	{ message, isFirst }: IncomingMessage,
	options: MessageItemOptions,
): INodeExecutionData {
	const { from_id: userId, from_username: username, time = 0, files = [] } = message;
	const dialogUrl = username ? `https://kwork.ru/inbox/${encodeURIComponent(username)}` : undefined;
	const order = event === 'newOrderMessage' ? options.orderFacts(message) : undefined;
	const json: IDataObject = {
		event,
		messageId: message.message_id,
		userId,
		username,
		text: options.plainText(message.message ?? ''),
		time: new Date(time * 1000).toISOString(),
		...(order ?? { isFirstMessage: isFirst }),
		files: files.map(({ id, name, path }) => ({ id, name, url: path })),
		url: order?.orderId ? `https://kwork.ru/track?id=${order.orderId}` : dialogUrl,
	};
	if (options.raw) json.raw = { ...message } as IDataObject;
	return { json };
}

/** Any other event: its name and what Kwork sends with it. */
export function eventItem({ name, data }: NoticeEvent, now: number): INodeExecutionData {
	const json: IDataObject = {
		event: SOCKET_EVENTS[name] ?? name,
		userId: numberOf(data.user_id ?? data.from),
		messageId: numberOf(data.inbox_id ?? data.message_id),
		time: new Date(now).toISOString(),
		raw: data as IDataObject,
	};
	return { json };
}

function numberOf(value: unknown): number | undefined {
	const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : NaN;
	return Number.isSafeInteger(number) ? number : undefined;
}
