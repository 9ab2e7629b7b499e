import { WebSocket } from 'ws';
import { type Simulator, startSimulator } from '../../simulator';
import { at, KworkProbe, listAt, numberAt, textAt } from './kworkProbe';

let simulator: Simulator;
let api: KworkProbe;
const open: Listener[] = [];

/** Collects frames; `take` waits for the next one. */
class Listener {
	private readonly frames: string[] = [];

	private waiting: ((frame: string) => void) | undefined;

	closeCode: number | undefined;

	readonly closed: Promise<void>;

	constructor(readonly socket: WebSocket) {
		socket.on('message', (data) => {
			const frame = String(data);
			if (this.waiting === undefined) this.frames.push(frame);
			else this.waiting(frame);
			this.waiting = undefined;
		});
		this.closed = new Promise((resolve) => {
			socket.on('close', (code) => {
				this.closeCode = code;
				resolve();
			});
		});
	}

	static async connect(probe: KworkProbe): Promise<Listener> {
		const channel = textAt((await probe.call('getChannel')).json, 'response.channel');
		const address = probe.simulatorUrl.replace('http', 'ws');
		const socket = new WebSocket(`${address}/notice.kwork.ru/ws/public/${channel}`);
		const listener = new Listener(socket);
		open.push(listener);
		await new Promise((resolve, reject) => {
			socket.on('open', resolve);
			socket.on('error', reject);
		});
		return listener;
	}

	async take(): Promise<string> {
		return this.frames.shift() ?? (await new Promise((resolve) => (this.waiting = resolve)));
	}

	/** The `text` of the next frame. */
	async text(): Promise<unknown> {
		return at(JSON.parse(await this.take()), 'text');
	}

	/** The next event, when its text is plain JSON. */
	async event(): Promise<unknown> {
		return JSON.parse(String(await this.text()));
	}

	/** Proves that nothing is on the way: a ping comes back after everything sent before. */
	async nothingMore(): Promise<void> {
		await new Promise((resolve) => {
			this.socket.once('pong', resolve);
			this.socket.ping();
		});
		expect(this.frames).toEqual([]);
	}
}

beforeAll(async () => {
	simulator = await startSimulator();
});
beforeEach(async () => {
	simulator.control.reset();
	api = await new KworkProbe(simulator.url).signIn();
});
afterEach(() => {
	for (const listener of open.splice(0)) listener.socket.terminate();
});
afterAll(async () => {
	await simulator.close();
});

const { shop, tea } = { shop: 777_001, tea: 777_003 };

describe('dialogs', () => {
	it('lists 40, newest first, two of them archived', async () => {
		const first = await api.call('dialogs');
		expect(listAt(first.json, 'response')).toHaveLength(20);
		expect(at(first.json, 'filter_counts')).toEqual({ unread: 5, archived: 2 });
		expect(at(first.json, 'paging')).toEqual({ page: 1, total: 38, limit: 20, pages: 2 });
		const times = listAt(first.json, 'response').map((dialog) => numberAt(dialog, 'time'));
		expect(times).toEqual([...times].sort((a, b) => b - a));
		expect(at((await api.call('dialogs', { page: 9 })).json, 'response')).toEqual([]);
	});

	it('finds by text of two characters or more', async () => {
		expect(at((await api.call('searchDialogs', { query: 'n' })).json, 'error_code')).toBe(101);
		const { json } = await api.call('searchDialogs', { query: 'n8n' });
		expect(listAt(json, 'response').length).toBeGreaterThan(3);
		expect(at(json, 'paging.limit')).toBe('20');
	});

	it('stars, hides, blocks, marks unread', async () => {
		await api.call('setDialogStarred', { userId: shop, isStarred: 1 });
		await api.call('unreadDialog', { user_id: shop });
		const { json } = await api.call('getDialog', { id: shop });
		expect(at(json, 'response')).toMatchObject({ isStarred: true, unread: true });
		await api.call('hideDialog', { userId: shop, isRestore: 0 });
		const users = listAt((await api.call('dialogs')).json, 'response').map((d) => at(d, 'user_id'));
		expect(users).not.toContain(shop);
		await api.call('blockDialog', { blockUserId: shop });
		expect(at((await api.call('blockedDialogList')).json, 'response.blockedUserIds')).toEqual([
			shop,
		]);
		const refused = await api.call('inboxCreate', { user_id: shop, text: 'x' });
		expect(at(refused.json, 'error_code')).toBe(130);
		const allow = (await api.call('isDialogAllow', { receiverId: shop })).json;
		expect(at(allow, 'response.privateMessageStatus')).toBe(
			at(allow, 'response.privateMessageStatuses.blocked_by_sender'),
		);
	});
});

