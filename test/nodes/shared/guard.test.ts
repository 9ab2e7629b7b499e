import { createHash } from 'node:crypto';
import type { Logger } from 'n8n-workflow';
import { ServiceError } from '../../../lib/errors';
import { SendLedger } from '../../../lib/ledger';
import { MemoryDownError, memoryOver, processStores } from '../../../lib/memory';
import type { WriteContext } from '../../../nodes/shared/guard';
import { performWrite } from '../../../nodes/shared/guard';
import type { WritePlan } from '../../../nodes/shared/operation';
import type { SendingOptions } from '../../../nodes/shared/sending';
import { ManualClock } from '../../support/manualClock';

const SEND: SendingOptions = { dryRun: false, skipIfAlreadySent: true };

/** One account in one run of one node. */
function desk(more: Partial<WriteContext> = {}) {
	const lines: Array<[string, unknown]> = [];
	const sentInRun = { count: 0 };
	const clock = new ManualClock();
	const context: WriteContext = {
		account: '777',
		operation: 'probe.message.send',
		writeAccess: 'allow',
		ledger: new SendLedger(clock),
		logger: {
			info: (text: string, facts: unknown) => void lines.push([text, facts]),
		} as Partial<Logger> as Logger,
		sentInRun,
		...more,
	};
	const sent: string[] = [];
	const plan = (text: string, facts: Partial<WritePlan> = {}): WritePlan => ({
		target: 'user 7',
		request: { text },
		content: text,
		send: async () => {
			sent.push(text);
			return { id: sent.length };
		},
		...facts,
	});
	const write = async (planned: WritePlan, options: Partial<SendingOptions> = {}) =>
		await performWrite(planned, { ...SEND, ...options }, context);
	const outcomes = () => lines.map(([, facts]) => (facts as { outcome: string }).outcome);
	return { plan, write, sent, lines, outcomes, clock, sentInRun };
}

const failing = (kind: 'outcomeUnknown' | 'validation') => ({
	send: async () => await Promise.reject(new ServiceError(kind, { kind, remedy: 'Look.' })),
});

describe('a write whose outcome is unknown', () => {
	it.each([
		['Max per Run', { maxPerRun: 1 }],
		['Max per Hour', { maxPerHour: 1 }],
		['Max per Day', { maxPerDay: 1 }],
		['Minimum Interval', { minIntervalSeconds: 60 }],
	])('counts as sent for %s', async (_, rule) => {
		const { plan, write, sent, outcomes } = desk();
		await expect(write(plan('a', failing('outcomeUnknown')), rule)).rejects.toThrow(
			'outcomeUnknown',
		);
		await expect(write(plan('b'), rule)).rejects.toThrow('nothing was sent');
		expect(sent).toEqual([]);
		expect(outcomes()).toEqual(['outcomeUnknown']);
	});

	it('counts as partly sent where a part of it is out', async () => {
		const partly = (stepsDone: number) =>
			plan('a', {
				send: async () =>
					await Promise.reject(
						new ServiceError('broke', {
							kind: 'temporary',
							remedy: 'Run again.',
							details: { stepsDone },
						}),
					),
			});
		const { plan, write, sentInRun, outcomes } = desk();
		await expect(write(partly(0))).rejects.toThrow('broke');
		expect(sentInRun.count).toBe(0);
		await expect(write(partly(1))).rejects.toThrow('broke');
		expect(sentInRun.count).toBe(1);
		expect(outcomes()).toEqual(['failed', 'partly sent']);
	});

	it('does so after no failure that left nothing behind', async () => {
		const { plan, write, sent, outcomes } = desk();
		const rules = { maxPerRun: 1, maxPerHour: 1, maxPerDay: 1, minIntervalSeconds: 60 };
		await expect(write(plan('a', failing('validation')), rules)).rejects.toThrow('validation');
		const broken = plan('a', { send: async () => await Promise.reject(new Error('broken')) });
		await expect(write(broken, rules)).rejects.toThrow('broken');
		await write(plan('b'), rules);
		expect(sent).toEqual(['b']);
		expect(outcomes()).toEqual(['failed', 'failed', 'sent']);
	});
});

