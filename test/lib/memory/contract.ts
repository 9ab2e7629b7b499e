import { LeaseLostError, LockBusyError } from '../../../lib/memory';
import type { Lease, Memory, SendIntent } from '../../../lib/memory/types';
import { Rig, type Backend, type Worker } from './rig';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const intent = (more: Partial<SendIntent> = {}): SendIntent => ({
	service: 'kwork',
	account: 'me',
	target: 'user 1',
	operation: 'message.send',
	...more,
});

const signalled = () => {
	let give: () => void = () => {};
	const given = new Promise<void>((resolve) => (give = resolve));
	return { given, give };
};

/** What every kind of memory has to do; `backend` makes an empty one. */
export function describeMemory(kind: string, backend: () => Promise<Backend>): void {
	describe(`${kind}: the contract`, () => {
		let rig: Rig;
		let one: Worker;
		let two: Worker;
		let memory: Memory;

		beforeEach(async () => {
			rig = new Rig(await backend());
			one = await rig.boot();
			two = await rig.boot();
			memory = one.memory;
		});

		afterEach(async () => await rig.close());

		/** Somebody has the lock until he is told to let go. */
		const hold = async (worker: Worker, key: string) => {
			const [entered, end] = [signalled(), signalled()];
			let lease: Lease | undefined;
			const ended = worker.memory.lock(key, async (given) => {
				lease = given;
				entered.give();
				await end.given;
				given.check();
			});
			const waiting = ended.catch(() => {});
			const until = async () => {
				for (let tries = 0; !lease && tries < 200; tries += 1) await rig.clock.advance(50);
				await entered.given;
			};
			return { until, ended, waiting, letGo: end.give, lease: () => lease as Lease };
		};

		describe('lock', () => {
			it('lets in one after the other in the order of coming, over processes', async () => {
				const order: string[] = [];
				const first = await hold(one, 'k');
				await first.until();
				const others = (
					[
						[two, 'two'],
						[one, 'one again'],
						[two, 'two again'],
					] as const
				).map(async ([worker, name], index) => {
					await rig.clock.advance(index);
					return await worker.memory.lock('k', async ({ fence }) => {
						order.push(`${name} begins`);
						await worker.clock.sleep(1000);
						order.push(`${name} ends`);
						return fence;
					});
				});
				await rig.clock.advance(30_000);
				expect(order).toEqual([]);
				first.letGo();
				await rig.clock.advance(6000);
				const fences = await Promise.all(others);
				expect(order.slice(0, 2)).toEqual(['two begins', 'two ends']);
				expect(
					order.filter((_, index) => index % 2 === 0).map((line) => line.split(' beg')[0]),
				).toEqual(order.filter((_, index) => index % 2 === 1).map((line) => line.split(' end')[0]));
				expect(new Set([first.lease().fence, ...fences]).size).toBe(4);
			});

			it('does not hold up other keys, and gives back what the work gives and throws', async () => {
				const held = await hold(one, 'k');
				await held.until();
				await expect(two.memory.lock('other', async () => 5)).resolves.toBe(5);
				await expect(
					two.memory.lock('other', async () => await Promise.reject(new Error('broken'))),
				).rejects.toThrow('broken');
				held.letGo();
				await held.ended;
			});

			it('is held as long as the work takes', async () => {
				const held = await hold(one, 'k');
				await held.until();
				let entered = false;
				const other = two.memory.lock('k', async () => void (entered = true));
				await rig.clock.advance(120_000);
				expect(entered).toBe(false);
				expect(held.lease().signal.aborted).toBe(false);
				held.letGo();
				await rig.clock.advance(1000);
				await Promise.all([held.ended, other]);
				expect(entered).toBe(true);
			});

			it('is free a lease after its holder died, not earlier', async () => {
				const held = await hold(one, 'k');
				await held.until();
				one.kill();
				let entered = false;
				const other = two.memory.lock('k', async () => void (entered = true));
				await rig.clock.advance(9900);
				expect(entered).toBe(false);
				await rig.clock.advance(4000);
				await other;
				expect(entered).toBe(true);
			});

			it('aborts the lease of one who cannot renew before another is let in', async () => {
				const held = await hold(one, 'k');
				await held.until();
				one.fates.push(...Array.from({ length: 20 }, () => ({ is: 'requestLost' }) as const));
				let lost = false;
				const other = two.memory.lock('k', async () => void (lost = held.lease().signal.aborted));
				await rig.clock.advance(20_000);
				await other;
				expect(lost).toBe(true);
				expect(held.lease().signal.reason).toBeInstanceOf(LeaseLostError);
				held.letGo();
				await expect(held.ended).rejects.toBeInstanceOf(LeaseLostError);
			});

			it('tells a process that stood still before it does its next step', async () => {
				const held = await hold(one, 'k');
				await held.until();
				one.stall();
				const other = two.memory.lock('k', async () => {});
				await rig.clock.advance(15_000);
				await other;
				expect(() => held.lease().check()).toThrow(LeaseLostError);
				one.resume();
				held.letGo();
				await expect(held.ended).rejects.toBeInstanceOf(LeaseLostError);
				await expect(
					memory.journal.intend(intent(), { lease: held.lease() }),
				).rejects.toBeInstanceOf(LeaseLostError);
			});

			it.each([10 * DAY, -10 * DAY])('is not moved by a clock that is set by %d ms', async (ms) => {
				const held = await hold(one, 'k');
				await held.until();
				let entered = false;
				const other = two.memory.lock('k', async () => void (entered = true));
				rig.jump(ms);
				await rig.clock.advance(60_000);
				expect(entered).toBe(false);
				held.letGo();
				await rig.clock.advance(1000);
				await Promise.all([held.ended, other]);
			});

			it('is waited for no longer than wanted, and leaves nothing behind', async () => {
				const held = await hold(one, 'k');
				await held.until();
				const work = jest.fn(async () => await Promise.resolve());
				const late = two.memory.lock('k', work, { waitMs: 5000 });
				const cancel = new AbortController();
				const cancelled = two.memory.lock('k', work, { signal: cancel.signal });
				const told = Promise.allSettled([late, cancelled]);
				cancel.abort(new Error('cancelled'));
				await rig.clock.advance(6000);
				const [first, second] = await told;
				expect(first).toMatchObject({ reason: { kind: 'temporary' } });
				expect((first as PromiseRejectedResult).reason).toBeInstanceOf(LockBusyError);
				expect(second).toMatchObject({ reason: { message: 'cancelled' } });
				held.letGo();
				await held.ended;
				const next = two.memory.lock('k', async () => 'in');
				await rig.clock.advance(500);
				await expect(next).resolves.toBe('in');
				expect(work).not.toHaveBeenCalled();
			});
		});

		describe('journal', () => {
			const send = async (more: Partial<SendIntent> = {}) => {
				const noted = await memory.journal.intend(intent(more));
				return 'id' in noted ? noted.id : NaN;
			};

			it('keeps what was said, and shows it to all', async () => {
				const all = intent({
					contentHash: 'abc',
					executionId: '7',
					workflowId: 'w',
					cost: { amount: 2.5, unit: 'connects' },
				});
				const id = await send(all);
				const at = rig.storeNow();
				await rig.clock.advance(1000);
				await two.memory.journal.settle(id, 'sent', 'message 9');
				const { entries } = await rig.call(async () => await memory.journal.list({}));
				expect(entries).toEqual([{ ...all, id, at, outcome: 'sent', sentId: 'message 9' }]);
			});

			it('finds what is not settled for a target, oldest first', async () => {
				const first = await send();
				const second = await send();
				await send({ target: 'user 2' });
				await send({ account: 'other' });
				const third = await send();
				await memory.journal.settle(first, 'unknown');
				await memory.journal.settle(second, 'sent');
				const open = await two.memory.journal.unsettled('me', 'user 1');
				expect(open.map(({ id, outcome }) => [id, outcome])).toEqual([
					[first, 'unknown'],
					[third, 'open'],
				]);
			});

			it('makes nothing unknown that was known', async () => {
				const id = await send();
				await memory.journal.settle(id, 'sent', '1');
				await memory.journal.settle(id, 'unknown');
				expect((await memory.journal.list({})).entries).toMatchObject([
					{ outcome: 'sent', sentId: '1' },
				]);
			});

			it('counts and notes in one step: two processes do not pass a cap together', async () => {
				const limits = { caps: [{ ms: HOUR, max: 3 }] };
				const tries = [one, two, one, two, one, two].map(
					async (worker, n) =>
						await worker.memory.journal.intend(intent({ target: `user ${n}` }), { limits }),
				);
				const noted = await Promise.all(tries);
				expect(noted.filter((result) => 'id' in result)).toHaveLength(3);
				expect(noted.filter((result) => 'limit' in result)).toEqual(
					Array(3).fill({ limit: 'cap', windowMs: HOUR, max: 3, sent: 3, retryAfterMs: HOUR }),
				);
			});

			it('lets the next one go when the oldest leaves the window, to the millisecond', async () => {
				const caps = [{ ms: HOUR, max: 2 }];
				const attempt = async () => await memory.journal.intend(intent(), { limits: { caps } });
				await send();
				await rig.clock.advance(1000);
				await send({ target: 'user 2' });
				await rig.clock.advance(HOUR - 1001);
				expect(await attempt()).toMatchObject({ limit: 'cap', sent: 2, retryAfterMs: 1 });
				await rig.clock.advance(1);
				expect(await attempt()).toHaveProperty('id');
			});

			it('names the wait where more were sent than the cap allows, and with a cap of none', async () => {
				for (let count = 0; count < 5; count += 1) {
					await send();
					await rig.clock.advance(60_000);
				}
				const attempt = async (max: number) =>
					await memory.journal.intend(intent(), { limits: { caps: [{ ms: HOUR, max }] } });
				expect(await attempt(2)).toMatchObject({ sent: 5, retryAfterMs: HOUR - 120_000 });
				expect(await attempt(0)).toMatchObject({ sent: 5, retryAfterMs: HOUR });
			});

			it('counts what may have left, not what was refused, nor other accounts', async () => {
				const limits = { caps: [{ ms: HOUR, max: 1 }] };
				await memory.journal.settle(await send(), 'refused');
				await send({ account: 'other' });
				const noted = await memory.journal.intend(intent(), { limits });
				expect(noted).toHaveProperty('id');
				await memory.journal.settle('id' in noted ? noted.id : NaN, 'unknown');
				expect(await memory.journal.intend(intent(), { limits })).toHaveProperty('limit', 'cap');
			});

			it('keeps the pause per target', async () => {
				const limits = { minIntervalMs: 60_000 };
				await send();
				await rig.clock.advance(20_000);
				await send();
				await rig.clock.advance(59_999);
				expect(await memory.journal.intend(intent(), { limits })).toEqual({
					limit: 'interval',
					agoMs: 59_999,
					retryAfterMs: 1,
				});
				expect(
					await memory.journal.intend(intent({ target: 'user 2' }), { limits }),
				).toHaveProperty('id');
				await rig.clock.advance(1);
				expect(await memory.journal.intend(intent(), { limits })).toHaveProperty('id');
			});

			it('does not forget sends because the clock is set back', async () => {
				await send();
				rig.jump(-30_000);
				const limits = { caps: [{ ms: HOUR, max: 1 }] };
				await rig.clock.advance(1);
				expect(await memory.journal.intend(intent(), { limits })).toMatchObject({ sent: 1 });
			});

			it('answers how many and when, by target and content', async () => {
				await send({ contentHash: 'a' });
				await rig.clock.advance(5000);
				await send({ contentHash: 'b', target: 'user 2' });
				await send({ contentHash: 'a', target: 'user 2' });
				const now = rig.storeNow();
				const asked = { account: 'me', ms: HOUR };
				expect(await two.memory.journal.sent(asked)).toEqual({ count: 3, lastAt: now });
				expect(await memory.journal.sent({ ...asked, target: 'user 1' })).toEqual({
					count: 1,
					lastAt: now - 5000,
				});
				expect(
					await memory.journal.sent({ ...asked, target: 'user 2', contentHash: 'a' }),
				).toMatchObject({ count: 1 });
				expect(await memory.journal.sent({ account: 'me', ms: 4000, target: 'user 1' })).toEqual({
					count: 0,
				});
			});

			it('lists page by page, newest first, also of one millisecond', async () => {
				const ids: number[] = [];
				for (let n = 0; n < 7; n += 1) {
					ids.unshift(await send({ operation: n % 2 ? 'offer.create' : 'message.send' }));
					if (n === 3) await rig.clock.advance(1);
				}
				const seen: number[] = [];
				let after: string | undefined;
				do {
					const page = await memory.journal.list({ account: 'me', limit: 3, after });
					seen.push(...page.entries.map(({ id }) => id));
					after = page.next;
				} while (after !== undefined);
				expect(seen).toEqual(ids);
				const offers = await memory.journal.list({ operation: 'offer.create', outcome: 'open' });
				expect(offers.entries).toHaveLength(3);
				const from = rig.storeNow();
				expect((await memory.journal.list({ from })).entries).toHaveLength(3);
				expect((await memory.journal.list({ until: from, service: 'kwork' })).entries).toHaveLength(
					4,
				);
				expect((await memory.journal.list({ service: 'avito' })).entries).toEqual([]);
			});

			it('forgets a person without giving the account free sends', async () => {
				await send();
				await rig.clock.advance(3 * DAY);
				await send({ contentHash: 'a' });
				await send({ target: 'user 2' });
				expect(await memory.journal.erase('me', 'user 1')).toBe(2);
				const { entries } = await two.memory.journal.list({});
				expect(entries.map(({ target }) => target).sort()).toEqual(['erased', 'user 2']);
				expect(JSON.stringify(entries)).not.toContain('user 1');
				expect(entries.every(({ contentHash }) => contentHash === undefined)).toBe(true);
				expect(await memory.journal.sent({ account: 'me', ms: DAY })).toMatchObject({ count: 2 });
				expect(await memory.journal.unsettled('me', 'user 1')).toEqual([]);
				expect(await memory.journal.erase('me')).toBe(2);
			});

			it('keeps 400 days', async () => {
				await send();
				await rig.clock.advance(200 * DAY);
				const young = await send();
				await rig.clock.advance(201 * DAY);
				while (await rig.call(async () => await one.stores.purge()));
				expect((await memory.journal.list({})).entries.map(({ id }) => id)).toEqual([young]);
			});
		});

		describe('once', () => {
			it('gives a claim to one of all', async () => {
				const tries = [one, two, one, two].map(
					async (worker, n) => await worker.memory.once.claim('s', 'k', `run ${n}`, 60_000),
				);
				const states = (await Promise.all(tries)).map(({ state }) => state);
				expect(states.sort()).toEqual(['fresh', 'taken', 'taken', 'taken']);
				expect(await memory.once.claim('s', 'other', 'run', 60_000)).toEqual({ state: 'fresh' });
				expect(await memory.once.claim('t', 'k', 'run', 60_000)).toEqual({ state: 'fresh' });
			});

			it('is free when the lease of a dead holder ends', async () => {
				await memory.once.claim('s', 'k', 'dead', 60_000);
				await rig.clock.advance(59_999);
				expect(await two.memory.once.claim('s', 'k', 'next', 60_000)).toEqual({
					state: 'taken',
					retryAfterMs: 1,
				});
				await rig.clock.advance(1);
				expect(await two.memory.once.claim('s', 'k', 'next', 60_000)).toEqual({ state: 'fresh' });
				expect(await memory.once.done('s', 'k', 'dead')).toBe(false);
				expect(await memory.once.release('s', 'k', 'dead')).toBe(false);
				expect(await two.memory.once.done('s', 'k', 'next', { result: { id: 5 } })).toBe(true);
				expect(await two.memory.once.done('s', 'k', 'next', { result: { id: 5 } })).toBe(true);
				expect(await memory.once.claim('s', 'k', 'third', 60_000)).toEqual({
					state: 'done',
					result: { id: 5 },
				});
				expect(await two.memory.once.release('s', 'k', 'next')).toBe(false);
			});

			it('is free again after a release, and remembers what was done without a claim', async () => {
				await memory.once.claim('s', 'k', 'a', 60_000);
				expect(await memory.once.release('s', 'k', 'a')).toBe(true);
				expect(await two.memory.once.claim('s', 'k', 'b', 60_000)).toEqual({ state: 'fresh' });
				await rig.clock.advance(60_000);
				while (await rig.call(async () => await one.stores.purge()));
				expect(await two.memory.once.done('s', 'k', 'b', { keepMs: 5000 })).toBe(true);
				expect(await memory.once.claim('s', 'k', 'c', 60_000)).toEqual({ state: 'done' });
				await rig.clock.advance(5000);
				expect(await memory.once.claim('s', 'k', 'c', 60_000)).toEqual({ state: 'fresh' });
			});

			it('forgets a key and a scope', async () => {
				for (const key of ['a', 'b', 'c']) await memory.once.claim('s', key, 'x', 60_000);
				expect(await two.memory.once.erase('s', 'a')).toBe(1);
				expect(await two.memory.once.erase('s')).toBe(2);
				expect(await memory.once.claim('s', 'b', 'y', 60_000)).toEqual({ state: 'fresh' });
			});
		});

		describe('budget', () => {
			const minute = { name: 'minute', limit: 60, ms: 60_000, burst: 10 };

			it('is one for all processes, and fills with time', async () => {
				expect(await memory.budget.lease('me', [minute], 8)).toMatchObject({ granted: 8 });
				expect(await two.memory.budget.lease('me', [minute], 8)).toMatchObject({ granted: 2 });
				expect(await memory.budget.lease('me', [minute], 8)).toMatchObject({
					granted: 0,
					retryAfterMs: 1000,
				});
				expect(await memory.budget.lease('other', [minute], 1)).toMatchObject({ granted: 1 });
				await rig.clock.advance(3000);
				expect(await two.memory.budget.lease('me', [minute], 8)).toEqual({
					granted: 3,
					validMs: 10_000,
					retryAfterMs: 0,
				});
			});

			it('takes of several windows what all of them have', async () => {
				const day = { name: 'day', limit: 4, ms: DAY, burst: 4 };
				expect(await memory.budget.lease('me', [minute, day], 9)).toMatchObject({ granted: 4 });
				expect(await memory.budget.lease('me', [minute, day], 9)).toMatchObject({
					granted: 0,
					retryAfterMs: DAY / 4,
				});
				expect(await memory.budget.lease('me', [minute], 9)).toMatchObject({ granted: 6 });
			});

			it('follows what the service says, for all', async () => {
				await memory.budget.adjust('me', minute, 3, 60_000);
				expect(await two.memory.budget.lease('me', [minute], 9)).toMatchObject({ granted: 3 });
				await memory.budget.adjust('me', minute, 0, 30_000);
				expect(await two.memory.budget.lease('me', [minute], 9)).toMatchObject({
					granted: 0,
					retryAfterMs: 30_000,
				});
				await rig.clock.advance(30_000);
				expect(await two.memory.budget.lease('me', [minute], 99)).toMatchObject({ granted: 10 });
			});

			it('rests for all, until the longest end or a person', async () => {
				await memory.budget.pause('me', 'captcha', 60_000);
				await two.memory.budget.pause('me', 'blocked', 1000);
				await rig.clock.advance(2000);
				expect(await two.memory.budget.lease('me', [minute], 1)).toEqual({
					granted: 0,
					validMs: 0,
					retryAfterMs: 58_000,
					pause: 'captcha',
				});
				await memory.budget.resume('me');
				expect(await two.memory.budget.lease('me', [minute], 1)).toMatchObject({ granted: 1 });
			});
		});

		describe('facts', () => {
			it('keeps JSON as it is, for all, until it ends', async () => {
				const value = { step: 'asked', at: 5, list: [1, 'жильё', null], nested: { ok: true } };
				expect(await memory.facts.get('s', 'k')).toBeUndefined();
				await memory.facts.put('s', 'k', value);
				await memory.facts.put('s', 'short', 1, 5000);
				expect(await two.memory.facts.get('s', 'k')).toEqual(value);
				await rig.clock.advance(4999);
				expect(await two.memory.facts.get('s', 'short')).toBe(1);
				await rig.clock.advance(1);
				expect(await two.memory.facts.get('s', 'short')).toBeUndefined();
				while (await rig.call(async () => await one.stores.purge()));
				expect(await memory.facts.list('s')).toEqual([{ key: 'k', value }]);
			});

			it('is changed by one of those who saw the same', async () => {
				const put = async (worker: Worker, expected: unknown, value: unknown) =>
					await worker.memory.facts.swap('s', 'k', expected, value);
				const first = await Promise.all([put(one, undefined, 1), put(two, undefined, 2)]);
				expect(first.filter(Boolean)).toHaveLength(1);
				const now = await memory.facts.get('s', 'k');
				const second = await Promise.all([put(one, now, { n: 3 }), put(two, now, { n: 4 })]);
				expect(second.filter(Boolean)).toHaveLength(1);
				expect(await put(one, { n: 9 }, 5)).toBe(false);
				await memory.facts.put('s', 'k', 'short', 1000);
				await rig.clock.advance(1000);
				expect(await put(one, 'short', 6)).toBe(false);
				expect(await put(two, undefined, 7)).toBe(true);
			});

			it('lists in the order of bytes, page by page, and forgets', async () => {
				const keys = ['a', 'a1', 'B', 'я', '🙂', '￼'];
				for (const key of keys) await memory.facts.put('s', key, key);
				await memory.facts.put('t', 'a', 0);
				const all: string[] = [];
				for (;;) {
					const page = await two.memory.facts.list('s', { after: all.at(-1), limit: 4 });
					all.push(...page.map(({ key }) => key));
					if (page.length < 4) break;
				}
				expect(all).toEqual(['B', 'a', 'a1', 'я', '￼', '🙂']);
				expect(await memory.facts.erase('s', 'B')).toBe(1);
				expect(await memory.facts.erase('s')).toBe(5);
				expect(await memory.facts.list('t')).toHaveLength(1);
			});

			it('refuses what is no small value, and names that cannot be kept', async () => {
				await expect(memory.facts.put('s', 'k', 'x'.repeat(20_000))).rejects.toMatchObject({
					kind: 'refusedLocally',
				});
				for (const key of ['', 'a\0b', 'x'.repeat(2000)]) {
					await expect(memory.facts.put('s', key, 1)).rejects.toMatchObject({
						kind: 'refusedLocally',
					});
				}
			});
		});
	});
}