describe('pages of a dialog', () => {
	it('run from the oldest: only page 1 is short, no page means the last, newest first', async () => {
		const last = (await api.call('inboxes', { username: 'tea_house' })).json;
		expect(at(last, 'paging')).toEqual({ page: 3, pages: 3, total: 120, limit: 50 });
		expect(listAt(last, 'response')).toHaveLength(50);
		const ids: number[] = [];
		for (const page of [3, 2, 1]) {
			const { json } = await api.call('inboxes', { username: 'tea_house', page });
			ids.push(...listAt(json, 'response').map((message) => numberAt(message, 'message_id')));
			expect(listAt(json, 'response')).toHaveLength(page === 1 ? 20 : 50);
		}
		expect(ids).toEqual([...ids].sort((a, b) => b - a));
		expect(new Set(ids).size).toBe(120);
	});

	it('hold 50 on one page and 51 on two', async () => {
		const names = ['coffee_lab', 'sport_hub', 'clinic_smile', 'event_time', 'fit_club_line'];
		const totals = await Promise.all(
			names.map(async (username) => (await api.call('inboxes', { username })).json),
		);
		for (const body of totals) {
			const total = numberAt(body, 'paging.total');
			expect(numberAt(body, 'paging.pages')).toBe(Math.max(1, Math.ceil(total / 50)));
		}
	});

	it('getInboxTracks mixes order tracks in and goes on from an anchor', async () => {
		const whole = (await api.call('getInboxTracks', { username: 'buyer' })).json;
		const kinds = new Set(listAt(whole, 'response').map((item) => at(item, 'entity_type')));
		expect(kinds).toEqual(new Set([9, 10]));
		expect(at(whole, 'user.username')).toBe('buyer');
		expect(listAt(whole, 'orders').length).toBeGreaterThan(0);
		const anchor = numberAt(whole, 'response.1.conversation_id');
		const after = await api.call('getInboxTracks', {
			userId: 4_242_500,
			lastConversationId: anchor,
			direction: 'after',
		});
		expect(at(after.json, 'response.0.conversation_id')).toBe(
			at(whole, 'response.0.conversation_id'),
		);
	});
});

