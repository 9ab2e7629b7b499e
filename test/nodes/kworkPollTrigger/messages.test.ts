import type { IDataObject } from 'n8n-workflow';
import { quiet } from '../../support/loopback';
import { Stage } from '../shared/stage';
import { triggers } from '../shared/triggers';

const [one] = triggers.filter(({ name, variant }) => name === 'Kwork Poll Trigger' && variant);
if (!one) throw new Error('The table has no row of messages');

describe('New Message of the Kwork Poll Trigger', () => {
	const stage = new Stage(one);
	beforeEach(async () => await stage.set());
	afterEach(async () => await stage.strike());

	const kwork = () => one.bench.simulator.control.kwork;
	const told = (): IDataObject[] =>
		stage.engine.emitted.flatMap(({ items }) => items.map(({ json }) => json));
	const publish = async (parameters: IDataObject, options: IDataObject = {}) => {
		stage.choose(options, parameters);
		await stage.publish();
		await stage.live(2);
	};
	const bothWrite = () => {
		const written = kwork().clientWrites({ from: 'shop_owner', text: 'лично' });
		const { messageId } = written as { messageId: number };
		kwork().clientWritesInOrder({ orderId: 44_110_000, text: 'в заказе', trackId: messageId });
		return messageId;
	};

	it.each([
		['both', ['newMessage', 'newOrderMessage']],
		['personal', ['newMessage']],
		['orders', ['newOrderMessage']],
	])('tells %s, although the IDs are the same', async (chats, events) => {
		await publish({ chats });
		const id = bothWrite();
		await stage.live(6);
		expect(
			told()
				.map(({ event }) => event)
				.sort(),
		).toEqual(events);
		expect(told().map((item) => item.id)).toEqual(events.map(() => id));
	});

	it('gives records, which say what they answer', async () => {
		await publish({ chats: 'orders' }, { output: 'record' });
		const id = bothWrite();
		await stage.live(6);
		expect(told()).toMatchObject([
			{ record: 'message', dedupeKey: `kwork:track:${id}`, threadId: 'order:44110000' },
		]);
	});

	it('asks for the orders no more, once the list of dialogs was seen to tell of them', async () => {
		await publish({ chats: 'both' });
		const count = (operation: string) =>
			one.bench.simulator.control.requests({ service: 'kwork', operation }).length;
		bothWrite();
		await stage.live(6);
		const before = count('workerOrders');
		const reads = [count('dialogs'), count('getInboxTracks')];
		await stage.live(20);
		await quiet();
		expect(count('workerOrders')).toBe(before);
		// Both stores by the same requests.
		expect(count('dialogs') - (reads[0] ?? 0)).toBeLessThanOrEqual(2 * 20);
		expect(count('getInboxTracks')).toBeGreaterThan(reads[1] ?? 0);
	});
});
