import type { SendingRules } from '../../lib/ledger';
import { SendingRefusedError, SendLedger } from '../../lib/ledger';
import { memoryOver, processStores } from '../../lib/memory';
import { ManualClock } from '../support/manualClock';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function ledgerAt(time = '2026-03-01T12:00:00Z') {
	const clock = new ManualClock(Date.parse(time));
	const ledger = new SendLedger(clock);
	const note = async (target: string, rules: SendingRules = {}) =>
		await ledger.intend({ target, operation: 'message.send' }, rules);
	/** Why a send would be refused now; one that would not is taken back. */
	const refusal = async (
		target: string,
		rules: SendingRules,
	): Promise<SendingRefusedError | undefined> => {
		let refused: unknown;
		try {
			await ledger.settle(await note(target, rules), 'refused');
		} catch (error) {
			refused = error;
		}
		expect(refused ?? new SendingRefusedError('', '')).toBeInstanceOf(SendingRefusedError);
		return refused as SendingRefusedError | undefined;
	};
	return { clock, ledger, note, refusal };
}

describe('caps', () => {
	it.each([
		['maxPerHour', HOUR, 'Max per Hour', 'hour'],
		['maxPerDay', DAY, 'Max per Day', 'day'],
	] as const)(
		'%s lets the next one go when the oldest leaves the window',
		async (name, window, label, word) => {
			const { clock, note, refusal } = ledgerAt();
			const rules = { [name]: 2 };
			await note('a');
			expect(await refusal('b', rules)).toBeUndefined();
			clock.skip(1000);
			await note('b');
			clock.skip(window - 1001);
			const refused = await refusal('c', rules);
			expect(refused).toMatchObject({
				kind: 'refusedLocally',
				message: `2 sends in the last ${word}, the limit is 2: nothing was sent`,
				remedy: `Wait, or raise ${label} in Sending Limits.`,
				retryAfterMs: 1,
			});
			clock.skip(1);
			expect(await refusal('c', rules)).toBeUndefined();
		},
	);

	it('say how long to wait where more were sent than the cap allows', async () => {
		const { clock, note, refusal } = ledgerAt();
		for (let count = 0; count < 5; count += 1) {
			await note('a');
			clock.skip(60_000);
		}
		// The fourth of five has to leave the hour, which was sent two minutes ago.
		expect(await refusal('b', { maxPerHour: 2 })).toMatchObject({
			message: expect.stringContaining('5 sends in the last hour') as string,
			retryAfterMs: HOUR - 120_000,
		});
	});

	it('of zero and of nothing: nothing may go, anything may go', async () => {
		const { refusal } = ledgerAt();
		expect((await refusal('a', { maxPerHour: 0 }))?.retryAfterMs).toBe(HOUR);
		expect(await refusal('a', {})).toBeUndefined();
	});
});

describe('the pause between two sends to one recipient', () => {
	it('ends to the millisecond, and is its own', async () => {
		const { clock, note, refusal } = ledgerAt();
		const rules = { minIntervalSeconds: 60 };
		expect(await refusal('a', rules)).toBeUndefined();
		await note('a');
		clock.skip(20_000);
		await note('a');
		clock.skip(59_999);
		expect(await refusal('b', rules)).toBeUndefined();
		expect(await refusal('a', rules)).toMatchObject({
			message: 'The last send to a was 60 s ago, nothing was sent',
			remedy: 'Wait, or change Minimum Interval per Recipient in Sending Limits.',
			retryAfterMs: 1,
		});
		clock.skip(1);
		expect(await refusal('a', rules)).toBeUndefined();
	});

	it('is none where none is set', async () => {
		const { note, refusal } = ledgerAt();
		await note('a');
		expect(await refusal('a', {})).toBeUndefined();
	});
});

