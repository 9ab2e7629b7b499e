import { ServiceError } from '../../../lib/errors';
import type { FailureKind } from '../../../lib/errors';
import { failures as http } from '../../../lib/http/failures';
import type { Purchase } from '../../../lib/avito/purchases';
import { Purchases, SpendingCeiling } from '../../../lib/avito/purchases';

const HOUR = 3_600_000;
const open = { message: 'It may be bought already', remedy: 'Look on Avito first.' };
const lost = http.outcomeUnknown('No answer.');
const failed = (kind: FailureKind, details?: Record<string, unknown>) =>
	new ServiceError('No.', { kind, remedy: 'Change it.', details });

describe('a paid call', () => {
	let nowMs = 0;
	let purchases: Purchases;
	const write = jest.fn<Promise<string>, []>();
	const find = jest.fn<Promise<string | undefined>, []>();
	const buy = async (key = 'a', more: Partial<Purchase<string>> = {}) =>
		await purchases.buy(key, { write, find, open, ...more });

	beforeEach(() => {
		nowMs = 0;
		purchases = new Purchases({ now: () => nowMs, sleep: async () => {} });
		write.mockReset().mockResolvedValue('bought');
		find.mockReset().mockResolvedValue(undefined);
	});

	test('is made each time where nothing is unclear', async () => {
		expect(await buy()).toEqual({ made: 'bought', spent: 1 });
		expect(await buy()).toEqual({ made: 'bought', spent: 1 });
		expect(write).toHaveBeenCalledTimes(2);
		expect(find).not.toHaveBeenCalled();
	});

	test('counts as made where its effect is seen after a lost answer', async () => {
		write.mockRejectedValue(lost);
		find.mockResolvedValue('seen');
		expect(await buy()).toEqual({ made: 'seen', spent: 1 });
		expect(write).toHaveBeenCalledTimes(1);
	});

	test('is held back for an hour while nobody knows whether it was made', async () => {
		write.mockRejectedValueOnce(lost);
		await expect(buy()).rejects.toBe(lost);
		await expect(buy()).rejects.toMatchObject({ kind: 'refusedLocally', ...open });
		expect(await buy('b')).toMatchObject({ spent: 1 });
		expect(write).toHaveBeenCalledTimes(2);
		nowMs = HOUR;
		await expect(buy()).rejects.toMatchObject(open);
		nowMs = HOUR + 1;
		expect(await buy()).toEqual({ made: 'bought', spent: 1 });
		expect(await buy()).toEqual({ made: 'bought', spent: 1 });
	});

	test('that was made all the same is found, and nothing is spent again', async () => {
		write.mockRejectedValueOnce(lost);
		await expect(buy()).rejects.toBe(lost);
		find.mockResolvedValue('there');
		expect(await buy()).toEqual({ made: 'there', spent: 0 });
		expect(write).toHaveBeenCalledTimes(1);
	});

	test('is not held back after a refusal', async () => {
		const refusal = failed('validation');
		write.mockRejectedValueOnce(refusal);
		await expect(buy()).rejects.toBe(refusal);
		expect(await buy()).toEqual({ made: 'bought', spent: 1 });
		expect(find).not.toHaveBeenCalled();
	});

	test('that Avito carries out later is not repeated as long as it stands', async () => {
		const stands = jest.fn<Promise<string | undefined>, [string]>().mockResolvedValue('standing');
		expect(await buy('a', { stands })).toEqual({ made: 'bought', spent: 1 });
		expect(await buy('a', { stands })).toEqual({ made: 'standing', spent: 0 });
		expect(stands).toHaveBeenCalledWith('bought');
		stands.mockResolvedValue(undefined);
		expect(await buy('a', { stands })).toEqual({ made: 'bought', spent: 1 });
		expect(write).toHaveBeenCalledTimes(2);
	});

	test('waits for an equal one that is under way', async () => {
		let end: (made: string) => void = () => {};
		write.mockReturnValueOnce(new Promise((resolve) => (end = resolve)));
		const stands = async () => await Promise.resolve('standing');
		const both = Promise.all([buy('a', { stands }), buy('a', { stands })]);
		await new Promise((resolve) => void setImmediate(resolve));
		expect(write).toHaveBeenCalledTimes(1);
		end('bought');
		expect(await both).toEqual([
			{ made: 'bought', spent: 1 },
			{ made: 'standing', spent: 0 },
		]);
		expect(write).toHaveBeenCalledTimes(1);
	});
});

