import * as fc from 'fast-check';
import type { AvitoClient } from '../../../lib/avito';
import { SpendingCeiling } from '../../../lib/avito';
import type { Simulator } from '../../../simulator';
import { all } from './localAvito';
import { clientOf, startAvito } from './simulated';

/**
 * Over the simulator's own balance: whatever is called, fails, is repeated or restarted, no more
 * contacts are taken than the ceilings allowed.
 */
let simulator: Simulator;
let avito: AvitoClient;

beforeAll(async () => {
	simulator = await startAvito();
	avito = clientOf(simulator, undefined, 150);
});
afterAll(async () => {
	await avito.close();
	await simulator.close();
});

const contactsLeft = (): number =>
	(simulator.control.state('avito') as { account: { contactsLeft: number } }).account.contactsLeft;

const faults = fc.constantFrom(
	{ kind: 'reset' as const },
	{ kind: 'truncated' as const },
	{ kind: 'cut' as const },
	{ kind: 'html' as const, status: 502 },
	{ kind: 'html' as const, status: 200 },
	{ kind: 'expiredToken' as const },
	{ kind: 'rateLimit' as const },
	{ kind: 'answerLost' as const, how: 'reset' as const },
	{ kind: 'answerLost' as const, how: 'html' as const },
	{ kind: 'answerLost' as const, how: 'status' as const },
	{ kind: 'status' as const, status: 503 },
	{ kind: 'status' as const, status: 500 },
);

const step = fc.oneof(
	fc.record({ kind: fc.constant('look' as const), resume: fc.nat(7) }),
	fc.record({ kind: fc.constant('cost' as const), resume: fc.nat(7) }),
	fc.record({
		kind: fc.constant('run' as const),
		resumes: fc.array(fc.nat(7), { minLength: 1, maxLength: 6 }),
		ceiling: fc.integer({ min: 0, max: 3 }),
	}),
	fc.record({
		kind: fc.constant('fault' as const),
		fault: faults,
		times: fc.integer({ min: 1, max: 3 }),
	}),
	fc.record({ kind: fc.constant('restart' as const) }),
	fc.record({ kind: fc.constant('empty' as const), contactsLeft: fc.nat(2) }),
	fc.record({ kind: fc.constant('verify' as const), isVerified: fc.boolean() }),
);

// First: it counts calls, and what the histories below leave behind would count among them.
test('a paid call whose answer is lost is not sent again; what it bought is free afterwards', async () => {
	simulator.control.clearFaults();
	simulator.control.clearLog();
	await simulator.control.avito.setAccount({ contactsLeft: 1000, isVerified: true });
	const cards = await all(avito.resumes.search({}));
	const id = cards.filter(({ is_purchased }) => !is_purchased).at(-1)?.id ?? 0;
	simulator.control.fault({
		service: 'avito',
		operation: '*',
		kind: 'answerLost',
		how: 'reset',
		skip: 1,
	});
	const ceiling = new SpendingCeiling(1);
	await expect(avito.contacts.get(id, { ceiling })).rejects.toMatchObject({
		kind: 'outcomeUnknown',
	});
	const paid = simulator.control.requests().filter(({ path }) => path.includes('/contacts/'));
	expect(paid).toHaveLength(1);
	expect(ceiling.spent).toBe(1);
	// The contact was taken after all; reading it again is free, also without a ceiling.
	expect(await avito.contacts.get(id)).toMatchObject({
		status: 'ok',
		spent: 0,
		alreadyBought: true,
	});
});

test('no sequence of operations, failures, repetitions and restarts spends what was not allowed', async () => {
	const cards = await all(avito.resumes.search({}));
	const ids = cards.filter(({ is_purchased }) => !is_purchased).map(({ id }) => id);
	let spentInAll = 0;
	let next = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
			simulator.control.clearFaults();
			await simulator.control.avito.setAccount({ contactsLeft: 1000, isVerified: true });
			// Eight resumes that no earlier sequence has bought.
			const own = ids.slice(next, next + 8);
			next = (next + 8) % (ids.length - 8);
			for (const action of steps) {
				const before = contactsLeft();
				let allowed = 0;
				switch (action.kind) {
					case 'look':
						await avito.contacts.get(own[action.resume] ?? 0).catch(() => {});
						break;
					case 'cost':
						await avito.contacts.cost(own[action.resume] ?? 0).catch(() => {});
						break;
					case 'run': {
						allowed = action.ceiling;
						const ceiling = new SpendingCeiling(allowed);
						await Promise.allSettled(
							action.resumes.map(
								async (index) => await avito.contacts.get(own[index] ?? 0, { ceiling }),
							),
						);
						expect(before - contactsLeft()).toBeLessThanOrEqual(ceiling.spent);
						break;
					}
					case 'fault':
						simulator.control.fault({
							service: 'avito',
							operation: '*',
							times: action.times,
							...action.fault,
						});
						break;
					case 'restart':
						await avito.close();
						avito = clientOf(simulator, undefined, 150);
						break;
					case 'empty':
						await simulator.control.avito.setAccount({ contactsLeft: action.contactsLeft });
						continue;
					case 'verify':
						await simulator.control.avito.setAccount({ isVerified: action.isVerified });
						break;
				}
				const spent = before - contactsLeft();
				spentInAll += spent;
				expect(spent).toBeLessThanOrEqual(allowed);
			}
		}),
		{ numRuns: 120 },
	);
	expect(spentInAll).toBeGreaterThan(20);
});
