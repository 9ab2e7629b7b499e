import * as errors from '../../../lib/avito/errors';
import { avitoError } from '../../../lib/avito/errorMapping';
import { readFailure } from '../../../lib/avito/envelopes';

/**
 * Every way in which Avito says no (avito.md 1.6, 2.3, 3.4, 3.7), with what a person has to read:
 * what happened, in Avito's own words where it has any, and what to do about this cause.
 */
const CASES: Array<
	[kind: string, call: string, status: number, body: unknown, says: string[], does: string[]]
> = [
	[
		'AvitoAuthenticationError',
		'resume.get',
		401,
		{ error: { code: 401, message: 'Unauthorized' } },
		['credential', 'Unauthorized'],
		['client ID'],
	],
	['AvitoBlockedError', 'chat.list', 403, '<html>', ['blocked the address'], ['15 minutes']],
	['AvitoBlockedError', 'message.send', 429, '<html>', ['blocked the address'], ['15 minutes']],
	[
		'AvitoForbiddenError',
		'chat.get',
		403,
		{ error: { code: 403, message: 'Forbidden' } },
		['refused chat get', 'Forbidden'],
		['employee', 'another account'],
	],
	[
		'AvitoForbiddenError',
		'resume.contacts',
		403,
		{ error: { code: 403, message: 'Forbidden' } },
		['Forbidden'],
		['The key may not do this'],
	],
	[
		'AvitoForbiddenError',
		'vacancy.archive',
		403,
		{ error: { type: 'vacancies', value: 'chosen_vacancy_belongs_to_another_user' } },
		['belongs_to_another_user'],
		['another account'],
	],
	[
		'EmployerNotVerifiedError',
		'resume.contacts',
		403,
		{ error: { code: 402, message: 'Verification required' } },
		['verified employers'],
		['verification', 'Nothing was spent'],
	],
	[
		'SubscriptionRequiredError',
		'chat.list',
		402,
		{ error: { code: 402, message: 'Подключите подписку' } },
		['subscription', 'Подключите подписку'],
		['tariff'],
	],
	[
		'PackageEmptyError',
		'vacancy.prolong',
		402,
		{ error: { type: 'vacancies', value: 'not_enough_purchased_services' } },
		['used up', 'not_enough_purchased_services'],
		['Buy a package', 'Nothing was spent'],
	],
	[
		'EmployeeLimitError',
		'vacancy.create',
		402,
		{
			error: { type: 'vacancies', value: 'employee_does_not_have_enough_purchased_services' },
		},
		['employee'],
		['Employee ID', 'Nothing was spent'],
	],
	[
		'AdvanceSwitchedOffError',
		'vacancy.create',
		402,
		{ error: { message: 'off', slug: 'payment_required', type: 'error' } },
		['advance'],
		['advance'],
	],
	['AvitoRateLimitError', 'resume.get', 429, { error: { code: 429 } }, ['Too many'], ['minute']],
	[
		'AvitoNotFoundError',
		'message.send',
		404,
		{ error: { code: 404, message: 'Not found' } },
		['does not know this chat'],
		['Check the ID'],
	],
	['AvitoNotFoundError', 'resume.get', 404, '', ['this resume'], ['Check the ID']],
	['AvitoNotFoundError', 'api.call', 404, '', ['this address or ID'], ['Check the ID']],
	[
		'AvitoNotFoundError',
		'vacancy.prolong',
		404,
		{ error: { type: 'vacancies', value: 'employee_not_found' } },
		['this employee'],
		['Employee ID'],
	],
	[
		'EmployeeNotAllowedError',
		'vacancy.archive',
		403,
		{ error: { type: 'vacancies', value: 'employee_is_not_active' } },
		['employee_is_not_active'],
		['Employee ID'],
	],
	[
		'AvitoValidationError',
		'message.send',
		400,
		{ error: { code: 400, message: 'Validation error', fields: { text: 'is too long' } } },
		['Validation error', 'text: is too long'],
		['Correct what Avito names'],
	],
	[
		'AvitoValidationError',
		'vacancy.create',
		400,
		{ errors: ['title: is_empty', 'salary_detail: wrong_value'] },
		['title: is_empty', 'salary_detail: wrong_value'],
		['Correct what Avito names'],
	],
	[
		'AvitoValidationError',
		'vacancy.prolong',
		400,
		{ error: { type: 'bad_json_data', value: 'billing_type', reason: 'wrong_value' } },
		['billing_type', 'wrong_value'],
		['Correct what Avito names'],
	],
	['AvitoValidationError', 'item.list', 400, '', ['status 400'], ['does not say why']],
	[
		'AvitoConflictError',
		'vacancy.update',
		409,
		{ error: { message: 'Another change is in progress', slug: 'conflict' } },
		['Another change is in progress'],
		['state'],
	],
	[
		'AvitoConflictError',
		'vacancy.archive',
		403,
		{ error: { type: 'vacancies', value: 'unavailable_to_stop' } },
		['unavailable_to_stop'],
		['state'],
	],
	[
		'AvitoConflictError',
		'vacancy.prolong',
		403,
		{ error: { type: 'vacancies', value: 'too_early' } },
		['too_early'],
		['a short while ago'],
	],
	['AvitoPageError', 'message.send', 400, '<html>', ['a page instead of data'], ['browser']],
	['AvitoTemporaryError', 'item.list', 503, '<html>', ['could not answer'], ['few minutes']],
	['AvitoTemporaryError', 'item.list', 408, '', ['could not answer'], ['few minutes']],
];

test.each(CASES)('%s: %s with %i', (kind, call, status, body, says, does) => {
	const isPage = typeof body === 'string' && body.startsWith('<');
	const failure = readFailure(body);
	const error = avitoError({ name: `avito.${call}`, status, failure, isPage });
	expect(error.name).toBe(kind);
	for (const words of says) expect(error.message).toContain(words);
	for (const words of does) expect(error.remedy).toContain(words);
});

test('every class of what Avito refuses is walked', () => {
	const classes = Object.entries(errors)
		.filter(([, one]) => typeof one === 'function' && one.prototype instanceof errors.AvitoError)
		.map(([name]) => name);
	expect([...new Set(CASES.map(([kind]) => kind))].sort()).toEqual(classes.sort());
});
