import type { IDataObject } from 'n8n-workflow';
import { ManualExecutionCancelledError, TimeoutExecutionCancelledError } from 'n8n-workflow';
import { accounts } from '../../../lib';
import { pass as passOn, quiet, until } from '../../support/loopback';
import { ManualClock } from '../../support/manualClock';
import { end, Engine } from './engine';
import { LocalKwork } from './localKwork';

const MINUTE = 60_000;

describe('Kwork Trigger', () => {
	let kwork: LocalKwork;
	let clock: ManualClock;
	let close: Array<() => Promise<void>>;

	beforeEach(async () => {
		kwork = new LocalKwork();
		await kwork.start();
		clock = new ManualClock(1_790_839_000_000, quiet);
		close = [];
	});
	afterEach(async () => {
		for (const one of close) await shut(one);
		await accounts.close();
		await kwork.stop();
	});

	const engineOf = (parameters: IDataObject = {}) =>
		new Engine({ simulatorUrl: kwork.url, clock, parameters });

	async function publish(engine: Engine): Promise<() => Promise<void>> {
		const { closeFunction } = await engine.activate();
		const closeNow = async () => await closeFunction?.();
		close.push(closeNow);
		return closeNow;
	}

	const connected = async () => await until(() => kwork.sockets.size > 0);

	const pass = async (done: () => boolean, stepMs?: number) => await passOn(clock, done, stepMs);

	/** Executions that a test leaves running hold a close up until their time is over. */
	async function shut(stop: () => Promise<void>): Promise<void> {
		let closed = false;
		const closing = stop().finally(() => (closed = true));
		await pass(() => closed);
		await closing;
	}

	it('puts out a message with its text decoded', async () => {
		kwork.write('shop_owner', 'old');
		const engine = engineOf({ options: { raw: true } });
		await publish(engine);
		await connected();
		const id = kwork.write('shop_owner', 'Бот &quot;под ключ&quot;?<br>Срочно');
		await engine.until(() => engine.emitted.length === 1);
		expect(engine.emitted[0]?.item.json).toMatchObject({
			event: 'newMessage',
			messageId: id,
			userId: kwork.userIdOf('shop_owner'),
			username: 'shop_owner',
			text: 'Бот "под ключ"?\nСрочно',
			time: '2026-10-01T07:16:42.000Z',
			isFirstMessage: false,
			url: 'https://kwork.ru/inbox/shop_owner',
			raw: { message_id: id },
		});
		expect(engine.emitted[0]?.key).toBe(`workflow1:node1:${id}`);
	});

	it('starts once for the three events that one message makes', async () => {
		kwork.events = ['new_inbox', 'notify', 'pop_up_notify'];
		const engine = engineOf();
		engine.outcome = () => 'success';
		await publish(engine);
		await connected();
		kwork.write('a', 'one');
		await engine.until(() => engine.emitted.length === 1);
		kwork.write('a', 'two');
		await engine.until(() => engine.emitted.length === 2);
		expect(engine.texts).toEqual(['one', 'two']);
		expect(engine.refused).toBe(0);
	});

	it('never starts for an own message', async () => {
		const engine = engineOf();
		engine.outcome = () => 'success';
		await publish(engine);
		await connected();
		kwork.write('a', 'mine', { own: true });
		kwork.write('a', 'theirs');
		await engine.until(() => engine.emitted.length === 1);
		expect(engine.texts).toEqual(['theirs']);
	});

	it('catches up what was missed while the socket was down, each dialog in order', async () => {
		const engine = engineOf();
		engine.outcome = () => 'success';
		await publish(engine);
		await connected();
		kwork.cut();
		await until(() => kwork.sockets.size === 0);
		for (let i = 0; i < 120; i += 1) kwork.write('a', `a${i}`, { told: false });
		for (let i = 0; i < 60; i += 1) kwork.write('b', `b${i}`, { told: false });
		await pass(() => kwork.sockets.size > 0);
		await engine.until(() => engine.emitted.length === 180);
		const of = (name: string) => engine.texts.filter((text) => String(text).startsWith(name));
		expect(of('a')).toEqual(Array.from({ length: 120 }, (_, i) => `a${i}`));
		expect(of('b')).toEqual(Array.from({ length: 60 }, (_, i) => `b${i}`));
	});

	it('finds a message whose event never came, within a few minutes', async () => {
		const engine = engineOf();
		engine.outcome = () => 'success';
		await publish(engine);
		await connected();
		kwork.write('a', 'silent', { told: false });
		await clock.advance(5 * MINUTE);
		await engine.until(() => engine.emitted.length === 1);
		expect(engine.texts).toEqual(['silent']);
	});

	it('goes on after a restart where it was, and n8n refuses what it had', async () => {
		const engine = engineOf();
		engine.outcome = () => 'success';
		const stop = await publish(engine);
		await connected();
		kwork.write('a', 'before');
		await engine.until(() => engine.emitted.length === 1);
		await stop();
		kwork.write('a', 'while off 1');
		kwork.write('b', 'while off 2');
		await publish(engine);
		await engine.until(() => engine.emitted.length === 3);
		expect([...engine.texts].sort()).toEqual(['before', 'while off 1', 'while off 2']);
		expect(engine.refused).toBe(1);
	});

	it('starts the executions of a dialog one after the other, and of dialogs side by side', async () => {
		const engine = engineOf();
		await publish(engine);
		await connected();
		kwork.write('a', 'a1');
		kwork.write('a', 'a2');
		kwork.write('b', 'b1');
		await engine.until(() => engine.emitted.length === 2);
		expect([...engine.texts].sort()).toEqual(['a1', 'b1']);
		end(engine.emitted.find(({ item }) => item.json.text === 'a1')?.done, 'error');
		await engine.until(() => engine.emitted.length === 3);
		expect(engine.texts[2]).toBe('a2');
	});

	it('starts them as they arrive where the user wants that', async () => {
		const engine = engineOf({ options: { order: 'none' } });
		await publish(engine);
		await connected();
		for (let i = 0; i < 5; i += 1) kwork.write('a', `a${i}`);
		await engine.until(() => engine.emitted.length === 5);
	});

	it('runs a failed message again under a new key, and says a last word', async () => {
		const engine = engineOf({ options: { acknowledge: 'onSuccess', redeliveries: 2 } });
		engine.outcome = () => 'error';
		await publish(engine);
		await connected();
		const id = kwork.write('a', 'bad');
		await pass(() => engine.failedExecutions.length === 1, 5000);
		expect(engine.emitted.map(({ key }) => key)).toEqual([
			`workflow1:node1:${id}`,
			`workflow1:node1:${id}:2`,
			`workflow1:node1:${id}:3`,
		]);
		expect(engine.failedExecutions[0]?.message).toContain(String(id));
		engine.outcome = () => 'success';
		kwork.write('a', 'good');
		await engine.until(() => engine.emitted.length === 4);
		expect(engine.texts[3]).toBe('good');
	});

	it.each([
		[true, 2],
		[false, 1],
	])(
		'after a restart in the middle of a run (run again: %s) starts %i times',
		async (again, runs) => {
			const options = { acknowledge: 'onSuccess', redeliverUnfinished: again };
			const engine = engineOf({ options });
			const stop = await publish(engine);
			await connected();
			kwork.write('a', 'half');
			await engine.until(() => engine.emitted.length === 1);
			await shut(stop);
			engine.outcome = () => 'success';
			await publish(engine);
			kwork.write('b', 'other');
			await engine.until(() => engine.texts.includes('other') && engine.emitted.length > runs);
			expect(engine.texts.filter((text) => text === 'half')).toHaveLength(runs);
		},
	);

	it('tries again when n8n could not start an execution', async () => {
		const engine = engineOf();
		engine.outcome = () => 'success';
		await publish(engine);
		await connected();
		engine.startFailures = 2;
		kwork.write('a', 'one');
		await pass(() => engine.emitted.length === 1);
	});

	it('runs a message again that n8n has stored and could not start', async () => {
		const engine = engineOf({ options: { acknowledge: 'onSuccess' } });
		engine.outcome = () => 'success';
		await publish(engine);
		await connected();
		engine.storedAndNotStarted = 1;
		const id = kwork.write('a', 'one');
		await pass(() => engine.emitted.length === 1);
		expect(engine.emitted[0]?.key).toBe(`workflow1:node1:${id}:2`);
		expect(engine.refused).toBe(1);
	});

	it.each([
		['has succeeded', 'immediately', 'success'],
		['has succeeded', 'onSuccess', 'success'],
		['ends while it stops', 'onSuccess', 'late'],
		['failed as often as it may', 'onSuccess', 'error'],
	])(
		'repeats nothing after an orderly stop when the last execution %s (%s)',
		async (_, acknowledge, outcome) => {
			const options = { acknowledge, redeliveries: 1, redeliverUnfinished: true };
			const engine = engineOf({ options });
			if (outcome !== 'late') engine.outcome = () => outcome as 'success' | 'error';
			const stop = await publish(engine);
			await connected();
			kwork.write('a', 'one');
			await engine.until(() => engine.emitted.length === 1);
			await pass(() => outcome !== 'error' || engine.failedExecutions.length === 1, 5000);
			const before = engine.texts;
			const stopping = shut(stop);
			if (outcome === 'late') end(engine.emitted[0]?.done, 'success');
			await stopping;
			engine.outcome = () => 'success';
			await publish(engine);
			kwork.write('b', 'two');
			await engine.until(() => engine.texts.includes('two'));
			await clock.advance(6 * MINUTE);
			expect(engine.texts).toEqual([...before, 'two']);
		},
	);

	it('tries on for as long as n8n cannot start an execution', async () => {
		const engine = engineOf({ options: { order: 'none' } });
		engine.outcome = () => 'success';
		await publish(engine);
		await connected();
		engine.startFailures = 10;
		kwork.write('a', 'one');
		await pass(() => engine.emitted.length === 1, 2000);
	});

	it('repeats nothing after a restart of an n8n that is told to keep no execution', async () => {
		const { EXECUTIONS_DATA_SAVE_ON_SUCCESS: before } = process.env;
		process.env.EXECUTIONS_DATA_SAVE_ON_SUCCESS = 'none';
		try {
			const engine = engineOf();
			engine.outcome = () => 'success';
			engine.forgetsExecutions = true;
			const stop = await publish(engine);
			await connected();
			kwork.write('a', 'one');
			await engine.until(() => engine.emitted.length === 1);
			await shut(stop);
			expect(engine.empty).toBe(0);
			kwork.write('a', 'two');
			await publish(engine);
			await engine.until(() => engine.texts.includes('two'));
			expect(engine.texts).toEqual(['one', 'two']);
		} finally {
			if (before === undefined) delete process.env.EXECUTIONS_DATA_SAVE_ON_SUCCESS;
			else process.env.EXECUTIONS_DATA_SAVE_ON_SUCCESS = before;
		}
	});

	it('starts nothing at a stop long after its last execution, and repeats nothing afterwards', async () => {
		const engine = engineOf();
		engine.outcome = () => 'success';
		const stop = await publish(engine);
		await connected();
		kwork.write('a', 'one');
		await engine.until(() => engine.emitted.length === 1);
		await quiet();
		clock.skip(15 * 24 * 60 * MINUTE);
		engine.prune();
		await shut(stop);
		expect(engine.empty).toBe(0);
		kwork.write('a', 'two');
		await publish(engine);
		await engine.until(() => engine.texts.includes('two'));
		await clock.advance(6 * MINUTE);
		expect(engine.texts).toEqual(['one', 'two']);
	});

	it('starts again what n8n had not stored yet when it died', async () => {
		const engine = engineOf({ options: { order: 'none' } });
		const stop = await publish(engine);
		await connected();
		for (let i = 0; i < 5; i += 1) {
			kwork.write('a', `a${i}`);
			await engine.until(() => engine.emitted.length === i + 1);
		}
		const disk = engine.disk;
		await shut(stop);
		const next = engineOf({ options: { order: 'none' } });
		next.outcome = () => 'success';
		next.disk = disk;
		await publish(next);
		await next.until(() => next.emitted.length === 5);
		expect(next.texts).toEqual(['a0', 'a1', 'a2', 'a3', 'a4']);
	});

	it.each([
		['the time limit', new TimeoutExecutionCancelledError('1'), 2],
		['a person', new ManualExecutionCancelledError('1'), 1],
	])('knows an execution that %s ended', async (_, reason, runs) => {
		const engine = engineOf({ options: { acknowledge: 'onSuccess' } });
		await publish(engine);
		await connected();
		kwork.write('a', 'one');
		await engine.until(() => engine.emitted.length === 1);
		engine.outcome = () => 'success';
		engine.emitted[0]?.done?.reject(reason);
		await quiet();
		await clock.advance(MINUTE);
		kwork.write('a', 'two');
		await pass(() => engine.texts.includes('two'));
		expect(engine.texts.filter((text) => text === 'one')).toHaveLength(runs);
		expect(engine.refused).toBe(0);
	});

	it.each<[string, IDataObject, string[]]>([
		['a word', { words: 'бот' }, ['Нужен бот!']],
		['the whole text', { text: 'привет' }, ['Привет']],
		['the first message', { firstOnly: true }, ['Нужен бот!']],
		['the sender', { senders: 'b' }, ['Нет']],
	])('filters by %s', async (_, filters, expected) => {
		const engine = engineOf({ filters });
		engine.outcome = () => 'success';
		kwork.write('b', 'x');
		await publish(engine);
		await connected();
		kwork.write('a', 'Нужен бот!');
		kwork.write('a', 'Привет');
		kwork.write('b', 'Нет');
		await engine.until(() => engine.emitted.length === 1);
		await clock.advance(6 * MINUTE);
		expect(engine.texts).toEqual(expected);
	});

	it('begins with the unread messages where the user wants that', async () => {
		kwork.write('a', 'unread 1');
		kwork.write('b', 'unread 2');
		const engine = engineOf({ options: { start: 'unread' } });
		engine.outcome = () => 'success';
		await publish(engine);
		await engine.until(() => engine.emitted.length === 2);
		expect([...engine.texts].sort()).toEqual(['unread 1', 'unread 2']);
	});

	it('puts out other events as they are', async () => {
		const engine = engineOf({ events: ['typing', 'messageDeleted'] });
		await publish(engine);
		await connected();
		kwork.tell('dialog_updated', { user_id: 1 });
		kwork.tell('is_typing', { user_id: 777_001 });
		kwork.tell('inbox_message_delete', { message_id: 5 });
		await engine.until(() => engine.emitted.length === 2);
		expect(engine.emitted.map(({ item }) => item.json)).toMatchObject([
			{ event: 'typing', userId: 777_001 },
			{ event: 'messageDeleted', messageId: 5 },
		]);
		expect(kwork.count('dialogs')).toBe(0);
	});

	it('needs one socket for many triggers, and closes it with the last one', async () => {
		const engines = [engineOf(), engineOf(), engineOf()];
		for (const engine of engines) engine.outcome = () => 'success';
		const stops = await Promise.all(engines.map(async (engine) => await publish(engine)));
		await connected();
		kwork.write('a', 'for all');
		await Promise.all(
			engines.map(async (engine) => await engine.until(() => engine.emitted.length === 1)),
		);
		expect(kwork.sockets.size).toBe(1);
		expect(kwork.count('getChannel')).toBe(1);
		await stops[0]?.();
		await stops[1]?.();
		expect(kwork.sockets.size).toBe(1);
		await stops[2]?.();
		await until(() => kwork.sockets.size === 0);
	});

	it('keeps its socket for as long as it listens, when the credential was changed meanwhile', async () => {
		const credential: IDataObject = {};
		const engine = new Engine({ simulatorUrl: kwork.url, clock, credential });
		engine.outcome = () => 'success';
		await publish(engine);
		await connected();
		credential.requestsPerMinute = 50_000;
		kwork.cut();
		await until(() => kwork.sockets.size === 0);
		await pass(() => kwork.sockets.size === 1);
		const later = Date.now() + 60 * MINUTE;
		const machineClock = jest.spyOn(Date, 'now').mockImplementation(() => later);
		try {
			// Whoever opens an account closes what nobody has used for half an hour.
			await (
				await publish(new Engine({ simulatorUrl: kwork.url, clock, credential: { workers: 2 } }))
			)();
		} finally {
			machineClock.mockRestore();
		}
		await quiet();
		expect(kwork.sockets.size).toBe(1);
		kwork.write('a', 'still heard');
		await engine.until(() => engine.emitted.length === 1);
	});

	it('begins anew with another account, whose old messages are no news', async () => {
		const engine = engineOf();
		engine.outcome = () => 'success';
		const stop = await publish(engine);
		await connected();
		kwork.write('a', 'one');
		await engine.until(() => engine.emitted.length === 1);
		await shut(stop);
		const other = new LocalKwork();
		await other.start();
		other.ownId = 5_555_555;
		for (let i = 0; i < 5; i += 1) other.write('b', 'old');
		for (let i = 0; i < 5; i += 1) other.write('c', 'old');
		const next = new Engine({ simulatorUrl: other.url, clock });
		next.outcome = () => 'success';
		next.disk = engine.disk;
		const stopNext = await publish(next);
		await until(() => other.sockets.size === 1);
		other.write('b', 'new');
		await next.until(() => next.texts.includes('new'));
		expect(next.texts).toEqual(['new']);
		await shut(stopNext);
		await other.stop();
	});

	it('does not go over to another account while it listens, and says what to do', async () => {
		const other = new LocalKwork();
		await other.start();
		other.ownId = 5_555_555;
		const credential: IDataObject = {};
		const engine = new Engine({ simulatorUrl: kwork.url, clock, credential });
		engine.outcome = () => 'success';
		const stop = await publish(engine);
		await connected();
		for (let i = 0; i < 5; i += 1) other.write('b', 'of the other account');
		credential.simulatorUrl = other.url;
		kwork.cut();
		await pass(() => engine.failedExecutions.length === 1);
		expect(engine.failedExecutions[0]?.message).toContain('another account');
		kwork.write('a', 'still mine', { told: false });
		await pass(() => engine.emitted.length > 0, 60_000);
		expect(engine.texts).toEqual(['still mine']);
		await shut(stop);
		await other.stop();
	});

	it('catches up once after an outage, however many triggers wait for it', async () => {
		const engines = [engineOf(), engineOf(), engineOf()];
		for (const engine of engines) {
			engine.outcome = () => 'success';
			await publish(engine);
		}
		await connected();
		await quiet();
		kwork.cut();
		await until(() => kwork.sockets.size === 0);
		for (const name of ['a', 'b']) kwork.write(name, name, { told: false });
		const before = { dialogs: kwork.count('dialogs'), inboxes: kwork.count('inboxes') };
		await pass(() => engines.every((engine) => engine.emitted.length === 2));
		// The list is read twice, because a dialog may have moved while it was read.
		expect(kwork.count('dialogs') - before.dialogs).toBeLessThanOrEqual(2);
		expect(kwork.count('inboxes') - before.inboxes).toBe(2);
	});

	it('refuses a dead token at once', async () => {
		const engine = new Engine({ simulatorUrl: kwork.url, clock, credential: { token: 'dead' } });
		await expect(engine.activate()).rejects.toMatchObject({ name: 'NodeApiError' });
		expect(kwork.sockets.size).toBe(0);
	});

	it('refuses an empty choice of events', async () => {
		await expect(engineOf({ events: [] }).activate()).rejects.toMatchObject({
			name: 'NodeOperationError',
		});
	});

	it('starts without a network, tells once per outage, and catches up', async () => {
		const engine = engineOf();
		engine.outcome = () => 'success';
		kwork.refuseSockets = true;
		await publish(engine);
		const start = clock.now();
		await pass(() => clock.now() - start >= 14 * MINUTE, 5000);
		expect(engine.failedExecutions).toEqual([]);
		await pass(() => engine.failedExecutions.length === 1, 5000);
		expect(clock.now() - start).toBeGreaterThanOrEqual(15 * MINUTE);
		await pass(() => clock.now() - start >= 90 * MINUTE, 30_000);
		expect(engine.failedExecutions).toHaveLength(1);
		kwork.refuseSockets = false;
		kwork.write('a', 'late');
		await pass(() => engine.emitted.length === 1);
		expect(engine.emittedErrors).toEqual([]);
	});

	it('closes twice and in the middle of a run', async () => {
		const engine = engineOf();
		const stop = await publish(engine);
		await connected();
		kwork.write('a', 'one');
		await engine.until(() => engine.emitted.length === 1);
		await shut(async () => void (await Promise.all([stop(), stop()])));
		await stop();
		kwork.write('a', 'two');
		await clock.advance(60 * MINUTE);
		expect(engine.texts).toEqual(['one']);
		expect(clock.sleeping).toBe(0);
	});

	it('waits at its close for an execution that has just begun, and for no other', async () => {
		const engine = engineOf({ options: { order: 'none' } });
		const stop = await publish(engine);
		await connected();
		kwork.write('a', 'long since');
		await engine.until(() => engine.emitted.length === 1);
		await clock.advance(10_000);
		kwork.write('b', 'just now');
		await engine.until(() => engine.emitted.length === 2);
		let closed = false;
		const closing = stop().then(() => (closed = true));
		await quiet();
		expect(closed).toBe(false);
		end(engine.emitted[1]?.done, 'success');
		await closing;
		expect(clock.sleeping).toBe(0);
	});

	it('takes one event in a manual test, remembers nothing and closes', async () => {
		const engine = engineOf();
		const { manualTriggerFunction, closeFunction } = await engine.activate('manual');
		expect(kwork.sockets.size).toBe(0);
		await manualTriggerFunction?.();
		await connected();
		kwork.write('a', 'one');
		await engine.until(() => engine.emitted.length === 1);
		await until(() => kwork.sockets.size === 0);
		kwork.write('a', 'two');
		await closeFunction?.();
		expect(engine.texts).toEqual(['one']);
		expect(engine.disk).toEqual({});
		expect(clock.sleeping).toBe(0);
	});

	it('listens no more when a manual test is stopped while it still begins', async () => {
		const engine = engineOf();
		const { manualTriggerFunction, closeFunction } = await engine.activate('manual');
		const beginning = manualTriggerFunction?.();
		await closeFunction?.();
		await beginning;
		await quiet();
		expect(kwork.sockets.size).toBe(0);
		expect(clock.sleeping).toBe(0);
	});

	it('can be published a thousand times', async () => {
		const engine = engineOf();
		for (let i = 0; i < 1000; i += 1) await (await publish(engine))();
		close = [];
		expect(clock.sleeping).toBe(0);
		expect(kwork.sockets.size).toBeLessThanOrEqual(1);
	});
});
