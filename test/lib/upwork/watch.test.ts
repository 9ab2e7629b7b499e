import fc from 'fast-check';
import { passes, watchJobs } from '../../../lib/upwork';
import type { UpworkFoundJob } from '../../../lib/upwork';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
const START = Date.UTC(2026, 10, 16);

interface Posting {
	id: string;
	at: number;
	/** When the search shows it. */
	visibleAt: number;
	renewedAt?: number;
	closedAt?: number;
	title: string;
	spent: number;
	hires: number;
}

/** Upwork's search: newest first, pages by offset, `+0000` times. */
class Market {
	now = START;

	requests = 0;

	constructor(readonly postings: Posting[]) {}

	read = async (after?: string) => {
		this.requests += 1;
		const time = (posting: Posting) =>
			posting.renewedAt !== undefined && posting.renewedAt <= this.now
				? posting.renewedAt
				: posting.at;
		const shown = this.postings
			.filter(
				({ visibleAt, closedAt }) => visibleAt <= this.now && !(closedAt && closedAt <= this.now),
			)
			.sort((a, b) => time(b) - time(a));
		const from = Number(after ?? 0);
		const items = shown.slice(from, from + 50).map((posting) => toJob(posting, this.now));
		return {
			items,
			endCursor: from + 50 < shown.length ? String(from + 50) : null,
			totalCount: shown.length,
		};
	};
}

const upworkTime = (time: number) => new Date(time).toISOString().replace(/\.\d+Z$/, '+0000');

function toJob({ id, at, renewedAt, title, spent, hires }: Posting, now: number): UpworkFoundJob {
	return {
		id,
		title,
		description: `Text of ${title}`,
		publishedDateTime: upworkTime(at),
		renewedDateTime: renewedAt !== undefined && renewedAt <= now ? upworkTime(renewedAt) : null,
		client: { totalHires: hires, totalSpent: { rawValue: String(spent), currency: 'USD' } },
	};
}

const FILTER = { minSpent: 1_000, minHires: 3 };
const matches = (job: UpworkFoundJob) => passes(job, FILTER, 0);
const wanted = ({ spent, hires }: Posting) => spent >= 1_000 && hires >= 3;

/** 3,000 postings at uneven times: mornings are busy, and now and then a hundred come at once. */
function week(random: () => number): Posting[] {
	const times: number[] = [];
	while (times.length < 2_600) {
		const at = START + HOUR + Math.floor(random() * (WEEK - HOUR));
		const hour = new Date(at).getUTCHours();
		if (random() < (hour >= 8 && hour < 20 ? 1 : 0.2)) times.push(at);
	}
	for (let burst = 0; burst < 4; burst += 1) {
		const at = START + HOUR + Math.floor(random() * (WEEK - 2 * HOUR));
		for (let i = 0; i < 100; i += 1) times.push(at + Math.floor(random() * 60_000));
	}
	return times.map((at, index) => ({
		id: String(1_990_000_000_000_000_000n + BigInt(index)),
		at: Math.floor(at / 1000) * 1000,
		visibleAt: at + Math.floor(random() * 10 * 60_000),
		renewedAt: random() < 0.02 ? at + Math.floor(random() * 72 * HOUR) : undefined,
		title: `Job ${index}`,
		spent: Math.floor(random() * 4_000),
		hires: Math.floor(random() * 10),
	}));
}

function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
		return state / 4_294_967_296;
	};
}

interface Run {
	passed: string[];
	reposts: string[];
	largestState: number;
	requests: number;
	polls: number;
}

/** Polls through the week; every poll starts from what was saved as JSON. */
async function watchWeek(
	market: Market,
	random: () => number,
	pagesPerPoll: () => number,
): Promise<Run> {
	const run: Run = { passed: [], reposts: [], largestState: 0, requests: 0, polls: 0 };
	let saved: string | undefined;
	while (market.now < START + WEEK + 2 * HOUR) {
		let pages = pagesPerPoll();
		const { events, state } = await watchJobs({
			read: market.read,
			matches,
			now: market.now,
			state: saved === undefined ? undefined : JSON.parse(saved),
			outOfTime: () => (pages -= 1) <= 0,
		});
		run.polls += 1;
		for (const { job, repostOf } of events) (repostOf ? run.reposts : run.passed).push(job.id);
		const text = JSON.stringify(state);
		// A process that dies while it only looked around loses what it remembered since.
		const dies = events.length === 0 && saved !== undefined && random() < 0.2;
		if (!dies) saved = text;
		run.largestState = Math.max(run.largestState, text.length);
		market.now += Math.floor((5 + random() * 55) * 60_000);
	}
	run.requests = market.requests;
	return run;
}