describe('what was sent', () => {
	it('counts per run, and the refusal says how many', async () => {
		const { plan, write, sent, sentInRun } = desk();
		await write(plan('a'), { maxPerRun: 2 });
		await write(plan('b'), { maxPerRun: 2 });
		await expect(write(plan('c'), { maxPerRun: 2 })).rejects.toMatchObject({
			message: '2 were sent in this run, the limit is 2: nothing was sent',
			remedy: 'Raise Max per Run in Sending Limits, or run the workflow again.',
		});
		expect(sent).toEqual(['a', 'b']);
		expect(sentInRun.count).toBe(2);
	});

	it('is told with what the service answered, and whether an equal one was looked for', async () => {
		const { plan, write } = desk();
		expect(await write(plan('a'))).toEqual({ id: 1 });
		const looking = plan('b', { look: async () => await Promise.resolve({}) });
		expect(await write(looking)).toEqual({ id: 2, alreadySent: false });
	});

	it('leaves one line in the log, with a hash in the place of the text', async () => {
		const { plan, write, lines } = desk();
		await write(plan('a secret'));
		await write(plan('', { content: undefined, target: 'order 5' }));
		const contentHash = createHash('sha256').update('a secret').digest('hex').slice(0, 16);
		const facts = { account: '777', operation: 'probe.message.send', outcome: 'sent' };
		expect(lines).toEqual([
			['Write: probe.message.send user 7: sent', { ...facts, target: 'user 7', contentHash }],
			[
				'Write: probe.message.send order 5: sent',
				{ ...facts, target: 'order 5', contentHash: undefined },
			],
		]);
	});
});

describe('an equal one that was sent before', () => {
	const before = { look: async () => await Promise.resolve({ sent: { id: 9 } }) };

	it('is returned, whatever the caps and Dry Run say', async () => {
		const { plan, write, sent, outcomes, sentInRun } = desk();
		const found = await write(plan('a', before), { maxPerRun: 0, maxPerHour: 0, dryRun: true });
		expect(found).toEqual({ id: 9, alreadySent: true });
		expect(sent).toEqual([]);
		expect(sentInRun.count).toBe(0);
		expect(outcomes()).toEqual(['already sent']);
	});

	it('does not matter where Skip If Already Sent is off', async () => {
		const { plan, write, sent } = desk();
		expect(await write(plan('a', before), { skipIfAlreadySent: false })).toEqual({
			id: 1,
			alreadySent: false,
		});
		expect(sent).toEqual(['a']);
	});

	it('is looked for only when nothing else is on its way to the same recipient', async () => {
		const { plan, write, sent } = desk();
		const looking = {
			look: async () => {
				await new Promise((resolve) => setImmediate(resolve));
				return { sent: sent.length > 0 ? { id: 1 } : undefined };
			},
		};
		const both = await Promise.all([write(plan('a', looking)), write(plan('a', looking))]);
		expect(both.map(({ alreadySent }) => alreadySent)).toEqual([false, true]);
		expect(sent).toEqual(['a']);
	});
});

