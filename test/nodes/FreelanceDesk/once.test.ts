import type { IDataObject } from 'n8n-workflow';
import { FreelanceDesk } from '../../../nodes/FreelanceDesk/FreelanceDesk.node';
import { deskMemory } from '../../../nodes/shared/memory';
import { runNode } from '../../support/workflow';

const MINUTE_MS = 60_000;

/** One execution of n8n, which may run several nodes. */
const execution = (executionId: string) => {
	const call = async (operation: string, items: IDataObject[], parameters: IDataObject = {}) => {
		const { outputs, error, run } = await runNode({
			node: new FreelanceDesk(),
			parameters: { resource: 'once', operation, ...parameters },
			items,
			onError: 'continueErrorOutput',
			executionId,
		});
		if (error) throw error;
		const [good = [], bad = []] = outputs;
		return {
			good: good.map(({ json }) => json),
			bad: bad.map(({ json }) => json),
			ids: good.map(({ json }) => json.id),
			linked: good.map(({ pairedItem }) => pairedItem),
			hints: (run.data.resultData.runData.Tested?.[0]?.hints ?? []).map(({ message }) => message),
		};
	};
	const KEY = { key: '={{ $json.id }}' };
	return {
		keepNew: async (items: IDataObject[], given: IDataObject = {}) =>
			await call('keepNew', items, { ...KEY, ...given }),
		markDone: async (items: IDataObject[], given: IDataObject = {}) =>
			await call('markDone', items, { ...KEY, ...given }),
		release: async (items: IDataObject[], given: IDataObject = {}) =>
			await call('release', items, { ...KEY, ...given }),
	};
};

const [first, second] = [execution('1'), execution('2')];
const things = (...ids: string[]) => ids.map((id) => ({ id, title: `Thing ${id}` }));

/** Everything later happens then. */
function later(ms: number): void {
	const now = Date.now() + ms;
	jest.spyOn(Date, 'now').mockImplementation(() => now);
}

afterEach(async () => {
	jest.restoreAllMocks();
	const { memory } = await deskMemory(console);
	for (const scope of ['leads', 'others']) await memory.once.erase(`desk ${scope}`);
});