describe('watchJobs', () => {
	it('passes each matching job of a week with 3,000 postings once and misses none', async () => {
		const random = seeded(7);
		const postings = week(random);
		const market = new Market(postings);
		const run = await watchWeek(market, random, () => Infinity);
		expect(postings).toHaveLength(3_000);
		expect([...run.passed].sort()).toEqual(
			postings
				.filter(wanted)
				.map(({ id }) => id)
				.sort(),
		);
		expect(new Set(run.reposts).size).toBe(run.reposts.length);
		expect(run.reposts.length).toBeGreaterThan(5);
		expect(run.largestState).toBeLessThan(60_000);
		expect(run.requests / run.polls).toBeLessThan(3);
	});

	it('loses nothing when the time of a poll ends after a few pages', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 1, max: 1e6 }), async (seed) => {
				const random = seeded(seed);
				const postings = week(random).map((posting) => ({ ...posting, renewedAt: undefined }));
				const market = new Market(postings);
				const run = await watchWeek(market, random, () =>
					market.now > START + WEEK + HOUR ? Infinity : random() < 0.7 ? 1 : 4,
				);
				expect([...run.passed].sort()).toEqual(
					postings
						.filter(wanted)
						.map(({ id }) => id)
						.sort(),
				);
			}),
			{ numRuns: 4, examples: [[262_879]] },
		);
	});

	describe('where the last poll stopped', () => {
		const base = { visibleAt: 0, spent: 5_000, hires: 5, title: 'Same' };
		const posted = (id: string, at: number) => ({ ...base, id, at, title: `Job ${id}` });
		const MINUTE = 60_000;
		/** 300 postings of three hours and more, of which the first poll after them read 200. */
		async function stopped(older = (state: object): object => state) {
			const market = new Market([posted('before', START - HOUR)]);
			let state: unknown;
			const poll = async (pages: number) => {
				const result = await watchJobs({
					read: market.read,
					matches,
					now: market.now,
					state,
					outOfTime: () => (pages -= 1) <= 0,
				});
				state = JSON.parse(JSON.stringify(result.state));
				return result.events.map(({ job }) => job.id);
			};
			await poll(Infinity);
			market.now = START + 300 * 40_000;
			for (let i = 0; i < 300; i += 1) {
				market.postings.push(posted(String(i), START + i * 40_000));
			}
			expect(await poll(4)).toHaveLength(200);
			state = older(state as object);
			return { market, poll };
		}
		const rest = Array.from({ length: 100 }, (_, index) => String(index));

		it('finds a posting that turned up among those already read', async () => {
			const { market, poll } = await stopped();
			market.postings.push(posted('late', START + 230 * 40_000));
			market.now += 2 * HOUR;
			market.postings.push(posted('new', market.now - MINUTE));
			expect([...(await poll(Infinity)), ...(await poll(Infinity))].sort()).toEqual(
				[...rest, 'late', 'new'].sort(),
			);
		});

		it('skips nothing when many of those already read were taken down', async () => {
			const { market, poll } = await stopped();
			for (const posting of market.postings) {
				if (Number(posting.id) >= 220) posting.closedAt = market.now;
			}
			market.now += 2 * HOUR;
			market.postings.push(posted('new', market.now - MINUTE));
			expect([...(await poll(Infinity)), ...(await poll(Infinity))].sort()).toEqual(
				[...rest, 'new'].sort(),
			);
		});

		it('goes on from what a version before remembered', async () => {
			const { market, poll } = await stopped((state) => ({ ...state, backlog: { after: '200' } }));
			market.postings.push(posted('new', market.now - MINUTE));
			expect((await poll(Infinity)).sort()).toEqual([...rest, 'new'].sort());
		});

		it('comes further with one page per poll although each poll has news', async () => {
			const { market, poll } = await stopped();
			const passed: string[] = [];
			for (let round = 0; round < 8; round += 1) {
				market.now += 5 * MINUTE;
				market.postings.push(posted(`new ${round}`, market.now - MINUTE));
				passed.push(...(await poll(1)));
			}
			expect(passed.filter((id) => !id.startsWith('new')).sort()).toEqual(rest.sort());
			expect(passed).toHaveLength(108);
		});
	});

	it('recognises a posting that comes again under a new id', async () => {
		const base = { visibleAt: 0, spent: 5_000, hires: 5, title: 'Same title' };
		const market = new Market([
			{ ...base, id: '1', at: START - HOUR, title: 'Old' },
			{ ...base, id: '2', at: START + HOUR, visibleAt: START + HOUR },
			{ ...base, id: '3', at: START + 30 * HOUR, visibleAt: START + 30 * HOUR },
		]);
		const poll = async (state: unknown) =>
			await watchJobs({
				read: market.read,
				matches,
				now: market.now,
				state,
				outOfTime: () => false,
			});
		let { state, events } = await poll(undefined);
		expect(events).toEqual([]);
		market.now = START + 2 * HOUR;
		({ state, events } = await poll(state));
		expect(events.map(({ job, repostOf }) => [job.id, repostOf])).toEqual([['2', undefined]]);
		market.now = START + 31 * HOUR;
		({ state, events } = await poll(state));
		expect(events.map(({ job, repostOf }) => [job.id, repostOf])).toEqual([['3', '2']]);
		({ events } = await poll(state));
		expect(events).toEqual([]);
	});

	it.each([1, Infinity])(
		'passes on the newest that are there already where asked to, over %d pages, and none twice',
		async (pages) => {
			const postings = Array.from({ length: 200 }, (_, index) => ({
				id: String(index),
				at: START - index * 20 * 60_000,
				visibleAt: 0,
				title: `Job ${index}`,
				spent: index % 10 === 3 ? 5_000 : 0,
				hires: 5,
			}));
			const market = new Market(postings);
			let left = pages;
			const poll = async (state: unknown) =>
				await watchJobs({
					read: market.read,
					matches,
					now: market.now,
					state,
					firstRun: 8,
					outOfTime: () => (left -= 1) <= 0,
				});
			let { state, events } = await poll(undefined);
			const fitting = [73, 63, 53, 43, 33, 23, 13, 3].map(String);
			expect(events.map(({ job }) => job.id)).toEqual(pages === 1 ? fitting.slice(3) : fitting);
			left = Infinity;
			market.now += HOUR;
			postings.push({ ...(postings[3] as Posting), id: 'new', title: 'New', at: market.now });
			({ state, events } = await poll(state));
			expect(events.map(({ job }) => job.id)).toEqual(['new']);
			({ events } = await poll(state));
			expect(events).toEqual([]);
		},
	);

	it('is not blinded by a posting with a time in the future', async () => {
		const base = { visibleAt: 0, spent: 5_000, hires: 5 };
		const market = new Market([{ ...base, id: '1', at: START + 17 * HOUR, title: 'Future' }]);
		const poll = async (state: unknown) =>
			await watchJobs({
				read: market.read,
				matches,
				now: market.now,
				state,
				outOfTime: () => false,
			});
		const { state } = await poll(undefined);
		market.now += HOUR;
		market.postings.push({ ...base, id: '2', at: market.now - 60_000, title: 'Now' });
		const { events } = await poll(state);
		expect(events.map(({ job }) => job.id)).toEqual(['2']);
	});

	it('needs few requests for 50 new ones among 10,000', async () => {
		const postings = Array.from({ length: 10_000 }, (_, index) => ({
			id: String(index),
			at: START - index * 60_000,
			visibleAt: 0,
			title: `Job ${index}`,
			spent: 5_000,
			hires: 5,
		}));
		const market = new Market(postings);
		const { state } = await watchJobs({
			read: market.read,
			matches,
			now: market.now,
			state: undefined,
			outOfTime: () => false,
		});
		market.requests = 0;
		market.now = START + HOUR;
		for (let i = 0; i < 50; i += 1) {
			postings.push({
				...(postings[0] as Posting),
				id: `new ${i}`,
				title: `New ${i}`,
				at: START + i * 1_000 + 1_000,
			} as Posting);
		}
		const poll = await watchJobs({
			read: market.read,
			matches,
			now: market.now,
			state,
			outOfTime: () => false,
		});
		expect(poll.events).toHaveLength(50);
		expect(market.requests).toBeLessThanOrEqual(3);
	});
});