describe('a send that may not go now', () => {
	const MOSCOW = { from: 22 * 60, until: 8 * 60, timeZone: 'Europe/Moscow' };

	it.each([
		['the cap of an hour', { maxPerHour: 1 }, 3_600_000],
		['the cap of a day', { maxPerDay: 1 }, 86_400_000],
		['the interval', { minIntervalSeconds: 60 }, 60_000],
	])('is postponed behind %s where the user wants that', async (_, rule, waitMs) => {
		const { plan, write, sent, outcomes } = desk();
		await write(plan('a'), rule);
		const before = Date.now();
		const item = await write(plan('b'), { ...rule, whenReached: 'postpone' });
		expect(item).toMatchObject({ postponed: true, sent: false, target: 'user 7' });
		const wait = Date.parse(String(item.sendAt)) - before;
		expect(wait).toBeGreaterThan(waitMs - 60_000);
		expect(wait).toBeLessThanOrEqual(waitMs + 60_000);
		expect(sent).toEqual(['a']);
		expect(outcomes()).toEqual(['sent', 'postponed']);
		await expect(write(plan('b'), rule)).rejects.toThrow('nothing was sent');
	});

	it('waits for the end of the quiet hours', async () => {
		// 23:30:15 in Moscow.
		const clock = new ManualClock(Date.UTC(2026, 0, 15, 20, 30, 15));
		const { plan, write } = desk({ ledger: new SendLedger(clock) });
		const before = Date.now();
		const item = await write(plan('a'), { quiet: MOSCOW, whenReached: 'postpone' });
		const wait = Date.parse(String(item.sendAt)) - before;
		expect(wait / 60_000).toBeCloseTo(8.5 * 60 - 0.25, -1);
	});

	it('fails by Max per Run, which no waiting heals', async () => {
		const { plan, write } = desk();
		await write(plan('a'));
		await expect(write(plan('b'), { maxPerRun: 1, whenReached: 'postpone' })).rejects.toThrow(
			'sent in this run',
		);
	});
});

describe('a send that a process left without an outcome', () => {
	/** One process after another, with the same memory. */
	function processes() {
		const clock = new ManualClock();
		const memory = memoryOver(processStores(clock), { clock });
		const owner = { service: 'probe', account: 'me' };
		const ledger = () => new SendLedger(clock, async () => await Promise.resolve(memory), owner);
		const outcomes = async () => (await memory.journal.list({})).entries.map((one) => one.outcome);
		return { memory, ledger, outcomes };
	}
	const EQUAL = {
		operation: 'probe.message.send',
		contentHash: createHash('sha256').update('a').digest('hex').slice(0, 16),
	};

	it.each([
		['was sent where the look finds it', EQUAL, { id: 9 }, { alreadySent: true }, ['sent']],
		[
			'did not happen where the look does not find it',
			EQUAL,
			undefined,
			{ alreadySent: false },
			['sent', 'refused'],
		],
		[
			'stays unknown where it was another text',
			{ ...EQUAL, contentHash: 'other' },
			undefined,
			{ alreadySent: false },
			['sent', 'unknown'],
		],
	])('%s', async (_, left, found, told, outcomes) => {
		const each = processes();
		await each.ledger().intend({ ...left, target: 'user 7' }, {});
		const { plan, write } = desk({ ledger: each.ledger() });
		const looking = plan('a', { look: async () => await Promise.resolve({ sent: found }) });
		await expect(write(looking)).resolves.toMatchObject(told);
		expect(await each.outcomes()).toEqual(outcomes);
		const { entries } = await each.memory.journal.list({ outcome: 'sent' });
		expect(entries[0]?.sentId).toBe(found ? '9' : '1');
	});

	it('stays unknown where nobody looks, and counts', async () => {
		const each = processes();
		await each.ledger().intend({ ...EQUAL, target: 'user 7' }, {});
		const { plan, write } = desk({ ledger: each.ledger() });
		await expect(write(plan('a'), { maxPerHour: 1 })).rejects.toThrow('the limit is 1');
		expect(await each.outcomes()).toEqual(['unknown']);
	});

	it('is told by the journal with the run that sent', async () => {
		const each = processes();
		const run = { executionId: '12', workflowId: 'w1' };
		const { plan, write } = desk({ ledger: each.ledger(), ...run });
		await write(plan('a'));
		const { entries } = await each.memory.journal.list({});
		expect(entries).toMatchObject([{ ...EQUAL, ...run, target: 'user 7', sentId: '1' }]);
	});
});

describe('a memory that cannot be reached', () => {
	it('fails the send unsent, and says what to do', async () => {
		const down = async () => await Promise.reject(new MemoryDownError('db', new Error('gone')));
		const { plan, write, sent } = desk({ ledger: new SendLedger(new ManualClock(), down) });
		await expect(write(plan('a'))).rejects.toMatchObject({
			kind: 'temporary',
			details: { sent: false },
		});
		expect(sent).toEqual([]);
	});
});

