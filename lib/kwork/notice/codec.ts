/** One event of the notice socket (kwork.md 5.2): its name and data, as Kwork sends them. */
export interface NoticeEvent {
	name: string;
	data: Record<string, unknown>;
}

/** What an event says about messages: look into a dialog, or look where there is news. */
export type MessageHint = { username: string } | 'somewhere';

/**
 * Reads a frame of the notice socket. `text` is JSON, form-encoded JSON, either of them with the
 * prefix `data:`, or an object; keep-alives (empty, `ping`) and everything else give undefined.
 * Never throws.
 *
 * @param frame the text of a WebSocket frame
 */
export function decodeFrame(frame: string): NoticeEvent | undefined {
	const envelope = recordOf(parse(frame));
	if (!envelope) return undefined;
	const inner = recordOf(envelope.text) ?? decodeText(envelope.text);
	if (!inner || typeof inner.event !== 'string' || inner.event === '') return undefined;
	const data = recordOf(inner.data);
	return data && { name: inner.event, data };
}

/**
 * Where a message may have arrived (kwork.md 5.3). The event is a hint only: which message it is,
 * and whether it is one of the own, the dialog itself says.
 */
export function messageHint(event: NoticeEvent, ownId: number): MessageHint | undefined {
	const { name, data } = event;
	if (name === 'new_inbox') {
		const last = recordOf(data.lastMessage);
		const sender = idOf(data.from);
		if (sender === ownId) return undefined;
		const named = sender !== undefined && idOf(last?.fromUserId) === sender;
		return hintOf(named ? last?.fromUsername : undefined);
	}
	if (name === 'notify') {
		const { new_message: about, dialog_data: dialogs } = data;
		if (about === undefined || about === null || about === false || idOf(about) === 0) {
			return undefined;
		}
		if (dialogs === undefined || dialogs === null) return 'somewhere';
		const first = Array.isArray(dialogs) ? recordOf(dialogs[0]) : undefined;
		return first && isName(first.login) ? { username: first.login } : undefined;
	}
	if (name === 'pop_up_notify') {
		const username = recordOf(recordOf(data.pop_up_notify)?.data)?.username;
		return isName(username) ? { username } : undefined;
	}
	return undefined;
}

/** Known, and no sign of something new in an order. */
const NOT_OF_ORDERS = new Set(['is_typing', 'inbox_message_delete', 'remove_pop_up_notify']);

/**
 * Where a message in an order may have arrived. Nobody knows its frames, so every frame that is not
 * known to be something else may be one, and one that names somebody names them (kwork.md 12.4).
 */
export function orderHint(event: NoticeEvent, ownId: number): MessageHint | undefined {
	if (NOT_OF_ORDERS.has(event.name)) return undefined;
	if (event.name === 'new_inbox' && idOf(event.data.from) === ownId) return undefined;
	return messageHint(event, ownId) ?? 'somewhere';
}

function hintOf(username: unknown): MessageHint {
	return isName(username) ? { username } : 'somewhere';
}

function isName(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '' && value.length <= 100;
}

function idOf(value: unknown): number | undefined {
	if (typeof value !== 'number' && !(typeof value === 'string' && /^\d{1,15}$/.test(value))) {
		return undefined;
	}
	const id = Number(value);
	return Number.isSafeInteger(id) ? id : undefined;
}

/** Plain JSON first, because a text with a percent sign is not always an encoded one. */
function decodeText(text: unknown): Record<string, unknown> | undefined {
	if (typeof text !== 'string') return undefined;
	const plain = withoutPrefix(text);
	if (plain === '' || plain === 'ping') return undefined;
	return recordOf(parse(plain)) ?? recordOf(parse(withoutPrefix(formDecoded(plain))));
}

function withoutPrefix(text: string): string {
	const trimmed = text.trim();
	return trimmed.startsWith('data:') ? trimmed.slice('data:'.length).trim() : trimmed;
}

function formDecoded(text: string): string {
	try {
		return decodeURIComponent(text.replace(/\+/g, ' '));
	} catch {
		return '';
	}
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function recordOf(value: unknown): Record<string, unknown> | undefined {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
	return { ...value };
}
