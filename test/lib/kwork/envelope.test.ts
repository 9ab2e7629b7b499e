import { openEnvelope } from '../../../lib/kwork/envelope';
import { encodeParameters } from '../../../lib/kwork/parameters';

describe('envelope of an answer', () => {
	it.each([
		[{ success: true, response: [1] }, [1]],
		[{ success: '1', data: { a: 1 } }, { a: 1 }],
		[{ success: 1, portfolio: [] }, []],
		[{ success: true, response: null }, null],
		[{ success: true, response: false }, false],
		[{ success: true, paging: { page: 1 } }, undefined],
		[
			{ archived_count: 0, exchange_response_count: 14 },
			{ archived_count: 0, exchange_response_count: 14 },
		],
	])('finds the payload of %j', (body, payload) => {
		expect(openEnvelope(body)).toMatchObject({ ok: true });
		expect(openEnvelope(body).payload).toEqual(payload);
	});

	it.each([
		{ success: false, error: 'x' },
		{ success: 0 },
		{ success: 'false' },
		{ error: 'x', error_code: 100 },
		{ status: 'error', code: 308 },
	])('takes %j for a failure', (body) => {
		expect(openEnvelope(body).ok).toBe(false);
	});

	it('reads paging beside the payload and inside it, with numbers as texts', () => {
		const paging = { page: '2', total: 30, limit: '12' };
		const numbers = { page: 2, total: 30, limit: 12 };
		expect(openEnvelope({ success: true, response: [], paging }).paging).toEqual(numbers);
		expect(openEnvelope({ success: true, response: { paging } }).paging).toEqual(numbers);
		expect(openEnvelope({ success: true, response: [], paging: [] }).paging).toBeUndefined();
	});

	it('gives keys with a Cyrillic letter their Latin spelling, and no other text', () => {
		const body = {
			success: true,
			response: [{ 'time_can\u0441el': 5, name: 'с', 'Цена с НДС': 1 }],
		};
		expect(openEnvelope(body).payload).toEqual([{ time_cancel: 5, name: 'с', 'Цена с НДС': 1 }]);
	});

	it.each([[[]], ['text'], [null], [5]])('refuses %j, which is no object', (body) => {
		expect(() => openEnvelope(body)).toThrow(
			expect.objectContaining({ name: 'kwork.unknownAnswer' }),
		);
	});
});

describe('parameters', () => {
	it('leaves null out, writes flags as digits, repeats lists and spells maps', () => {
		expect(
			encodeParameters({
				id: 5,
				absent: undefined,
				none: null,
				yes: true,
				no: false,
				ids: [1, 2],
				'files[]': [7],
				empty: [],
				stages: [{ title: 'А', payer_price: 100 }],
				options: { 11: 2 },
			}),
		).toEqual({
			id: 5,
			yes: 1,
			no: 0,
			'ids[]': [1, 2],
			'files[]': [7],
			'stages[0][title]': 'А',
			'stages[0][payer_price]': 100,
			'options[11]': 2,
		});
	});
});
