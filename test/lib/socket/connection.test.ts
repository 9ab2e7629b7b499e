import type { ServiceError } from '../../../lib/errors';
import { SocketConnection, type SocketConnectionOptions } from '../../../lib/socket';
import { ManualClock } from '../../support/manualClock';
import { routeTo, startDeafServer, startSocketServer, type SocketServer } from './noticeServer';

const PING = 20_000;
const PONG = 10_000;

/** What a connection told its owner, and promises for what comes next. */
class Observer {
	readonly messages: string[] = [];

	readonly downs: Array<{ error: ServiceError; retryInMs: number }> = [];

	opened = 0;

	private waiting: Array<{ done(): boolean; resolve(): void }> = [];

	readonly handlers = {
		onMessage: (text: string) => this.note(() => this.messages.push(text)),
		onOpen: () => this.note(() => (this.opened += 1)),
		onDown: (error: ServiceError, retryInMs: number) =>
			this.note(() => this.downs.push({ error, retryInMs })),
	};

	async until(done: () => boolean): Promise<void> {
		if (done()) return;
		await new Promise<void>((resolve) => this.waiting.push({ done, resolve }));
	}

	private note(change: () => void): void {
		change();
		for (const one of this.waiting.filter(({ done }) => done())) one.resolve();
	}
}

