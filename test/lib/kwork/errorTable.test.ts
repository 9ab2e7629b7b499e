import { ServiceError } from '../../../lib/errors';
import type { HttpResponse } from '../../../lib/http/types';
import { refusalError, statusError } from '../../../lib/kwork/errorMapping';
import * as errors from '../../../lib/kwork/errors';
import { readOfferAnswer, templateRefused } from '../../../lib/kwork/web/answers';

const refused = (text: string, code?: number, payload?: object, method = 'inboxCreate') =>
	refusalError(method, { text, code, payload });
const answered = (status: number, body = '', method = 'want') =>
	statusError(method, {
		status,
		headers: {},
		text: body,
		json: () => JSON.parse(body) as unknown,
	} as HttpResponse);
const offer = (error: string) => {
	const body = { success: false, error };
	const answer = readOfferAnswer({ status: 200, json: () => body } as unknown as HttpResponse);
	return answer.outcome === 'refused' ? answer.error : undefined;
};

type Name = keyof typeof errors;
/** Per class: how it comes about, what it says happened, and what it says to do. */
const TABLE: Array<[Name, () => unknown, RegExp, RegExp]> = [
	[
		'WrongPasswordError',
		() => refused('x', 105, {}, 'signIn'),
		/login and password/,
		/Check login/,
	],
	[
		'PhoneDigitsNeededError',
		() => refused('x', 192, {}, 'signIn'),
		/last four digits/,
		/Enter the/,
	],
	[
		'DeadTokenError',
		() => refused('Необходима авторизация'),
		/session .* has ended/,
		/fresh token/,
	],
	['DeadTokenError', () => answered(401), /session .* has ended/, /fresh token/],
	['CaptchaError', () => refused('x', 118), /captcha/, /solve the captcha/],
	['CaptchaError', () => refused('Подтвердите, что вы не робот'), /captcha/, /solve the captcha/],
	['CaptchaError', () => offer('Подтвердите, что вы не робот'), /captcha/, /solve the captcha/],
	['AddressBlockedError', () => answered(403), /blocked the address/, /Wait, then ask less often/],
	['WritingNotAllowedError', () => refused('x', 130), /does not let .* write/, /Open the dialog/],
	['FraudQuizError', () => refused('x', 116), /quiz/, /pass the quiz/],
	['MessageLimitError', () => refused('Лимит', 0, { expire_time: 9 }), /«Лимит»/, /less often/],
	['TooManyRequestsError', () => answered(429), /too many requests/, /Lower Requests per Minute/],
	['MethodNotFoundError', () => refused('x', 404), /no API method/, /from the list.*newer version/],
	['NotFoundError', () => refused('Заказ не найден'), /found nothing/, /Check the ID/],
	['ParameterError', () => refused('x', 100), /is missing or misnamed/, /names and values/],
	['ParameterError', () => refused('x', 101), /does not accept a value/, /names and values/],
	['BalanceTooLowError', () => refused('x', 0, { paymentUrlWebView: 'u' }), /balance/, /Top up/],
	['NoConnectsError', () => offer('Недостаточно коннектов'), /no connects left/, /monthly refill/],
	['ProjectClosedError', () => offer('Проект закрыт'), /takes no offers/, /Nothing to do/],
	['AlreadyOfferedError', () => offer('Вы уже отправили предложение'), /already made/, /Edit/],
	['OfferRefusedError', () => offer('Минимальная стоимость 500'), /«Минимальная/, /another price/],
	['OfferRefusedError', () => offer('Недостаточная оценка'), /«Недостаточная/, /what Kwork names/],
	['OfferRefusedError', () => templateRefused('Шаблон'), /«Шаблон»/, /for this project/],
	['WebSessionError', () => offer('CSRF token mismatch'), /nothing was sent/, /Try again/],
	['TemporaryError', () => refused('Сервис временно недоступен'), /out of service/, /few minutes/],
	['TemporaryError', () => answered(502), /in trouble \(HTTP 502\)/, /few minutes/],
	['KworkRefusalError', () => refused('Действие недоступно', 106), /«Действие/, /text in quotes/],
	['KworkRefusalError', () => answered(400, '<html>'), /refused the call\./, /gives no reason/],
	// A code means what it means at sign-in only there.
	['KworkRefusalError', () => refused('Занято', 105), /«Занято»/, /text in quotes/],
	[
		'AuthenticationError',
		() => new errors.AuthenticationError('Nothing to sign in with.', 'Paste a token.'),
		/sign in/,
		/Paste/,
	],
	[
		'OfferCheckFailedError',
		() => new errors.OfferCheckFailedError('The title is empty.', 'Write a title.'),
		/title/,
		/Write/,
	],
	['OrderStateError', () => new errors.OrderStateError('Not now.'), /Not now/, /Order → Get/],
	['UploadLostError', () => new errors.UploadLostError('a.txt'), /a\.txt; nothing/, /Run the item/],
	['KworkContractError', () => new errors.KworkContractError('Odd.'), /Odd/, /newer version/],
	[
		'PartlyDoneError',
		() =>
			errors.partlyDone(
				{ count: 1, done: 'The first is done', missing: 'the second is not', unknown: '?' },
				new errors.TemporaryError('Kwork is in trouble.'),
			),
		/first is done; the second is not\. Kwork is in trouble/,
		/few minutes\. Run again, the item goes on/,
	],
];

it.each(TABLE)('%s: message and remedy fit the cause (%#)', (name, make, message, remedy) => {
	const error = make();
	expect(error).toBeInstanceOf(errors[name]);
	if (!(error instanceof ServiceError)) throw new Error('Not an error of ours');
	expect(error.message).toMatch(message);
	expect(error.remedy).toMatch(remedy);
	// Kwork's words are quoted only where there are some.
	expect(/in quotes/.test(error.remedy)).toBe(
		error.message.includes('«') && name === 'KworkRefusalError',
	);
});

it('knows every class', () => {
	const classes = Object.entries(errors).flatMap(([name, one]) =>
		(one as { prototype?: unknown }).prototype instanceof ServiceError ? [name] : [],
	);
	expect([...new Set(TABLE.map(([name]) => name))].sort()).toEqual(classes.sort());
});
