import * as fc from 'fast-check';
import type { AvitoFailure } from '../../../lib/avito/envelopes';
import { readFailure, readFailureInSuccess, statusOf } from '../../../lib/avito/envelopes';
import { avitoError } from '../../../lib/avito/errorMapping';

describe("Avito's error envelopes", () => {
	test.each([
		[
			'A',
			{ error: { code: 401, message: 'Unauthorized' } },
			{ code: 401, message: 'Unauthorized' },
		],
		[
			'A',
			{ error: { code: 400, message: 'Validation error', fields: { age_min: 'too low' } } },
			{ fields: { age_min: 'too low' } },
		],
		['B', { error: { code: 429 } }, { code: 429 }],
		['C', { error: { type: 'vacancies', value: 'too_early' } }, { slug: 'too_early' }],
		[
			'C',
			{ error: { type: 'bad_json_data', value: 'title', reason: 'is_empty' } },
			{ slug: 'is_empty', message: 'title: is_empty' },
		],
		[
			'D',
			{ errors: ['Title is missing', 'Schedule is wrong'] },
			{ message: 'Title is missing; Schedule is wrong' },
		],
		[
			'E',
			{ error: { message: 'Advance is off', slug: 'payment_required', payload: {} } },
			{ slug: 'payment_required', message: 'Advance is off' },
		],
		['F', { code: '404', message: 'no chat' }, { code: '404', message: 'no chat' }],
		[
			'G',
			{ error: 'invalid_client', error_description: 'Client authentication failed' },
			{ slug: 'invalid_client', message: 'Client authentication failed' },
		],
		['H', { result: { status: false, message: 'no' } }, { message: 'no' }],
		['H', { result: { status: 'error', messages: ['a', 'b'] } }, { message: 'a; b' }],
	])('%s is recognised: %j', (envelope, body, expected) => {
		expect(readFailure(body)).toMatchObject({ envelope, ...expected });
	});

	test.each([
		[{ error: { code: 403, message: 'Forbidden' } }, 403],
		[{ error: 'unauthorized_client', error_description: 'x' }, 401],
		[{ errors: ['wrong'] }, 400],
		[{ code: 500, message: 'x' }, 500],
		[{ result: { status: false, message: 'x' } }, 400],
	])('an error hidden in a success is found: %j', (body, status) => {
		const failure = readFailureInSuccess(body);
		expect(failure).toBeDefined();
		expect(statusOf(200, failure)).toBe(status);
	});

	test.each([
		[{ id: 1, name: 'x', code: 7, message: 'a genuine field' }],
		[{ result: { status: 'success', message: 'done' } }],
		[{ result: { status: 200 } }],
		[{ errors: [] }],
		[{ error: null, items: [] }],
		[{ errors: ['warning'], items: [1] }],
		[[{ error: 'x' }]],
		[{}],
	])('a genuine result is left alone: %j', (body) => {
		expect(readFailureInSuccess(body)).toBeUndefined();
	});

	test('whatever Avito sends, reading it does not throw and gives an error with a remedy', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.integer({ min: 400, max: 599 }), (body, status) => {
				const failure = readFailure(body);
				const error = avitoError({ name: 'avito.resume.get', status, failure });
				expect(error.remedy.length).toBeGreaterThan(10);
				expect(error.message.length).toBeLessThan(500);
			}),
		);
	});

	test.each([
		['avito.resume.contacts', 402, { message: 'Payment required' }, 'avito.packageEmpty'],
		[
			'avito.resume.contacts',
			402,
			{ message: 'Verification required' },
			'avito.employerNotVerified',
		],
		['avito.resume.contacts', 403, { code: 402 }, 'avito.employerNotVerified'],
		['avito.resume.search', 402, {}, 'avito.subscriptionRequired'],
		['avito.vacancy.create', 402, { slug: 'not_enough_purchased_services' }, 'avito.packageEmpty'],
		['avito.vacancy.create', 402, { slug: 'payment_required' }, 'avito.advanceSwitchedOff'],
		['avito.vacancy.update', 409, {}, 'avito.conflict'],
		['avito.chat.list', 402, {}, 'avito.subscriptionRequired'],
		['avito.chat.get', 403, {}, 'avito.forbidden'],
		['avito.chat.get', 404, {}, 'avito.notFound'],
		['avito.item.list', 429, { code: 429 }, 'avito.rateLimit'],
		['avito.item.list', 503, {}, 'avito.temporary'],
	])('%s with %i %j is %s', (name, status, said, className) => {
		const error = avitoError({ name, status, failure: { envelope: 'A', ...said } });
		expect(error.name).toBe(className);
	});
});

test('a refusal names the values that Avito names', () => {
	const refused = (failure: AvitoFailure) =>
		avitoError({ name: 'avito.vacancy.create', status: 400, failure }).message;
	const fields = { 'params.age': 'must be at least 14', title: '', salary: { from: 'low' } };
	expect(refused({ envelope: 'A', message: 'Validation error', fields })).toBe(
		'Avito refused vacancy create: Validation error (params.age: must be at least 14; title; salary)',
	);
	expect(refused({ envelope: 'A', fields: { title: 'is too short' } })).toContain(
		': (title: is too short)',
	);
	const long = { title: 'x'.repeat(1000) };
	expect(refused({ envelope: 'A', message: 'No', fields: long }).length).toBeLessThan(400);
});