describe('what is made ready before a write', () => {
	it('comes between two looks, of which the last one counts', async () => {
		const { plan, write, sent, outcomes } = desk();
		const steps: string[] = [];
		const facts = (found: object | undefined): Partial<WritePlan> => ({
			look: async () => {
				steps.push('look');
				return await Promise.resolve({ sent: steps.includes('ready') ? found : undefined });
			},
			ready: async () => await Promise.resolve(void steps.push('ready')),
		});
		expect(await write(plan('a', facts(undefined)))).toMatchObject({ alreadySent: false });
		expect(steps).toEqual(['look', 'ready', 'look']);
		steps.length = 0;
		expect(await write(plan('b', facts({ id: 9 })))).toEqual({ id: 9, alreadySent: true });
		expect(sent).toEqual(['a']);
		expect(outcomes()).toEqual(['sent', 'already sent']);
	});

	it('is left out where a limit or a dry run forbids the write', async () => {
		const { plan, write } = desk();
		const ready = jest.fn(async () => await Promise.resolve());
		await write(plan('a', { ready }), { dryRun: true });
		await expect(write(plan('a', { ready }), { maxPerHour: 0 })).rejects.toThrow('limit is 0');
		expect(ready).not.toHaveBeenCalled();
	});
});

describe('sends side by side', () => {
	it('to several recipients stay within the cap of the account', async () => {
		const { plan, write, sent } = desk();
		const slow = (target: string) =>
			plan(target, {
				target,
				send: async () => {
					await new Promise((resolve) => setImmediate(resolve));
					sent.push(target);
					return {};
				},
			});
		const targets = ['user 1', 'user 2', 'user 3', 'user 4'];
		const results = await Promise.allSettled(
			targets.map(async (target) => await write(slow(target), { maxPerHour: 2 })),
		);
		expect(sent).toHaveLength(2);
		expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(2);
	});

	it('that came to nothing leave the cap to others', async () => {
		const { plan, write, sent } = desk();
		const rule = { maxPerHour: 1 };
		await expect(write(plan('a', failing('validation')), rule)).rejects.toThrow('validation');
		await write(plan('b'), rule);
		expect(sent).toEqual(['b']);
	});
});

describe('Dry Run', () => {
	it.each([
		['of the node', {}, { dryRun: true }],
		['of the credential', { writeAccess: 'dryRun' as const }, {}],
		['of the node under Block', { writeAccess: 'block' as const }, { dryRun: true }],
	])('%s shows request, cost and checks, sends and counts nothing', async (_, more, options) => {
		const { plan, write, sent, outcomes, sentInRun } = desk(more);
		const facts = {
			cost: { amount: 2, unit: 'connects' },
			check: async () => await Promise.resolve({ open: true }),
		};
		expect(await write(plan('a', facts), { ...options, maxPerRun: 0 })).toEqual({
			dryRun: true,
			sent: false,
			target: 'user 7',
			request: { text: 'a' },
			cost: { amount: 2, unit: 'connects' },
			open: true,
		});
		expect(await write(plan('b'), options)).not.toHaveProperty('cost');
		expect(sent).toEqual([]);
		expect(sentInRun.count).toBe(0);
		expect(outcomes()).toEqual(['dry run', 'dry run']);
	});
});

describe('Write Access', () => {
	it('Block refuses, and says in the log that it did', async () => {
		const { plan, write, sent, outcomes } = desk({ writeAccess: 'block' });
		await expect(write(plan('a'))).rejects.toMatchObject({
			message: 'Write Access of the credential is set to Block, nothing was sent',
			remedy: 'Set Write Access to Allow in the credential, or switch on Dry Run in this node.',
		});
		expect(sent).toEqual([]);
		expect(outcomes()).toEqual(['blocked']);
	});

	it.each(['block', 'dryRun'] as const)('%s lets what changes nothing go', async (writeAccess) => {
		const { plan, write, sent } = desk({ writeAccess });
		await write(plan('a', { harmless: true }));
		expect(sent).toEqual(['a']);
		expect(await write(plan('b', { harmless: true }), { dryRun: true })).toMatchObject({
			dryRun: true,
		});
		expect(sent).toEqual(['a']);
	});
});
