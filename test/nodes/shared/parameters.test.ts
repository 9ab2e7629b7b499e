import type { Parameter } from '../../../nodes/shared/parameters';
import { choice, flag, jsonObject, number, optionalNumber } from '../../../nodes/shared/parameters';
import { readSending } from '../../../nodes/shared/sending';

const read = <T>(parameter: Parameter<T>, value: unknown): T =>
	parameter.read(() => value, 'parameter');

/** Values that come from an expression or from a model, which the panel does not check. */
describe('a value of the wrong kind', () => {
	const hours = number({ displayName: 'Hours', default: 10 });
	const budget = optionalNumber({ displayName: 'Budget' });
	const state = choice({
		displayName: 'State',
		default: 'new',
		options: [
			{ name: 'New', value: 'new' },
			{ name: 'Rejected', value: 'rejected' },
		],
	});
	const allowed = flag({ displayName: 'Allow Spending' });
	const variables = jsonObject({ displayName: 'Variables', example: '{ "id": 1 }' });

	it.each([
		['a number', () => read(hours, 'many'), '"Hours" is not a number: many'],
		['a number that may be empty', () => read(budget, 'low'), '"Budget" is not a number: low'],
		['a choice', () => read(state, 'refused'), '"State" cannot be refused'],
		['a switch', () => read(allowed, 'maybe'), '"Allow Spending" is neither true nor false: maybe'],
		['an object', () => read(variables, '[1]'), '"Variables" is not an object'],
		['JSON', () => read(variables, '{id: 1}'), '"Variables" is not valid JSON'],
		['Dry Run', () => readSending(() => 'yes', false), '"Dry Run" is neither true nor false: yes'],
	])('is refused for %s instead of passing for the default', (_, act, message) => {
		expect(act).toThrow(message);
	});

	it('does not include texts of the right kind, or nothing', () => {
		expect([read(variables, '{"id":1}'), read(variables, { id: 1 }), read(variables, '')]).toEqual([
			{ id: 1 },
			{ id: 1 },
			{},
		]);
		expect([read(hours, '7.5'), read(hours, ''), read(hours, undefined)]).toEqual([7.5, 10, 10]);
		expect([read(budget, ' 500 '), read(budget, ''), read(budget, null)]).toEqual([
			500,
			undefined,
			undefined,
		]);
		expect([read(state, 'rejected'), read(state, ''), read(state, undefined)]).toEqual([
			'rejected',
			'new',
			'new',
		]);
		expect([read(allowed, 'True'), read(allowed, true), read(allowed, '')]).toEqual([
			true,
			true,
			false,
		]);
		expect(readSending(() => 'true', false).dryRun).toBe(true);
	});
});
