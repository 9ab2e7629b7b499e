import { ServiceError } from '../../lib/errors';
import { failures as http } from '../../lib/http/failures';
import { READ_BACK_WAITS_MS, settleByReading } from '../../lib/settle';
import type { Clock } from '../../lib/time';

const slept: number[] = [];
const clock: Clock = { now: () => 0, sleep: async (ms) => void slept.push(ms) };
const lost = http.outcomeUnknown('No answer.');
const breaks = async (): Promise<string> => await Promise.reject(lost);

beforeEach(() => void slept.splice(0));

it('passes an answer on without looking', async () => {
	const find = jest.fn();
	expect(await settleByReading(async () => 'sent', { clock, find })).toBe('sent');
	expect(find).not.toHaveBeenCalled();
});

it('looks until the effect is seen, also after a look that failed', async () => {
	const find = jest
		.fn()
		.mockRejectedValueOnce(new Error('busy'))
		.mockResolvedValueOnce(undefined)
		.mockResolvedValueOnce('seen');
	const onLookFailed = jest.fn();
	expect(await settleByReading(breaks, { clock, find, onLookFailed })).toBe('seen');
	expect(slept).toEqual(READ_BACK_WAITS_MS.slice(1, 3));
	expect(onLookFailed).toHaveBeenCalledTimes(1);
});

it('keeps the outcome unknown where nothing is seen, and writes once', async () => {
	const write = jest.fn(breaks);
	const find = async () => undefined;
	await expect(settleByReading(write, { clock, find })).rejects.toBe(lost);
	expect(write).toHaveBeenCalledTimes(1);
	expect(slept).toEqual(READ_BACK_WAITS_MS.slice(1));
	const told = new Error('Look there.');
	const unsettled = () => told;
	await expect(settleByReading(breaks, { clock, find, unsettled })).rejects.toBe(told);
});

it('tells the failure of the write where every look fails', async () => {
	const find = async () => await Promise.reject(new Error('busy'));
	await expect(settleByReading(breaks, { clock, find })).rejects.toBe(lost);
});

it('does not look after a failure that says what happened', async () => {
	const refused = new ServiceError('No.', { kind: 'validation', remedy: 'Shorten it.' });
	const find = jest.fn();
	const write = async () => await Promise.reject(refused);
	await expect(settleByReading(write, { clock, find })).rejects.toBe(refused);
	expect(find).not.toHaveBeenCalled();
	const isOpen = () => true;
	await expect(settleByReading(write, { clock, find: async () => 'seen', isOpen })).resolves.toBe(
		'seen',
	);
});
