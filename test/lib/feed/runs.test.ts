import { Runs } from '../../../lib/feed/runs';
import type { FeedEvent } from '../../../lib/feed';

const NOW = 10_000_000;
const event = (time: number, more: Partial<FeedEvent<string>> = {}): FeedEvent<string> => ({
	id: String(time),
	key: 'a',
	time,
	sequence: time,
	payload: '',
	...more,
});
const answers = (runs: Runs, events: Array<FeedEvent<string>>, now = NOW) =>
	runs.answered(events, now).map(({ answeredAt }) => answeredAt);

describe('what an own message answers', () => {
	const question = event(NOW - 500_000);
	const own = event(NOW - 400_000, { own: true });

	it('everything before it, and nothing behind it', () => {
		const later = event(NOW - 300_000);
		expect(answers(new Runs(), [question, own, later])).toEqual([own.time, undefined, undefined]);
	});

	it('nothing in another conversation of the same key', () => {
		const events = [
			event(NOW - 500_000, { thread: '1' }),
			event(NOW - 400_000, { thread: '2', own: true }),
		];
		expect(answers(new Runs(), events)).toEqual([undefined, undefined]);
	});

	it('nothing, where an execution of the key may have sent it, now or in an earlier life', () => {
		const runs = new Runs();
		runs.begin('a');
		expect(answers(runs, [question, own])).toEqual([undefined, undefined]);
		runs.end('a', NOW - 410_000);
		expect(answers(runs, [question, own])).toEqual([undefined, undefined]);
		const saved: unknown = JSON.parse(JSON.stringify(runs));
		const next = new Runs(saved as Record<string, number>);
		expect(answers(next, [question, own])).toEqual([undefined, undefined]);
		const byHand = event(NOW - 300_000, { own: true });
		expect(answers(next, [question, own, byHand])[0]).toBe(byHand.time);
		expect(
			answers(next, [
				{ ...question, key: 'b' },
				{ ...own, key: 'b' },
			])[0],
		).toBe(own.time);
	});

	it('goes by the clock of the service, where that is ahead', () => {
		const ahead = 600_000;
		const runs = new Runs();
		runs.begin('a');
		runs.end('a', NOW - 1000);
		const sent = event(NOW + ahead - 1000, { own: true });
		const events = [event(NOW + ahead - 2000), sent, event(NOW + ahead)];
		expect(answers(runs, events)).toEqual([undefined, undefined, undefined]);
	});
});