describe('a sent message', () => {
	it('is stored escaped, moves the dialog up and is unread for the other side', async () => {
		const sent = await api.call('inboxCreate', { user_id: tea, text: 'Готово: "версия" <2>' });
		expect(at(sent.json, 'response')).toMatchObject({ type: 'message', page: 3 });
		const { json } = await api.call('inboxes', { username: 'tea_house' });
		expect(at(json, 'response.0')).toMatchObject({
			message_id: at(sent.json, 'response.id'),
			message: 'Готово: &quot;версия&quot; &lt;2&gt;',
			from_id: 4_242_424,
			unread: true,
		});
		expect(at((await api.call('dialogs')).json, 'response.0.user_id')).toBe(tea);
	});

	it('with order_id lands in the chat of the order', async () => {
		const orders = (await api.call('workerOrders', { filter: 'active' })).json;
		const orderId = numberAt(orders, 'response.orders.0.id');
		const payer = numberAt(orders, 'response.orders.0.payer.id');
		const sent = await api.call('inboxCreate', {
			user_id: payer,
			order_id: orderId,
			text: 'Отчёт',
		});
		expect(at(sent.json, 'response.type')).toBe('track');
		const tracks = listAt((await api.call('getTracks', { orderId })).json, 'response.messages');
		expect(at(tracks.at(-1), 'text')).toBe('Отчёт');
	});

	it('carries files, a quote and a key; repeated keys are dropped by a switch only', async () => {
		const form = new FormData();
		form.append('upload_files', new Blob(['тз']), 'тз.txt');
		const file = await (await api.request('fileUpload', { body: form })).text();
		const fileId = numberAt(JSON.parse(file), 'response.id');
		const first = (await api.call('inboxes', { username: 'tea_house' })).json;
		const fields = {
			user_id: tea,
			text: 'См. файл',
			message_key: 'k-1',
			'uploaded_files[]': [fileId],
			reply_message_id: numberAt(first, 'response.0.message_id'),
		};
		const one = numberAt((await api.call('inboxCreate', fields)).json, 'response.id');
		const { json } = await api.call('inboxes', { username: 'tea_house' });
		expect(at(json, 'response.0.files.0.name')).toBe('тз.txt');
		expect(at(json, 'response.0.quote.reply_message_id')).toBe(fields.reply_message_id);
		const two = numberAt((await api.call('inboxCreate', fields)).json, 'response.id');
		expect(two).not.toBe(one);
		simulator.control.kwork.configure({ dropRepeatedMessageKeys: true });
		const three = numberAt((await api.call('inboxCreate', fields)).json, 'response.id');
		expect([one, two]).toContain(three);
	});

	it('may be refused: fraud quiz 116, forbidden 130, too many with a time', async () => {
		const write = (probe: KworkProbe) =>
			probe.call('inboxCreate', { user_id: shop, text: 'Привет' });
		const quiz = await new KworkProbe(simulator.url).signIn('quiz');
		expect(at((await write(quiz)).json, 'error_code')).toBe(116);
		await quiz.call('setFishingTutorialStatus');
		expect(at((await write(quiz)).json, 'success')).toBe(true);
		const silent = await new KworkProbe(simulator.url).signIn('silent');
		expect(at((await write(silent)).json, 'error_code')).toBe(130);
		simulator.control.kwork.changeUser({ writing: 'paused' });
		expect(at((await write(api)).json, 'response.expire_time')).toBe(600);
	});
});

