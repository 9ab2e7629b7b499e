import { createServer, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

interface Stored {
	message_id: number;
	from_id: number;
	from_username: string;
	to_id: number;
	message: string;
	time: number;
	unread: boolean;
}

const PAGE = 50;

/** The few methods of Kwork that a trigger needs (kwork.md 3.11, 3.12, 5 and 8), on this machine. */
export class LocalKwork {
	url = '';

	/** Every method that was called. */
	readonly calls: string[] = [];

	readonly sockets = new Set<WebSocket>();

	/** How the next calls are answered, instead of with data. */
	answerWith?: (method: string, response: ServerResponse) => boolean;

	/** Which socket events a new message makes. */
	events: Array<'new_inbox' | 'notify' | 'pop_up_notify'> = ['new_inbox'];

	refuseSockets = false;

	ownId = 4_242_424;

	private readonly threads = new Map<string, Stored[]>();

	private readonly ids = new Map<string, number>();

	private readonly raws = new Set<Socket>();

	private lastId = 98_765_000;

	private time = 1_790_839_000;

	private readonly server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => {
			const method = (request.url ?? '').split('/').at(-1) ?? '';
			this.calls.push(method);
			if (this.answerWith?.(method, response)) return;
			response.setHeader('content-type', 'application/json; charset=utf-8');
			response.end(JSON.stringify(this.answer(method, new URLSearchParams(body))));
		});
	});

	async start(): Promise<void> {
		const upgrade = new WebSocketServer({ noServer: true });
		this.server.on('connection', (socket) => this.raws.add(socket));
		this.server.on('upgrade', (request, socket, head) => {
			if (this.refuseSockets) return void socket.destroy();
			upgrade.handleUpgrade(request, socket, head, (link) => {
				this.sockets.add(link);
				link.on('error', () => {});
				link.on('close', () => this.sockets.delete(link));
			});
		});
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		const address = this.server.address();
		this.url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
	}

	async stop(): Promise<void> {
		for (const raw of this.raws) raw.destroy();
		await new Promise((resolve) => this.server.close(resolve));
	}

	/** A client writes; `told` false: the event is lost. */
	write(
		username: string,
		message: string,
		options: { told?: boolean; own?: boolean } = {},
	): number {
		const { told = true, own = false } = options;
		const userId = this.userIdOf(username);
		this.lastId += 1;
		this.time += 1;
		const stored = {
			message_id: this.lastId,
			from_id: own ? this.ownId : userId,
			from_username: own ? 'pixel_forge' : username,
			to_id: own ? userId : this.ownId,
			message,
			time: this.time,
			unread: true,
		};
		this.threads.set(username, [...(this.threads.get(username) ?? []), stored]);
		if (!told) return this.lastId;
		for (const event of this.events) this.tell(event, this.dataOf(event, stored, username));
		return this.lastId;
	}

	/** Somebody takes the latest message of a dialog back. */
	takeBack(username: string): void {
		this.threads.get(username)?.pop();
	}

	/** A dialog is hidden or deleted. */
	forget(username: string): void {
		this.threads.delete(username);
	}

	tell(event: string, data: unknown): void {
		const frame = JSON.stringify({ text: JSON.stringify({ event, data }) });
		for (const socket of this.sockets) socket.send(frame);
	}

	cut(): void {
		for (const socket of this.sockets) socket.terminate();
	}

	count(method: string): number {
		return this.calls.filter((call) => call === method).length;
	}

	userIdOf(username: string): number {
		const known = this.ids.get(username) ?? 777_001 + this.ids.size;
		this.ids.set(username, known);
		return known;
	}

	private dataOf(event: string, stored: Stored, username: string): unknown {
		if (event === 'notify') return { new_message: 1, dialog_data: [{ login: username }] };
		if (event === 'pop_up_notify') return { pop_up_notify: { data: { username } } };
		return {
			from: stored.from_id,
			to_user_id: stored.to_id,
			inbox_id: stored.message_id,
			inboxMessage: stored.message,
			lastMessage: { fromUsername: stored.from_username, fromUserId: stored.from_id },
		};
	}

	private answer(method: string, form: URLSearchParams): unknown {
		if (form.get('token') !== 'good') {
			return { success: false, error: 'Необходима авторизация' };
		}
		if (method === 'actor') {
			return {
				success: true,
				response: { id: this.ownId, username: 'pixel_forge', type: 'worker' },
			};
		}
		if (method === 'getChannel') return { success: true, response: { channel: 'secret' } };
		if (method === 'dialogs') return this.dialogs(Number(form.get('page') ?? 1));
		if (method === 'inboxes') return this.inboxes(form);
		return { success: false, error: 'Метод API не найден', error_code: 404 };
	}

	private dialogs(page: number): unknown {
		const all = [...this.threads]
			.map(([username, thread]) => ({
				user_id: this.userIdOf(username),
				username,
				time: thread.at(-1)?.time ?? 0,
				unread: true,
				unread_count: thread.filter(({ unread, from_id: from }) => unread && from !== this.ownId)
					.length,
			}))
			.sort((a, b) => b.time - a.time);
		const pages = Math.max(1, Math.ceil(all.length / 20));
		return {
			success: true,
			response: all.slice((page - 1) * 20, page * 20),
			paging: { page, total: all.length, limit: 20, pages },
		};
	}

	/** Pages are numbered from the oldest; only the first may be short (kwork.md section 8). */
	private inboxes(form: URLSearchParams): unknown {
		const thread = this.threads.get(form.get('username') ?? '') ?? [];
		const pages = Math.max(1, Math.ceil(thread.length / PAGE));
		const page = Number(form.get('page') ?? pages);
		const end = thread.length - (pages - page) * PAGE;
		const items = thread.slice(Math.max(0, end - PAGE), Math.max(0, end));
		return {
			success: true,
			response: items.reverse(),
			paging: { page, pages, total: thread.length, limit: PAGE },
		};
	}
}