describe('Once → Keep New', () => {
	it('passes on what nobody has, with what the item had', async () => {
		const { good, linked, hints } = await first.keepNew(things('a', 'b'));
		expect(good).toEqual([
			{ id: 'a', title: 'Thing a', once: { scope: 'leads', key: 'a', state: 'fresh' } },
			{ id: 'b', title: 'Thing b', once: { scope: 'leads', key: 'b', state: 'fresh' } },
		]);
		expect(linked).toEqual([{ item: 0 }, { item: 1 }]);
		expect(hints).toEqual([]);
	});

	it('leaves out what another run has or has done, and says so', async () => {
		await first.keepNew(things('a', 'b'));
		await first.markDone(things('b'));
		const { ids, linked, hints } = await second.keepNew(things('a', 'b', 'c'));
		expect(ids).toEqual(['c']);
		expect(linked).toEqual([{ item: 2 }]);
		expect(hints).toEqual([
			'Left out: 1 done, 1 taken by a run that has not marked them done yet.',
		]);
	});

	it('takes the first of two equal items', async () => {
		const { ids, linked } = await first.keepNew(things('a', 'a', 'b'));
		expect(ids).toEqual(['a', 'b']);
		expect(linked).toEqual([{ item: 0 }, { item: 2 }]);
	});

	it('of two runs at the same moment, one gets each item', async () => {
		const many = things(...Array.from({ length: 50 }, (_, n) => `${n}`));
		const [one, two] = await Promise.all([first.keepNew(many), second.keepNew(many)]);
		expect([...one.ids, ...two.ids].sort()).toEqual(many.map(({ id }) => id).sort());
	});

	it('gives what a killed run held to the next, when the lease is over', async () => {
		await first.keepNew(things('a'), { leaseMinutes: 30 });
		later(29 * MINUTE_MS);
		expect((await second.keepNew(things('a'))).ids).toEqual([]);
		later(2 * MINUTE_MS);
		expect((await second.keepNew(things('a'))).ids).toEqual(['a']);
	});

	it('knows scopes apart', async () => {
		await first.keepNew(things('a'));
		expect((await second.keepNew(things('a'), { scope: 'others' })).ids).toEqual(['a']);
	});

	it('takes at most so many and leaves the others free', async () => {
		const options = { atMost: 2 };
		const { ids, hints } = await first.keepNew(things('a', 'b', 'c'), { options });
		expect(ids).toEqual(['a', 'b']);
		expect(hints).toEqual(['Left out: 1 left for the next run.']);
		expect((await second.keepNew(things('a', 'b', 'c'), { options })).ids).toEqual(['c']);
	});

	it('returns all, marked, where it is asked to', async () => {
		await first.keepNew(things('a', 'b'));
		await first.markDone(things('a'), { options: { result: 'sent' } });
		const options = { others: 'mark', atMost: 1 };
		const { good } = await second.keepNew(things('a', 'b', 'c', 'd'), { options });
		expect(good.map(({ once }) => once)).toMatchObject([
			{ state: 'done', result: 'sent' },
			{ state: 'taken', freeAt: expect.stringMatching(/^\d{4}-.*Z$/) as string },
			{ state: 'fresh' },
			{ state: 'later' },
		]);
	});

	it.each<[string, unknown]>([
		['nothing', undefined],
		['null', null],
		['empty text', ' '],
		['an object, of which all would be one', { id: 7 }],
		['a list', [1]],
		['a text made of nothing', 'undefined'],
	])('fails the item whose key is %s, and works on the others', async (_, id) => {
		const { ids, bad } = await first.keepNew([{ id: 'a' }, { id } as IDataObject, { id: 'c' }]);
		expect(ids).toEqual(['a', 'c']);
		expect(bad).toMatchObject([
			{
				error: expect.stringContaining('"Key" is empty or not an ID') as string,
				details: expect.stringContaining('check that the item has that field') as string,
			},
		]);
	});

	it('gives back what it has claimed when it fails, so that the next try takes all', async () => {
		const run = async (items: IDataObject[]) =>
			await runNode({
				node: new FreelanceDesk(),
				parameters: { resource: 'once', operation: 'keepNew', key: '={{ $json.id }}' },
				items,
				executionId: '1',
			});
		expect((await run([...things('a', 'b'), {}])).error?.message).toContain('"Key" is empty');
		const { outputs } = await run(things('a', 'b'));
		expect(outputs[0]?.map(({ json }) => json.id)).toEqual(['a', 'b']);
	});

	it('remembers no key, only its hash', async () => {
		const { memory } = await deskMemory(console);
		const claim = jest.spyOn(memory.once, 'claim');
		await first.keepNew([{ id: '+79990000001' }]);
		expect(claim).toHaveBeenCalledTimes(1);
		expect(JSON.stringify(claim.mock.calls)).not.toContain('7999');
	});
});

describe('Once → Mark Done', () => {
	it('belongs to the execution, whatever the place of the item in it', async () => {
		await first.keepNew(things('a', 'b', 'c'));
		expect(await first.markDone(things('c'), { options: { result: '77' } })).toMatchObject({
			good: [{ id: 'c', title: 'Thing c', once: { key: 'c', state: 'done', result: '77' } }],
		});
	});

	it('lasts as long as it is told to', async () => {
		await first.keepNew(things('a'));
		await first.markDone(things('a'), { options: { keepDays: 1 } });
		later(23 * 60 * MINUTE_MS);
		expect((await second.keepNew(things('a'))).ids).toEqual([]);
		later(2 * 60 * MINUTE_MS);
		expect((await second.keepNew(things('a'))).ids).toEqual(['a']);
	});

	it('tells the run that was too slow that another one has it', async () => {
		await first.keepNew(things('a'), { leaseMinutes: 1 });
		later(2 * MINUTE_MS);
		await second.keepNew(things('a'));
		expect((await first.markDone(things('a', 'b'))).bad).toMatchObject([
			{
				error: expect.stringContaining('"a" of leads is held by another run') as string,
				details: expect.stringContaining('give its lease more minutes') as string,
			},
		]);
		expect((await second.markDone(things('a'))).bad).toEqual([]);
	});

	it('takes no text for a result', async () => {
		const options = { result: 'Call Anna back' };
		expect((await first.markDone(things('a'), { options })).bad).toMatchObject([
			{ error: expect.stringContaining('"Result" is not an ID or a word') as string },
		]);
	});
});

describe('Once → Release', () => {
	it('gives back what this run holds, and nothing else', async () => {
		await first.keepNew(things('a', 'b', 'c'));
		await first.markDone(things('b'));
		await second.keepNew(things('d'));
		expect((await first.release(things('a', 'b', 'd'))).good.map(({ once }) => once)).toMatchObject(
			[{ state: 'released' }, { state: 'unchanged' }, { state: 'unchanged' }],
		);
		expect((await second.keepNew(things('a', 'b', 'c', 'd'))).ids).toEqual(['a']);
	});
});
