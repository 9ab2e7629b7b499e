import type { IDataObject } from 'n8n-workflow';
import { accounts } from '../../../lib';
import { startSimulator, type Simulator } from '../../../simulator';
import { pass as passOn, quiet } from '../../support/loopback';
import { ManualClock } from '../../support/manualClock';
import { seeded } from '../../lib/kwork/notice/frames';
import { Engine } from './engine';

const ORDERS = ['newOrderMessage'];
const BOTH = ['newMessage', 'newOrderMessage'];
const MESSAGES = Number(process.env.CHAOS_MESSAGES ?? 80);
const SWEEP_MS = 300_000;

describe('Kwork Trigger and order chats', () => {
	let simulator: Simulator;
	let clock: ManualClock;
	let close: Array<() => Promise<void>>;

	beforeEach(async () => {
		simulator = await startSimulator();
		clock = new ManualClock(Date.now(), quiet);
		close = [];
	});
	afterEach(async () => {
		for (const one of close) await one();
		await accounts.close();
		const violations = simulator.control.violations();
		await simulator.close();
		expect(violations).toEqual([]);
	});

	const kwork = () => simulator.control.kwork;
	const engineOf = (events: string[], options: IDataObject = {}) => {
		const credential = { login: 'demo', password: 'demo', token: '' };
		const parameters = { events, options };
		const engine = new Engine({ simulatorUrl: simulator.url, clock, parameters, credential });
		engine.outcome = () => 'success';
		return engine;
	};
	async function publish(engine: Engine): Promise<() => Promise<void>> {
		const { closeFunction } = await engine.activate();
		const closeNow = async () => await closeFunction?.();
		close.push(closeNow);
		return closeNow;
	}
	const sockets = () => simulator.control.sockets.list({ service: 'kwork' }).length;
	const pass = async (done: () => boolean, stepMs?: number) => await passOn(clock, done, stepMs);
	const listening = async (engine: Engine) => {
		await publish(engine);
		await pass(() => sockets() === 1);
		await clock.advance(1000);
	};
	const told = (engine: Engine) => engine.emitted.map(({ item }) => item.json);
	const arrives = (payer: string) =>
		(kwork().orderArrives({ payer, title: `Заказ ${payer}` }) as { orderId: number }).orderId;
	const count = (operation: string) =>
		simulator.control.requests({ service: 'kwork', operation }).length;

	it('starts for what the buyer writes into an order, with the order, and for nothing else', async () => {
		const orderId = arrives('shop_owner');
		const engine = engineOf(ORDERS);
		await listening(engine);
		kwork().clientWrites({ from: 'shop_owner', text: 'лично' });
		kwork().orderEvent({ orderId, title: 'Срок продлён' });
		kwork().clientWritesInOrder({ orderId, text: 'моё', from: 'demo' });
		kwork().clientWritesInOrder({ orderId, text: 'Когда "готово"?' });
		await pass(() => engine.emitted.length > 0);
		await clock.advance(2 * SWEEP_MS);
		expect(told(engine)).toMatchObject([
			{
				event: 'newOrderMessage',
				orderId,
				orderTitle: 'Заказ shop_owner',
				text: 'Когда "готово"?',
				username: 'shop_owner',
				userId: 777_001,
				url: `https://kwork.ru/track?id=${orderId}`,
			},
		]);
		expect(told(engine)[0]).not.toHaveProperty('isFirstMessage');
	});

	it('tells a message and an entry of an order that have the same ID', async () => {
		const orderId = arrives('shop_owner');
		const engine = engineOf(BOTH);
		await listening(engine);
		const text = 'тот же';
		const { messageId } = kwork().clientWrites({ from: 'shop_owner', text }) as {
			messageId: number;
		};
		kwork().clientWritesInOrder({ orderId, text, trackId: messageId });
		await pass(() => engine.emitted.length === 2);
		await clock.advance(2 * SWEEP_MS);
		const events = told(engine).map(({ event }) => event);
		expect(events.sort()).toEqual(BOTH);
		expect(new Set(engine.emitted.map(({ key }) => key)).size).toBe(2);
		expect(engine.refused).toBe(0);
	});

	it.each([
		['the list of dialogs does not move and no frame comes', { tracksMoveDialogs: false }],
		['rows say least and no frame comes', { trackRows: 'bare' }],
		['ids are texts and no frame comes', { trackRows: 'text' }],
	] as const)('finds it where %s, although the user has read it', async (_, settings) => {
		kwork().configure({ orderFrames: 'none', ...settings });
		const orderId = arrives('newbie');
		const engine = engineOf(ORDERS);
		await listening(engine);
		const { trackId } = kwork().clientWritesInOrder({ orderId, text: 'тихо' }) as {
			trackId: number;
		};
		const state = simulator.control.state('kwork') as { orders: Array<{ tracks: IDataObject[] }> };
		for (const { tracks } of state.orders) {
			for (const track of tracks) if (track.id === trackId) track.unread = false;
		}
		await pass(() => engine.emitted.length === 1, 30_000);
		await clock.advance(2 * SWEEP_MS);
		const named = 'trackRows' in settings && settings.trackRows === 'bare' ? null : orderId;
		expect(told(engine)).toMatchObject([{ text: 'тихо', orderId: named, username: 'newbie' }]);
	});

	it('looks at once for one frame that it does not know, and now and then for many', async () => {
		const engine = engineOf(ORDERS);
		await listening(engine);
		await clock.advance(30_000);
		const before = count('dialogs');
		for (let i = 0; i < 200; i += 1) {
			kwork().sendEvent({ event: 'order_something', data: { order_id: '1' } });
			if (i % 20 === 0) await clock.advance(1000);
		}
		await clock.advance(10_000);
		// In twenty seconds, one look in five; each looks until the top of the list has not moved.
		expect(count('dialogs') - before).toBeGreaterThan(1);
		expect(count('dialogs') - before).toBeLessThanOrEqual(2 * 6);
	});

	it('lists and reads once for both stores, and reads no quiet order', async () => {
		const names = ['shop_owner', 'studio_north', 'tea_house'];
		const orders = names.map(arrives);
		const engine = engineOf(BOTH);
		await listening(engine);
		// An entry whose time is that of its dialog proves that the list tells of orders.
		orders.forEach((orderId) => kwork().clientWritesInOrder({ orderId, text: 'раз' }));
		await pass(() => engine.emitted.length === 3);
		await clock.advance(2 * SWEEP_MS);
		const before = ['workerOrders', 'payerOrders', 'inboxes'].map(count);
		const rows = count('getInboxTracks');
		orders.slice(0, 2).forEach((orderId) => kwork().clientWritesInOrder({ orderId, text: 'два' }));
		kwork().clientWrites({ from: 'tea_house', text: 'лично' });
		await pass(() => engine.emitted.length === 6);
		await quiet();
		expect(['workerOrders', 'payerOrders', 'inboxes'].map(count)).toEqual(before);
		expect(count('getInboxTracks') - rows).toBeLessThanOrEqual(9);
	});

	it('loses, doubles and mixes up nothing while everything breaks', async () => {
		const random = seeded(11);
		const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
		const people = ['shop_owner', 'studio_north', 'tea_house', 'newbie'];
		const orders = new Map(people.map((name) => [name, arrives(name)]));
		const engine = engineOf(BOTH);
		let stop = await publish(engine);
		const sent: Record<string, string[]> = {};
		for (let i = 0; i < MESSAGES; i += 1) {
			const from = pick(people);
			const orderId = orders.get(from) ?? 0;
			const chat = random() < 0.6 ? 'заказ' : 'лично';
			if (random() < 0.1) kwork().configure({ orderFrames: pick(['none', 'unknown', 'counters']) });
			if (random() < 0.1) {
				const kind = pick(['drop', 'silent', 'lose', 'duplicate', 'reorder'] as const);
				simulator.control.fault({ service: 'kwork', operation: 'socket', kind });
			}
			if (random() < 0.1) {
				const kind = pick(['reset', 'html', 'rateLimit', 'truncated', 'cut'] as const);
				const operation = pick(['getInboxTracks', 'dialogs', 'workerOrders']);
				simulator.control.fault({ service: 'kwork', operation, kind });
			}
			if (random() < 0.05) simulator.control.sockets.drop({ service: 'kwork' });
			if (random() < 0.05) {
				await stop();
				stop = await publish(engine);
			}
			const text = `${from} ${chat} ${i}`;
			if (chat === 'заказ') kwork().clientWritesInOrder({ orderId, text });
			else kwork().clientWrites({ from, text });
			(sent[`${from} ${chat}`] ??= []).push(text);
			if (random() < 0.3) await clock.advance(random() * 20_000);
		}
		simulator.control.clearFaults();
		await pass(() => engine.emitted.length >= MESSAGES, 2000);
		await clock.advance(SWEEP_MS);
		for (const [chat, texts] of Object.entries(sent)) {
			expect(engine.texts.filter((text) => String(text).startsWith(`${chat} `))).toEqual(texts);
		}
		expect(engine.emitted).toHaveLength(MESSAGES);
	});
});
