import type { SendingRules } from '../../lib/ledger';
import { SendingRefusedError, SendLedger } from '../../lib/ledger';
import { ManualClock } from '../support/manualClock';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function ledgerAt(time = '2026-03-01T12:00:00Z') {
	const clock = new ManualClock(Date.parse(time));
	const ledger = new SendLedger(clock);
	const refusal = (target: string, rules: SendingRules): SendingRefusedError | undefined => {
		let refused: unknown;
		try {
			ledger.check(target, rules);
		} catch (error) {
			refused = error;
		}
		expect(refused ?? new SendingRefusedError('', '')).toBeInstanceOf(SendingRefusedError);
		return refused as SendingRefusedError | undefined;
	};
	return { clock, ledger, refusal };
}

describe('caps', () => {
	it.each([
		['maxPerHour', HOUR, 'Max per Hour', 'hour'],
		['maxPerDay', DAY, 'Max per Day', 'day'],
	] as const)(
		'%s lets the next one go when the oldest leaves the window',
		(name, window, label, word) => {
			const { clock, ledger, refusal } = ledgerAt();
			const rules = { [name]: 2 };
			ledger.note('a');
			expect(refusal('b', rules)).toBeUndefined();
			clock.skip(1000);
			ledger.note('b');
			clock.skip(window - 1001);
			const refused = refusal('c', rules);
			expect(refused).toMatchObject({
				kind: 'refusedLocally',
				message: `2 sends in the last ${word}, the limit is 2: nothing was sent`,
				remedy: `Wait, or raise ${label} in Sending Limits.`,
				retryAfterMs: 1,
			});
			clock.skip(1);
			expect(refusal('c', rules)).toBeUndefined();
		},
	);

	it('say how long to wait where more were sent than the cap allows', () => {
		const { clock, ledger, refusal } = ledgerAt();
		for (let count = 0; count < 5; count += 1) {
			ledger.note('a');
			clock.skip(60_000);
		}
		// The fourth of five has to leave the hour, which was sent two minutes ago.
		expect(refusal('b', { maxPerHour: 2 })).toMatchObject({
			message: expect.stringContaining('5 sends in the last hour') as string,
			retryAfterMs: HOUR - 120_000,
		});
	});

	it('of zero and of nothing: nothing may go, anything may go', () => {
		const { refusal } = ledgerAt();
		expect(refusal('a', { maxPerHour: 0 })?.retryAfterMs).toBe(HOUR);
		expect(refusal('a', {})).toBeUndefined();
	});
});

describe('the pause between two sends to one recipient', () => {
	it('ends to the millisecond, and is its own', () => {
		const { clock, ledger, refusal } = ledgerAt();
		const rules = { minIntervalSeconds: 60 };
		expect(refusal('a', rules)).toBeUndefined();
		ledger.note('a');
		clock.skip(20_000);
		ledger.note('a');
		clock.skip(59_999);
		expect(refusal('b', rules)).toBeUndefined();
		expect(refusal('a', rules)).toMatchObject({
			message: 'The last send to a was 60 s ago, nothing was sent',
			remedy: 'Wait, or change Minimum Interval per Recipient in Sending Limits.',
			retryAfterMs: 1,
		});
		clock.skip(1);
		expect(refusal('a', rules)).toBeUndefined();
	});

	it('is none where none is set', () => {
		const { ledger, refusal } = ledgerAt();
		ledger.note('a');
		expect(refusal('a', {})).toBeUndefined();
	});
});

describe('quiet hours', () => {
	const at = (time: string, from: string, until: string, timeZone = 'UTC') => {
		const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
		const quiet = { from: minutes(from), until: minutes(until), timeZone };
		return ledgerAt(`2026-03-01T${time}Z`).refusal('a', { quiet });
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
	])('at %s with %s to %s: %p', (time, from, until, quiet) => {
		expect(at(time, from, until) !== undefined).toBe(quiet);
	});

	it('are those of their time zone, also where it is off by half an hour', () => {
		expect(at('18:59:59', '22:00', '08:00', 'Europe/Moscow')).toBeUndefined();
		expect(at('19:00:00', '22:00', '08:00', 'Europe/Moscow')).toMatchObject({
			message: 'It is quiet time, nothing was sent',
			remedy: 'Run the workflow outside the quiet hours, or change Quiet Hours in Sending Limits.',
		});
		expect(at('16:29:59', '22:00', '08:00', 'Asia/Kolkata')).toBeUndefined();
		expect(at('16:30:00', '22:00', '08:00', 'Asia/Kolkata')).toBeDefined();
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