describe('a connection that stays up', () => {
	let clock: ManualClock;
	let seen: Observer;
	let server: SocketServer;
	const open: SocketConnection[] = [];

	beforeEach(async () => {
		clock = new ManualClock();
		seen = new Observer();
		server = await startSocketServer();
	});
	afterEach(async () => {
		await Promise.all(open.splice(0).map(async (connection) => await finished(connection)));
		await server.close();
	});

	function connect(options: Partial<SocketConnectionOptions> = {}): SocketConnection {
		const connection = new SocketConnection({
			name: 'test',
			route: server.route,
			clock,
			random: () => 1,
			...seen.handlers,
			...options,
		});
		open.push(connection);
		connection.open();
		return connection;
	}

	async function finished(connection: SocketConnection): Promise<void> {
		const closing = connection.close();
		await clock.advance(2000);
		await closing;
	}

	it('delivers text, binary frames as UTF-8, and what arrives together with the handshake', async () => {
		await server.close();
		server = await startSocketServer({ greeting: Buffer.from('привет') });
		const next = server.next();
		connect();
		(await next).send('{"a":1}');
		await seen.until(() => seen.messages.length === 2);
		expect(seen.messages).toEqual(['привет', '{"a":1}']);
		expect(seen.opened).toBe(1);
	});

	it('comes back after the other side closed, and asks for the route anew', async () => {
		let asked = 0;
		const connection = connect({
			route: async () => {
				asked += 1;
				return await server.route();
			},
		});
		await seen.until(() => seen.opened === 1);
		server.links[0]?.close(1001);
		await seen.until(() => seen.downs.length === 1);
		expect(connection.status).toMatchObject({ state: 'backoff', failures: 1, connections: 1 });
		await clock.advance(1000);
		await seen.until(() => seen.opened === 2);
		expect(asked).toBe(2);
		expect(connection.status).toMatchObject({ state: 'open', downSince: undefined });
	});

	it('waits longer after every failure, up to a minute, and never gives up', async () => {
		const next = new Error('no');
		connect({ route: async () => await Promise.reject(next) });
		for (let failures = 1; failures <= 12; failures += 1) {
			await seen.until(() => seen.downs.length === failures);
			await clock.advance(seen.downs.at(-1)?.retryInMs ?? 0);
		}
		expect(seen.downs.slice(0, 12).map(({ retryInMs }) => retryInMs)).toEqual([
			1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000, 60_000, 60_000,
		]);
	});

	it('spreads the waits between nothing and the bound', async () => {
		connect({ route: async () => await Promise.reject(new Error('no')), random: () => 0.25 });
		await seen.until(() => seen.downs.length === 1);
		expect(seen.downs[0]?.retryInMs).toBe(250);
	});

	it.each([
		[59_999, 2],
		[60_000, 1],
	])('after %i ms of a good link counts the next failure as number %i', async (ms, failures) => {
		const connection = connect({ timings: { pingMs: 10_000_000 } });
		await seen.until(() => seen.opened === 1);
		server.links[0]?.terminate();
		await seen.until(() => seen.downs.length === 1);
		await clock.advance(1000);
		await seen.until(() => seen.opened === 2);
		await clock.advance(ms);
		server.links[1]?.terminate();
		await seen.until(() => seen.downs.length === 2);
		expect(connection.status.failures).toBe(failures);
	});

	it('notices a connection that went away without a word', async () => {
		connect();
		await seen.until(() => seen.opened === 1);
		server.links[0]?.pause();
		await clock.advance(PING);
		await clock.advance(PONG);
		// Never seen to answer a ping so far, so the long bound applies.
		expect(seen.downs).toEqual([]);
		await clock.advance(150_000);
		await seen.until(() => seen.downs.length === 1);
		expect(seen.downs[0]?.error).toMatchObject({ kind: 'timeout' });
	});

	it('notices it after one unanswered ping where pings were answered before', async () => {
		connect();
		await seen.until(() => seen.opened === 1);
		const pinged = new Promise((resolve) => server.links[0]?.once('ping', resolve));
		await clock.advance(PING);
		await pinged;
		server.links[0]?.send('after the pong');
		await seen.until(() => seen.messages.length === 1);
		server.links[0]?.pause();
		await clock.advance(PONG + PING - 1);
		expect(seen.downs).toEqual([]);
		await clock.advance(1 + PONG);
		await seen.until(() => seen.downs.length === 1);
		expect(seen.downs[0]?.error).toMatchObject({ kind: 'timeout' });
	});

	it('keeps a link whose server answers no pings but sends now and then', async () => {
		await server.close();
		server = await startSocketServer({ autoPong: false });
		const connection = connect();
		await seen.until(() => seen.opened === 1);
		for (let minute = 1; minute <= 10; minute += 1) {
			await clock.advance(60_000);
			server.links[0]?.send('tick');
			await seen.until(() => seen.messages.length === minute);
		}
		expect(connection.status).toMatchObject({ state: 'open', connections: 1 });
	});

	it('gives up a handshake that is not answered', async () => {
		const deaf = await startDeafServer();
		const sleeping = clock.untilSleep(15_000);
		connect({ route: async () => routeTo(deaf.url) });
		await sleeping;
		await clock.advance(15_000);
		await seen.until(() => seen.downs.length === 1);
		expect(seen.downs[0]?.error).toMatchObject({ kind: 'timeout' });
		await deaf.close();
	});

	it.each([
		[401, 'forbidden'],
		[429, 'rateLimited'],
		[503, 'temporary'],
	])('tells a refusal with HTTP %i as %s', async (status, kind) => {
		server.refuse(status);
		connect();
		await seen.until(() => seen.downs.length === 1);
		expect(seen.downs[0]?.error).toMatchObject({ kind, httpStatus: status });
	});

	it('tells the route whether it worked', async () => {
		const told: string[] = [];
		const { url } = await server.route();
		const route = async () => ({
			url,
			worked: () => void told.push('worked'),
			failed: () => void told.push('failed'),
		});
		server.refuse(500);
		connect({ route });
		await seen.until(() => seen.downs.length === 1);
		expect(told).toEqual(['failed']);
	});

	it('ends a link that sends more than it may', async () => {
		connect({ maxPayloadBytes: 1000 });
		await seen.until(() => seen.opened === 1);
		server.links[0]?.send('x'.repeat(1001));
		await seen.until(() => seen.downs.length === 1);
		expect(seen.messages).toEqual([]);
	});

	it('survives a handler that throws', async () => {
		let calls = 0;
		connect({
			onMessage: (text) => {
				calls += 1;
				if (calls === 1) throw new Error('handler');
				seen.handlers.onMessage(text);
			},
		});
		await seen.until(() => seen.opened === 1);
		server.links[0]?.send('one');
		server.links[0]?.send('two');
		await seen.until(() => seen.messages.length === 1);
		expect(seen.messages).toEqual(['two']);
	});

	describe('closing', () => {
		it('ends before it was opened', async () => {
			const connection = new SocketConnection({
				name: 'test',
				route: server.route,
				clock,
				...seen.handlers,
			});
			await connection.close();
			connection.open();
			expect(connection.status.state).toBe('closed');
			expect(server.links).toEqual([]);
		});

		it('ends while the route is looked for', async () => {
			const connection = connect({ route: async () => await new Promise(() => {}) });
			await connection.close();
			expect(connection.status.state).toBe('closed');
			expect(clock.sleeping).toBe(0);
		});

		it('ends in the middle of a handshake', async () => {
			const deaf = await startDeafServer();
			const sleeping = clock.untilSleep(15_000);
			const connection = connect({ route: async () => routeTo(deaf.url) });
			await sleeping;
			await connection.close();
			expect(seen.downs).toEqual([]);
			expect(clock.sleeping).toBe(0);
			await deaf.close();
		});

		it('ends while it waits for the next attempt', async () => {
			const connection = connect({ route: async () => await Promise.reject(new Error('no')) });
			await seen.until(() => seen.downs.length === 1);
			await connection.close();
			await clock.advance(600_000);
			expect(seen.downs).toHaveLength(1);
			expect(clock.sleeping).toBe(0);
		});

		it('says goodbye on an open link', async () => {
			const connection = connect();
			await seen.until(() => seen.opened === 1);
			const code = new Promise((resolve) => server.links[0]?.on('close', resolve));
			await Promise.all([connection.close(), connection.close()]);
			expect(await code).toBe(1000);
			expect(clock.sleeping).toBe(0);
		});

		it('is done within two seconds when the other side does not answer', async () => {
			const connection = connect();
			await seen.until(() => seen.opened === 1);
			server.links[0]?.pause();
			const waiting = clock.untilSleep(2000);
			const closing = connection.close();
			await waiting;
			await clock.advance(2000);
			await closing;
			expect(clock.sleeping).toBe(0);
		});

		it('lets no frame through any more', async () => {
			const connection = connect();
			await seen.until(() => seen.opened === 1);
			const link = server.links[0];
			const gone = new Promise((resolve) => link?.on('close', resolve));
			for (let i = 0; i < 100; i += 1) link?.send(`late ${i}`);
			const closing = connection.close();
			const before = seen.messages.length;
			await closing;
			await gone;
			expect(seen.messages).toHaveLength(before);
		});
	});
});
