import type { IDataObject } from 'n8n-workflow';
import { accounts } from '../../../lib';
import { startSimulator, type Simulator } from '../../../simulator';
import { pass as passOn, quiet } from '../../support/loopback';
import { ManualClock } from '../../support/manualClock';
import { Engine } from './engine';

describe('Kwork Trigger and what still waits for an answer', () => {
	let simulator: Simulator;
	let clock: ManualClock;
	let stop: () => Promise<void>;

	beforeEach(async () => {
		simulator = await startSimulator();
		clock = new ManualClock(Date.now(), quiet);
		stop = async () => {};
	});
	afterEach(async () => {
		await stop();
		await accounts.close();
		await simulator.close();
	});

	const kwork = () => simulator.control.kwork;
	const pass = async (done: () => boolean) => await passOn(clock, done);
	const engineOf = (options: IDataObject = {}) => {
		const engine = new Engine({
			simulatorUrl: simulator.url,
			clock,
			parameters: { events: ['newMessage', 'newOrderMessage'], options },
			credential: { login: 'demo', password: 'demo', token: '' },
		});
		engine.outcome = () => 'success';
		return engine;
	};
	const publish = async (engine: Engine) => {
		const { closeFunction } = await engine.activate();
		stop = async () => await closeFunction?.();
		await pass(() => simulator.control.sockets.list({ service: 'kwork' }).length === 1);
	};
	/** Both clocks go on alike. */
	const later = async (ms: number) => {
		simulator.control.advance(ms);
		await clock.advance(ms);
	};
	const told = (engine: Engine) => engine.emitted.map(({ item }) => item.json);
	const write = (from: string, text: string, to = 'demo') =>
		kwork().clientWrites({ from, to, text });

	/** Three people write while nothing listens; the first is answered from the phone. */
	async function afterADowntime(options: IDataObject) {
		const engine = engineOf(options);
		await publish(engine);
		await stop();
		await later(3_600_000);
		write('shop_owner', 'settled');
		kwork().clientWritesInOrder({ orderId: 44_110_000, text: 'old' });
		await later(3_600_000);
		write('demo', 'by hand', 'shop_owner');
		await later(1000);
		write('tea_house', 'waits');
		await later(60_000);
		await publish(engine);
		await later(600_000);
		return engine;
	}

	it('says of each message whether it was answered, and how old it is', async () => {
		const engine = await afterADowntime({});
		const byText = new Map(told(engine).map((json) => [json.text, json]));
		expect([...byText.keys()].sort()).toEqual(['old', 'settled', 'waits']);
		expect(byText.get('settled')).toMatchObject({
			answeredSince: expect.stringMatching(/^\d{4}-.*Z$/),
			caughtUp: true,
		});
		expect(byText.get('settled')?.ageSeconds).toBeGreaterThan(3500);
		expect(byText.get('waits')).toMatchObject({ answeredSince: null, caughtUp: true });
		await later(5000);
		write('tea_house', 'live');
		await pass(() => engine.emitted.length === 4);
		expect(told(engine)[3]).toMatchObject({ text: 'live', answeredSince: null, caughtUp: false });
	});

	it.each([
		[{ skipAnswered: true }, ['old', 'waits']],
		[{ skipOlderMinutes: 30 }, ['waits']],
		[{ skipOlderMinutes: 0, skipAnswered: false }, ['old', 'settled', 'waits']],
	])('starts only for what the user wants: %j', async (options, texts) => {
		const engine = await afterADowntime(options);
		expect(engine.texts.sort()).toEqual(texts);
		const { length } = engine.emitted;
		await stop();
		await publish(engine);
		await later(600_000);
		expect(engine.emitted).toHaveLength(length);
	});

	it('takes no message of its own execution for an answer to what came in meanwhile', async () => {
		const engine = engineOf({ skipAnswered: true });
		engine.outcome = undefined;
		await publish(engine);
		write('shop_owner', 'first');
		await pass(() => engine.emitted.length === 1);
		write('shop_owner', 'second');
		await later(2000);
		write('demo', 'answer of the execution', 'shop_owner');
		await later(1000);
		const finish = () => {
			for (const { done } of engine.emitted)
				done?.resolve({ status: 'success', data: { resultData: {} } } as never);
		};
		finish();
		await pass(() => engine.emitted.length === 2);
		finish();
		expect(told(engine)[1]).toMatchObject({ text: 'second', answeredSince: null });
	});
});
