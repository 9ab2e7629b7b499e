import { WebSocket } from 'ws';
import { type Simulator, startSimulator } from '../../simulator';
import { at, KworkProbe, listAt, numberAt, textAt } from './kworkProbe';

let simulator: Simulator;
let api: KworkProbe;

beforeAll(async () => {
	simulator = await startSimulator();
});
beforeEach(async () => {
	simulator.control.reset();
	api = await new KworkProbe(simulator.url).signIn();
});
afterAll(async () => {
	expect(simulator.control.violations()).toEqual([]);
	await simulator.close();
});

const kwork = () => simulator.control.kwork;
const firstOrder = async () => {
	const { json } = await api.call('workerOrders', { filter: 'active' });
	return {
		orderId: numberAt(json, 'response.orders.0.id'),
		payer: textAt(json, 'response.orders.0.payer.username'),
		payerId: numberAt(json, 'response.orders.0.payer.id'),
	};
};
const rows = async (username: string) =>
	listAt((await api.call('getInboxTracks', { username })).json, 'response');

describe('order chats', () => {
	it('move and count a dialog only where tracks are asked for', async () => {
		const { orderId, payer, payerId } = await firstOrder();
		const before = (await api.call('getDialog', { id: payerId })).json;
		kwork().clientWritesInOrder({ orderId, text: 'Когда будет готово?' });
		expect((await api.call('getDialog', { id: payerId })).json).toEqual(before);
		const { json } = await api.call('dialogs', { withTracks: 1 });
		expect(at(json, 'response.0')).toMatchObject({
			username: payer,
			unread: true,
			last_message: 'Когда будет готово?',
			lastMessage: { fromUserId: payerId },
		});
		kwork().configure({ tracksMoveDialogs: false });
		const counted = (await api.call('getDialog', { id: payerId, withTracks: 1 })).json;
		expect(at(counted, 'response.time')).toBe(at(before, 'response.time'));
		expect(numberAt(counted, 'response.unread_count')).toBeGreaterThan(
			numberAt(before, 'response.unread_count'),
		);
	});

	it('list a person who never wrote a message', async () => {
		const { orderId } = kwork().orderArrives({ payer: 'newbie' }) as { orderId: number };
		kwork().clientWritesInOrder({ orderId, text: 'Здравствуйте!' });
		const names = async (fields = {}) =>
			listAt((await api.call('dialogs', fields)).json, 'response').map((one) =>
				at(one, 'username'),
			);
		expect(await names()).not.toContain('newbie');
		expect(await names({ withTracks: 1 })).toContain('newbie');
	});

	it('keep two stores whose ids may be the same', async () => {
		const { orderId, payer } = await firstOrder();
		const { messageId } = kwork().clientWrites({ from: payer, text: 'лично' }) as {
			messageId: number;
		};
		kwork().clientWritesInOrder({ orderId, text: 'в заказе', trackId: messageId });
		const same = (await rows(payer)).filter((row) => at(row, 'message_id') === messageId);
		expect(same).toMatchObject([
			{ entity_type: 10, message: 'в заказе', track_order: { id: orderId } },
			{ entity_type: 9, message: 'лично' },
		]);
	});

	it('tell less, or otherwise, by a switch', async () => {
		const { orderId, payer } = await firstOrder();
		kwork().clientWritesInOrder({ orderId, text: 'в заказе' });
		kwork().configure({ trackRows: 'bare' });
		const [bare] = await rows(payer);
		expect([at(bare, 'entity_type'), at(bare, 'track_order')]).toEqual([10, undefined]);
		kwork().configure({ trackRows: 'text' });
		expect((await rows(payer))[0]).toMatchObject({
			entity_type: '10',
			track_order: { id: String(orderId) },
		});
	});

	it('let own messages be changed, deleted and read, and no others', async () => {
		const { orderId, payerId } = await firstOrder();
		const fields = { user_id: payerId, order_id: orderId, text: 'Черновик' };
		const id = numberAt((await api.call('inboxCreate', fields)).json, 'response.id');
		await api.call('trackEdit', { id, text: 'Готово "всё"' });
		const one = (await api.call('trackMessage', { id })).json;
		expect(at(one, 'response.0.text')).toBe('Готово &quot;всё&quot;');
		expect(at((await api.call('trackDelete', { id })).json, 'success')).toBe(true);
		expect(at((await api.call('trackMessage', { id })).json, 'success')).toBe(false);
		const { trackId } = kwork().clientWritesInOrder({ orderId, text: 'Вопрос' });
		expect(at((await api.call('trackEdit', { id: trackId, text: 'x' })).json, 'success')).toBe(
			false,
		);
		await api.call('trackRead', { 'ids[]': [trackId] });
		const read = (await api.call('trackMessage', { id: trackId })).json;
		expect(at(read, 'response.0.is_unread')).toBe(false);
	});

	it.each([
		['unknown', 'new_track'],
		['counters', 'notify'],
	] as const)('send a frame that names no message: %s', async (orderFrames, event) => {
		kwork().configure({ orderFrames });
		const { orderId } = await firstOrder();
		const channel = textAt((await api.call('getChannel')).json, 'response.channel');
		const address = simulator.url.replace('http', 'ws');
		const socket = new WebSocket(`${address}/notice.kwork.ru/ws/public/${channel}`);
		const frame = new Promise<string>((resolve) => {
			socket.on('message', (data) => resolve(String(data)));
		});
		await new Promise((resolve) => socket.on('open', resolve));
		kwork().orderEvent({ orderId, title: 'Срок продлён' });
		const inner: unknown = JSON.parse(textAt(JSON.parse(await frame), 'text'));
		socket.terminate();
		expect(at(inner, 'event')).toBe(event);
		expect(JSON.stringify(inner)).not.toContain('new_message');
	});
});