describe('the event socket', () => {
	const say = (text: string) => simulator.control.kwork.clientWrites({ from: 'shop_owner', text });

	it('tells of a message, which the push queue holds, too', async () => {
		const listener = await Listener.connect(api);
		const { messageId } = say('Здравствуйте!');
		expect(await listener.event()).toMatchObject({
			event: 'new_inbox',
			data: {
				from: shop,
				to_user_id: 4_242_424,
				inbox_id: messageId,
				inboxMessage: 'Здравствуйте!',
			},
		});
		const queue = (await api.call('notificationsFetch')).json;
		expect(at(queue, 'response.0')).toMatchObject({ entity_id: messageId, event: 'new_inbox' });
		await api.call('notificationsReceived', { 'ids[]': numberAt(queue, 'response.0.id') });
		expect((await api.call('notificationsFetch')).json).toEqual({ success: true });
	});

	it('tells the peer when the account writes or types, not the account itself', async () => {
		const mine = await Listener.connect(api);
		const theirs = await Listener.connect(await new KworkProbe(simulator.url).signIn('buyer'));
		await api.call('typing', { recipientId: 4_242_500 });
		await api.call('inboxCreate', { user_id: 4_242_500, text: 'Готово' });
		expect(await theirs.event()).toMatchObject({ event: 'is_typing' });
		expect(await theirs.event()).toMatchObject({ event: 'new_inbox', data: { from: 4_242_424 } });
		await mine.nothingMore();
	});

	it('writes text in every known form', async () => {
		const listener = await Listener.connect(api);
		const { configure } = simulator.control.kwork;
		configure({ textEncoding: 'urlencoded' });
		say('раз два');
		const encoded = String(await listener.text());
		expect(encoded).toMatch(/^%7B%22event%22/);
		expect(decodeURIComponent(encoded.replaceAll('+', ' '))).toContain('раз два');
		configure({ textEncoding: 'prefixed' });
		say('три');
		expect(String(await listener.text())).toMatch(/^data:\{"event"/);
		configure({ textEncoding: 'object' });
		say('четыре');
		expect(await listener.text()).toMatchObject({ event: 'new_inbox' });
	});

	it('sends the three events of one message, and noise, by switches', async () => {
		const listener = await Listener.connect(api);
		simulator.control.kwork.configure({
			messageEvents: ['new_inbox', 'notify', 'pop_up_notify'],
			noiseFrames: true,
			fromAsText: true,
		});
		say('Здравствуйте!');
		const texts: unknown[] = [];
		for (let frame = 0; frame < 9; frame++) texts.push(await listener.text());
		expect(texts.filter((text) => text === '')).toHaveLength(3);
		expect(texts.filter((text) => text === 'ping')).toHaveLength(3);
		const events: unknown[] = texts
			.filter((text) => String(text).startsWith('{'))
			.map((text) => JSON.parse(String(text)));
		expect(events).toMatchObject([
			{ event: 'new_inbox', data: { from: String(shop) } },
			{ event: 'notify', data: { new_message: 1, dialog_data: [{ login: 'shop_owner' }] } },
			{ event: 'pop_up_notify', data: { pop_up_notify: { data: { username: 'shop_owner' } } } },
		]);
	});

	it('loses, doubles and reorders frames on command', async () => {
		const listener = await Listener.connect(api);
		const texts = async (count: number) => {
			const found: unknown[] = [];
			for (let index = 0; index < count; index++) {
				found.push(at(await listener.event(), 'data.inboxMessage'));
			}
			return found;
		};
		simulator.control.fault({ kind: 'lose', service: 'kwork', operation: 'frame' });
		say('1');
		simulator.control.fault({
			kind: 'duplicate',
			operation: 'frame',
			match: { event: 'new_inbox' },
		});
		say('2');
		simulator.control.fault({ kind: 'reorder', operation: 'frame' });
		say('3');
		say('4');
		expect(await texts(4)).toEqual(['2', '2', '4', '3']);
	});

	it('drops with or without a close frame, falls silent, refuses to open', async () => {
		const first = await Listener.connect(api);
		expect(simulator.control.sockets.drop()).toBe(1);
		await first.closed;
		expect(first.closeCode).toBe(1006);
		const second = await Listener.connect(api);
		simulator.control.sockets.drop({ code: 1012 });
		await second.closed;
		expect(second.closeCode).toBe(1012);
		simulator.control.fault({ kind: 'status', status: 503, operation: 'socket' });
		await expect(Listener.connect(api)).rejects.toThrow('503');
		const third = await Listener.connect(api);
		expect(simulator.control.sockets.silence({ service: 'kwork' })).toBe(1);
		say('Слышно?');
		let pong = false;
		third.socket.on('pong', () => (pong = true));
		third.socket.ping();
		await api.call('actor');
		expect([pong, third.socket.readyState]).toEqual([false, WebSocket.OPEN]);
	});

	it('has no subscribe: a frame from the client is a violation', async () => {
		const listener = await Listener.connect(api);
		listener.socket.send('subscribe');
		await listener.nothingMore();
		expect(simulator.control.violations()).toHaveLength(1);
	});

	it('gives the channel to nobody who does not know it', async () => {
		const socket = new WebSocket(
			`${simulator.url.replace('http', 'ws')}/notice.kwork.ru/ws/public/guess`,
		);
		const listener = new Listener(socket);
		open.push(listener);
		await new Promise((resolve) => socket.on('open', resolve));
		say('Секрет');
		await listener.nothingMore();
	});
});
