import { avitoError } from '../../../lib/avito/errorMapping';
import { readFailure } from '../../../lib/avito/envelopes';
import { failures } from '../../../lib/avito/failures';

/**
 * Every way in which Avito says no (avito.md 1.6, 2.3, 3.4, 3.7), with what a person has to read:
 * what happened, in Avito's own words where it has any, and what to do about this cause.
 */
const CASES: Array<
	[kind: string, call: string, status: number, body: unknown, says: string[], does: string[]]
> = [
	[
		'authentication',
		'resume.get',
		401,
		{ error: { code: 401, message: 'Unauthorized' } },
		['credential', 'Unauthorized'],
		['client ID'],
	],
	['blocked', 'chat.list', 403, '<html>', ['blocked the address'], ['15 minutes']],
	['blocked', 'message.send', 429, '<html>', ['blocked the address'], ['15 minutes']],
	[
		'forbidden',
		'chat.get',
		403,
		{ error: { code: 403, message: 'Forbidden' } },
		['refused chat get', 'Forbidden'],
		['employee', 'another account'],
	],
	[
		'forbidden',
		'resume.contacts',
		403,
		{ error: { code: 403, message: 'Forbidden' } },
		['Forbidden'],
		['The key may not do this'],
	],
	[
		'forbidden',
		'vacancy.archive',
		403,
		{ error: { type: 'vacancies', value: 'chosen_vacancy_belongs_to_another_user' } },
		['belongs_to_another_user'],
		['another account'],
	],
	[
		'employerNotVerified',
		'resume.contacts',
		403,
		{ error: { code: 402, message: 'Verification required' } },
		['verified employers'],
		['verification', 'Nothing was spent'],
	],
	[
		'subscriptionRequired',
		'chat.list',
		402,
		{ error: { code: 402, message: 'Подключите подписку' } },
		['subscription', 'Подключите подписку'],
		['tariff'],
	],
	[
		'packageEmpty',
		'vacancy.prolong',
		402,
		{ error: { type: 'vacancies', value: 'not_enough_purchased_services' } },
		['used up', 'not_enough_purchased_services'],
		['Buy a package', 'Nothing was spent'],
	],
	[
		'employeeLimit',
		'vacancy.create',
		402,
		{
			error: { type: 'vacancies', value: 'employee_does_not_have_enough_purchased_services' },
		},
		['employee'],
		['Employee ID', 'Nothing was spent'],
	],
	[
		'advanceSwitchedOff',
		'vacancy.create',
		402,
		{ error: { message: 'off', slug: 'payment_required', type: 'error' } },
		['advance'],
		['advance'],
	],
	['rateLimit', 'resume.get', 429, { error: { code: 429 } }, ['Too many'], ['minute']],
	[
		'notFound',
		'message.send',
		404,
		{ error: { code: 404, message: 'Not found' } },
		['does not know this chat'],
		['Check the ID'],
	],
	['notFound', 'resume.get', 404, '', ['this resume'], ['Check the ID']],
	['notFound', 'api.call', 404, '', ['this address or ID'], ['Check the ID']],
	[
		'notFound',
		'vacancy.prolong',
		404,
		{ error: { type: 'vacancies', value: 'employee_not_found' } },
		['this employee'],
		['Employee ID'],
	],
	[
		'employeeNotAllowed',
		'vacancy.archive',
		403,
		{ error: { type: 'vacancies', value: 'employee_is_not_active' } },
		['employee_is_not_active'],
		['Employee ID'],
	],
	[
		'validation',
		'message.send',
		400,
		{ error: { code: 400, message: 'Validation error', fields: { text: 'is too long' } } },
		['Validation error', 'text: is too long'],
		['Correct what Avito names'],
	],
	[
		'validation',
		'vacancy.create',
		400,
		{ errors: ['title: is_empty', 'salary_detail: wrong_value'] },
		['title: is_empty', 'salary_detail: wrong_value'],
		['Correct what Avito names'],
	],
	[
		'validation',
		'vacancy.prolong',
		400,
		{ error: { type: 'bad_json_data', value: 'billing_type', reason: 'wrong_value' } },
		['billing_type', 'wrong_value'],
		['Correct what Avito names'],
	],
	['validation', 'item.list', 400, '', ['status 400'], ['does not say why']],
	[
		'conflict',
		'vacancy.update',
		409,
		{ error: { message: 'Another change is in progress', slug: 'conflict' } },
		['Another change is in progress'],
		['state'],
	],
	[
		'conflict',
		'vacancy.archive',
		403,
		{ error: { type: 'vacancies', value: 'unavailable_to_stop' } },
		['unavailable_to_stop'],
		['state'],
	],
	[
		'conflict',
		'vacancy.prolong',
		403,
		{ error: { type: 'vacancies', value: 'too_early' } },
		['too_early'],
		['a short while ago'],
	],
	['page', 'message.send', 400, '<html>', ['a page instead of data'], ['browser']],
	['temporary', 'item.list', 503, '<html>', ['could not answer'], ['few minutes']],
	['temporary', 'item.list', 408, '', ['could not answer'], ['few minutes']],
];

test.each(CASES)('%s: %s with %i', (kind, call, status, body, says, does) => {
	const isPage = typeof body === 'string' && body.startsWith('<');
	const failure = readFailure(body);
	const error = avitoError({ name: `avito.${call}`, status, failure, isPage });
	expect(error.name).toBe(`avito.${kind}`);
	for (const words of says) expect(error.message).toContain(words);
	for (const words of does) expect(error.remedy).toContain(words);
});

test('every row of what Avito refuses is walked', () => {
	const ours = [
		'unknownAnswer',
		'notACandidate',
		'refusedLocally',
		'brokenOff',
		'unreadableSuccess',
	];
	const refusals = Object.keys(failures).filter((row) => !ours.includes(row));
	expect([...new Set(CASES.map(([kind]) => kind))].sort()).toEqual(refusals.sort());
});
