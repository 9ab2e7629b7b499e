import type { IDataObject } from 'n8n-workflow';
import { accounts } from '../../../lib';
import { AvitoTrigger } from '../../../nodes/Avito/AvitoTrigger.node';
import { listen } from '../../../nodes/Avito/trigger/listen';
import type { Simulator } from '../../../simulator';
import { DEMO_KEY, startAvito } from '../../lib/avito/simulated';
import { pass as passOn, quiet } from '../../support/loopback';
import { ManualClock } from '../../support/manualClock';
import { Engine, type TriggerUnderTest } from '../kworkTrigger/engine';

const avitoTrigger: TriggerUnderTest = {
	node: new AvitoTrigger(),
	listen,
	credentialType: 'avitoApi',
	credential: DEMO_KEY,
	parameters: {
		authentication: 'clientCredentials',
		events: ['newMessage'],
		otherSubscriptions: 'keep',
		output: 'simplified',
	},
};

describe('Avito Trigger and executions that fail', () => {
	let simulator: Simulator;
	let clock: ManualClock;
	let close: Array<() => Promise<void>>;

	beforeEach(async () => {
		simulator = await startAvito();
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

	const engineOf = (options: IDataObject) =>
		new Engine({
			simulatorUrl: simulator.url,
			clock,
			trigger: avitoTrigger,
			parameters: { options: { includeOwn: false, includeSystem: false, ...options } },
		});
	const publish = async (engine: Engine) => {
		const { closeFunction } = await engine.activate();
		/** Executions that a test leaves running hold a close up until their time is over. */
		const stop = async () => {
			let closed = false;
			const closing = closeFunction?.().finally(() => (closed = true));
			await passOn(clock, () => closed);
			await closing;
		};
		close.push(stop);
		return stop;
	};
	/** Without a webhook: the trigger looks by itself every five minutes. */
	const pass = async (done: () => boolean) => await passOn(clock, done, 5000);
	const writes = async (text: string) => await simulator.control.avito.candidateWrites({ text });

	const keysOf = (engine: Engine, id: string) =>
		engine.emitted.flatMap(({ key }) => (key?.includes(id) ? [key] : []));

	test('by default an event is done when its execution has begun', async () => {
		const engine = engineOf({});
		engine.outcome = () => 'error';
		await publish(engine);
		const first = await writes('один');
		await pass(() => engine.emitted.length === 1);
		const second = await writes('два');
		await pass(() => engine.emitted.length === 2);
		expect(keysOf(engine, first.messageId)).toHaveLength(1);
		expect(keysOf(engine, second.messageId)).toHaveLength(1);
	});

	test('with When Execution Succeeds it is run again under a new key, with a last word', async () => {
		const engine = engineOf({ acknowledge: 'onSuccess', redeliveries: 2 });
		engine.outcome = () => 'error';
		await publish(engine);
		const { messageId: id } = await writes('один');
		await pass(() => engine.failedExecutions.length === 1);
		const [key = 'none'] = keysOf(engine, id);
		expect(keysOf(engine, id)).toEqual([key, `${key}:2`, `${key}:3`]);
		expect(engine.failedExecutions[0]?.message).toContain(id);
		engine.outcome = () => 'success';
		const { messageId } = await writes('два');
		await pass(() => keysOf(engine, messageId).length === 1);
	});

	test.each([
		[true, 2],
		[false, 1],
	])(
		'after a restart in the middle of a run (run again: %s) it has started %i times',
		async (again, runs) => {
			const engine = engineOf({ acknowledge: 'onSuccess', redeliverUnfinished: again });
			const stop = await publish(engine);
			const { messageId } = await writes('на середине');
			await pass(() => engine.emitted.length === 1);
			await stop();
			engine.outcome = () => 'success';
			await publish(engine);
			const other = await writes('после');
			await pass(
				() => keysOf(engine, other.messageId).length === 1 && engine.emitted.length > runs,
			);
			expect(keysOf(engine, messageId)).toHaveLength(runs);
		},
	);

	test('one that n8n cannot start is tried until it starts', async () => {
		const engine = engineOf({});
		engine.outcome = () => 'success';
		engine.startFailures = 7;
		await publish(engine);
		const { messageId } = await writes('занято');
		await pass(() => engine.emitted.length === 1);
		expect(keysOf(engine, messageId)).toHaveLength(1);
	});
});