describe('quiet hours', () => {
	const at = async (time: string, from: string, until: string, timeZone = 'UTC') => {
		const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
		const quiet = { from: minutes(from), until: minutes(until), timeZone };
		return await ledgerAt(`2026-03-01T${time}Z`).refusal('a', { quiet });
	};

	it.each([
		// Over midnight.
		['21:59:59', '22:00', '08:00', false],
		['22:00:00', '22:00', '08:00', true],
		['23:59:59', '22:00', '08:00', true],
		['00:00:00', '22:00', '08:00', true],
		['07:59:59', '22:00', '08:00', true],
		['08:00:00', '22:00', '08:00', false],
		// Within a day.
		['12:59:59', '13:00', '14:30', false],
		['13:00:00', '13:00', '14:30', true],
		['14:29:59', '13:00', '14:30', true],
		['14:30:00', '13:00', '14:30', false],
		// From a time to the same time is no time.
		['13:00:00', '13:00', '13:00', false],
		['12:00:00', '13:00', '13:00', false],
		// From midnight.
		['00:00:00', '00:00', '06:00', true],
	])('at %s with %s to %s: %p', async (time, from, until, quiet) => {
		expect((await at(time, from, until)) !== undefined).toBe(quiet);
	});

	it('are those of their time zone, also where it is off by half an hour', async () => {
		expect(await at('18:59:59', '22:00', '08:00', 'Europe/Moscow')).toBeUndefined();
		expect(await at('19:00:00', '22:00', '08:00', 'Europe/Moscow')).toMatchObject({
			message: 'It is quiet time, nothing was sent',
			remedy: 'Run the workflow outside the quiet hours, or change Quiet Hours in Sending Limits.',
		});
		expect(await at('16:29:59', '22:00', '08:00', 'Asia/Kolkata')).toBeUndefined();
		expect(await at('16:30:00', '22:00', '08:00', 'Asia/Kolkata')).toBeDefined();
	});
});

it('sends to one recipient one after the other, to several at once, and closes behind the last', async () => {
	const { ledger } = ledgerAt();
	const order: string[] = [];
	let open: () => void = () => {};
	const gate = new Promise<void>((resolve) => (open = resolve));
	const send = async (target: string, name: string) =>
		await ledger.withTarget(target, async () => {
			order.push(`${name} begins`);
			await gate;
			order.push(`${name} ends`);
			return name;
		});
	const sends = [send('a', '1'), send('a', '2'), send('b', '3')];
	const closed = ledger.close().then(() => order.push('closed'));
	await new Promise((resolve) => setImmediate(resolve));
	expect(order).toEqual(['1 begins', '3 begins']);
	open();
	expect(await Promise.all(sends)).toEqual(['1', '2', '3']);
	await closed;
	expect(order.slice(2).filter((line) => line !== '3 ends')).toEqual([
		'1 ends',
		'2 begins',
		'2 ends',
		'closed',
	]);
});

it('holds over processes and restarts where the memory does', async () => {
	const clock = new ManualClock();
	const stores = processStores(clock);
	const owner = { service: 'kwork', account: 'me' };
	const process = () => {
		const memory = memoryOver(stores, { clock });
		return new SendLedger(clock, async () => await Promise.resolve(memory), owner);
	};
	const [one, two] = [process(), process()];
	const intent = { target: 'a', operation: 'message.send' };
	const sent: string[] = [];
	const send = async (ledger: SendLedger, name: string) =>
		await ledger.withTarget('a', async (lease) => {
			const id = await ledger.intend(intent, { maxPerHour: 1 }, lease);
			await clock.sleep(2000);
			sent.push(name);
			await ledger.settle(id, 'sent');
		});
	const both = Promise.allSettled([send(one, 'one'), send(two, 'two')]);
	for (let n = 0; n < 50; n += 1) await clock.advance(100);
	expect((await both).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
	expect(sent).toEqual(['one']);
	await expect(process().intend(intent, { maxPerHour: 1 })).rejects.toThrow(SendingRefusedError);
	await expect(process().intend(intent, { maxPerHour: 2 })).resolves.toEqual(expect.any(Number));
});