describe('the ceiling of a run', () => {
	const spending = async (spent: 0 | 1) => await Promise.resolve({ spent });

	test.each([-1, 1.5, Number.NaN])('cannot be %d', (maximum) => {
		expect(() => new SpendingCeiling(maximum)).toThrow(
			expect.objectContaining({
				message: `The ceiling of a run has to be a whole number, not ${maximum}`,
				remedy: expect.stringContaining('Give 0 to buy nothing'),
			}),
		);
	});

	test('counts what was spent, and what costs nothing not', async () => {
		const ceiling = new SpendingCeiling(2);
		expect(ceiling.maximum).toBe(2);
		await ceiling.spend(async () => await spending(0));
		expect(ceiling.spent).toBe(0);
		await ceiling.spend(async () => await spending(1));
		await ceiling.spend(async () => await spending(1));
		expect(ceiling.spent).toBe(2);
		const buy = jest.fn(async () => await spending(1));
		await expect(ceiling.spend(buy)).rejects.toMatchObject({
			kind: 'refusedLocally',
			message: 'The run has reached its ceiling of 2 purchased contacts',
			remedy: expect.stringContaining('Raise the ceiling'),
			details: { ceiling: 2 },
		});
		expect(buy).not.toHaveBeenCalled();
	});

	test('of one and of another unit is said in its words', async () => {
		const one = new SpendingCeiling(1, 'placement');
		await one.spend(async () => await spending(1));
		await expect(one.spend(async () => await spending(1))).rejects.toThrow(
			'its ceiling of 1 purchased placement',
		);
		await expect(new SpendingCeiling(0).spend(async () => await spending(1))).rejects.toThrow(
			'its ceiling of 0 purchased contacts',
		);
	});

	test('counts a purchase while it is under way', async () => {
		const ceiling = new SpendingCeiling(1);
		const first = ceiling.spend(async () => await spending(1));
		await expect(ceiling.spend(async () => await spending(1))).rejects.toThrow('reached');
		await first;
	});

	test.each<[FailureKind, 0 | 1]>([
		['authentication', 0],
		['forbidden', 0],
		['funds', 0],
		['notFound', 0],
		['validation', 0],
		['rateLimited', 0],
		['refusedLocally', 0],
		['proxy', 0],
		['outcomeUnknown', 1],
		['temporary', 1],
		['timeout', 1],
		['network', 1],
		['cancelled', 1],
		['contract', 1],
	])('after a failure of kind %s %d is spent', async (kind, spent) => {
		const ceiling = new SpendingCeiling(1);
		const error = failed(kind);
		await expect(ceiling.spend(async () => await Promise.reject(error))).rejects.toBe(error);
		expect(ceiling.spent).toBe(spent);
	});

	test('gives back what was never sent, and keeps what nobody can tell of', async () => {
		const ceiling = new SpendingCeiling(2);
		const fails = (error: unknown) => async () => await Promise.reject(error as Error);
		const unsent = failed('temporary', { sent: false });
		await expect(ceiling.spend(fails(unsent))).rejects.toBe(unsent);
		expect(ceiling.spent).toBe(0);
		await expect(ceiling.spend(fails(failed('temporary', { sent: true })))).rejects.toThrow();
		await expect(ceiling.spend(fails(new TypeError('odd')))).rejects.toThrow('odd');
		expect(ceiling.spent).toBe(2);
	});
});
