import type { IDataObject } from 'n8n-workflow';
import { TriggerContext } from 'n8n-core';
import { quiet } from '../../support/loopback';
import { Stage } from './stage';
import { overrides, triggers } from './triggers';

const rows = triggers.map((one) => [`${one.name}${one.variant ?? ''}`, one] as const);
const polling = rows.filter(([, { polls }]) => polls);

describe.each(rows)('%s', (_, one) => {
	const stage = new Stage(one);
	beforeEach(async () => await stage.set());
	afterEach(async () => await stage.strike());

	const control = () => one.bench.simulator.control;
	/** Something new, and time for it to be told. */
	const news = async (...names: string[]) => {
		for (const name of names) {
			await stage.live(2);
			one.happens(name);
			await stage.live(4);
		}
	};
	const failure = async () =>
		await stage.publish().then(
			() => undefined,
			(error: unknown) => error as Error & { description?: string },
		);
	/** What n8n's log warns of. */
	const warned = () => {
		const warnings: string[] = [];
		const warn = (message: string) => void warnings.push(message);
		const logger = { debug() {}, info() {}, warn, error() {} };
		jest.spyOn(TriggerContext.prototype, 'logger', 'get').mockReturnValue(logger as never);
		return warnings;
	};

	it('cannot be published while its service asks for a captcha; any other block is waited for', async () => {
		control().fault({ service: one.service, operation: '*', kind: 'captcha', times: null });
		const error = await failure();
		// The other two show the page of their edge, which says no more than that the way is blocked.
		const says = { message: expect.stringMatching(/captcha/i) };
		if (one.service === 'kwork') expect(error).toMatchObject(says);
		else expect(error).toBeUndefined();
		expect(stage.engine.emitted).toEqual([]);
	});

	it('is published while its service cannot be reached, and goes on when it can', async () => {
		control().fault({ service: one.service, operation: '*', kind: 'reset', times: null });
		expect(await failure()).toBeUndefined();
		await stage.live(3);
		control().clearFaults();
		await stage.live(20);
		await news('first', 'second');
		await stage.live(20);
		expect(stage.told).toContain('second');
		expect(stage.engine.failedExecutions).toEqual([]);
	});

	it('tells nothing that was there before, and each new one once', async () => {
		one.happens('before');
		await stage.live(2);
		await stage.publish();
		await news('one', 'two');
		await stage.live(10);
		expect(stage.told).toEqual(['one', 'two']);
	});

	it('tells after a stop what happened meanwhile, once, and starts nothing while it stops', async () => {
		await stage.publish();
		await news('one');
		await stage.stop();
		one.happens('meanwhile');
		await stage.live(2);
		await stage.publish();
		await news('two');
		await stage.live(10);
		await stage.stop();
		expect(stage.told).toEqual(['one', 'meanwhile', 'two']);
		expect(stage.engine.empty).toBe(0);
	});

	it('tells each once where n8n dies and keeps only what it had stored', async () => {
		await stage.publish();
		await news('one');
		await stage.die();
		one.happens('meanwhile');
		await stage.live(2);
		await stage.publish();
		await news('two');
		await stage.live(10);
		expect(stage.told).toEqual(['one', 'meanwhile', 'two']);
	});

	it('starts nothing at a stop where n8n keeps no successful execution, and repeats nothing', async () => {
		const { EXECUTIONS_DATA_SAVE_ON_SUCCESS: before } = process.env;
		process.env.EXECUTIONS_DATA_SAVE_ON_SUCCESS = 'none';
		try {
			stage.engine.forgetsExecutions = true;
			await stage.publish();
			await news('one');
			await stage.stop();
			expect(stage.engine.empty).toBe(0);
			await stage.publish();
			await news('two');
			await stage.live(10);
			expect(stage.told).toEqual(['one', 'two']);
		} finally {
			if (before === undefined) delete process.env.EXECUTIONS_DATA_SAVE_ON_SUCCESS;
			else process.env.EXECUTIONS_DATA_SAVE_ON_SUCCESS = before;
		}
	});

	it.each([
		['immediately', ['one', 'two']],
		['onSuccess', ['one', 'one', 'one', 'two', 'two', 'two']],
	])('acknowledges %s', async (acknowledge, expected) => {
		stage.choose({ acknowledge, redeliveries: 2 });
		stage.engine.outcome = () => 'error';
		await stage.publish();
		await news('one', 'two');
		await stage.live(10);
		expect(stage.told).toEqual(expected);
		const keys = stage.engine.emitted.map(({ key }) => key);
		expect(new Set(keys).size).toBe(keys.length);
		expect(stage.engine.failedExecutions).toHaveLength(acknowledge === 'onSuccess' ? 2 : 0);
	});

	it('begins anew with what is no place of its own, and tells news from then on', async () => {
		await stage.publish();
		await news('one');
		await stage.stop();
		const foreign: IDataObject = one.polls
			? { ...stage.memory, subject: 'of another account' }
			: { ...stage.memory, account: -1 };
		for (const memory of [
			foreign,
			{ cursor: 5, state: 'broken', newMessage: [1], newOrderMessage: [1] },
		] as IDataObject[]) {
			const warnings = warned();
			one.happens('of another');
			await stage.live(2);
			stage.memory = memory;
			const before = stage.told;
			await stage.publish();
			await news('two');
			await stage.live(10);
			await stage.stop();
			expect(stage.told).toEqual([...before, 'two']);
			expect(warnings.join()).toContain('anew');
		}
	});

	it('remembers nothing of a manual test, and takes one event', async () => {
		const { manualTriggerFunction, closeFunction } = await stage.engine.activate('manual');
		const testing = manualTriggerFunction?.();
		await stage.live(2);
		one.happens('tested');
		await stage.live(2);
		await testing;
		await closeFunction?.();
		expect(stage.engine.emitted.length).toBeLessThanOrEqual(1);
		expect(stage.memory ?? {}).toEqual({});
		await quiet();
	});
});

describe.each(polling)('%s with little time', (_, one) => {
	const stage = new Stage(one);
	beforeEach(async () => await stage.set());
	afterEach(async () => {
		overrides.enough = undefined;
		await stage.strike();
	});

	it('comes to the end of what is new, and tells each once', async () => {
		await stage.publish();
		await stage.live(2);
		await stage.stop();
		overrides.enough = () => true;
		const names = Array.from({ length: 8 }, (_, index) => `n${index}`);
		for (const name of names) one.happens(name);
		await stage.publish();
		await stage.live(40);
		expect([...stage.told].sort()).toEqual(names);
	});
});
