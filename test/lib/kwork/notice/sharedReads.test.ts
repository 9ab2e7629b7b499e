import { SharedReads } from '../../../../lib/kwork/notice/sharedReads';

const NEVER = new AbortController().signal;
const turn = async () => await new Promise((resolve) => setImmediate(resolve));

/** A read whose pages come when the test says so. */
class Pages {
	opened = 0;

	pulled = 0;

	signal?: AbortSignal;

	private waiting: Array<() => void> = [];

	open = (signal: AbortSignal): AsyncIterable<number> => {
		this.opened += 1;
		this.signal = signal;
		return this.count();
	};

	answer(): void {
		for (const resolve of this.waiting.splice(0)) resolve();
	}

	private async *count(): AsyncGenerator<number, void> {
		for (let page = 0; page < 3; page += 1) {
			this.pulled += 1;
			await new Promise<void>((resolve) => this.waiting.push(resolve));
			yield page;
		}
	}
}

const all = async (items: AsyncIterable<number>, limit = Infinity) => {
	const taken: number[] = [];
	for await (const item of items) {
		taken.push(item);
		if (taken.length >= limit) break;
	}
	return taken;
};

async function answered<T>(pages: Pages, work: Promise<T>): Promise<T> {
	let over = false;
	void work.then(
		() => (over = true),
		() => (over = true),
	);
	while (!over) {
		await turn();
		pages.answer();
	}
	return await work;
}

describe('reads that are wanted at the same moment', () => {
	it('are done once, and give everybody everything', async () => {
		const pages = new Pages();
		const reads = new SharedReads<number>();
		const followers = [1, 2, 3].map(async () => await all(reads.follow('k', pages.open, NEVER)));
		const got = await answered(pages, Promise.all(followers));
		expect(got).toEqual([
			[0, 1, 2],
			[0, 1, 2],
			[0, 1, 2],
		]);
		expect(pages.opened).toBe(1);
	});

	it('are not joined once the first request is on its way', async () => {
		const pages = new Pages();
		const reads = new SharedReads<number>();
		const first = all(reads.follow('k', pages.open, NEVER));
		await turn();
		await turn();
		const second = all(reads.follow('k', pages.open, NEVER));
		await answered(pages, Promise.all([first, second]));
		expect(pages.opened).toBe(2);
	});

	it('read no further than somebody wants', async () => {
		const pages = new Pages();
		const reads = new SharedReads<number>();
		const followers = [1, 2].map(
			async (limit) => await all(reads.follow('k', pages.open, NEVER), limit),
		);
		expect(await answered(pages, Promise.all(followers))).toEqual([[0], [0, 1]]);
		expect(pages.pulled).toBe(2);
		expect(pages.signal?.aborted).toBe(true);
	});

	it('let one go without the others, at once', async () => {
		const pages = new Pages();
		const reads = new SharedReads<number>();
		const leaving = new AbortController();
		const left = all(reads.follow('k', pages.open, leaving.signal));
		const stays = all(reads.follow('k', pages.open, NEVER));
		await turn();
		await turn();
		leaving.abort(new Error('left'));
		await expect(left).rejects.toThrow('left');
		expect(pages.signal?.aborted).toBe(false);
		expect(await answered(pages, stays)).toEqual([0, 1, 2]);
	});

	it('fail for everybody, and may be tried again', async () => {
		const reads = new SharedReads<number>();
		const broken = (): AsyncIterable<number> => ({
			[Symbol.asyncIterator]: () => ({
				next: async () => await Promise.reject(new Error('down')),
			}),
		});
		const followers = [1, 2].map(async () => await all(reads.follow('k', broken, NEVER)));
		const ends = await Promise.allSettled(followers);
		expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		const pages = new Pages();
		const again = all(reads.follow('k', pages.open, NEVER));
		expect(await answered(pages, again)).toEqual([0, 1, 2]);
	});
});
