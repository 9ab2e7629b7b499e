import { asError, ServiceError } from '../../../lib/errors';
import type { HttpResponse } from '../../../lib/http/types';
import { answerOf } from '../../../lib/kwork/answer';
import { refusalError, statusError } from '../../../lib/kwork/errorMapping';
import { partlyDone } from '../../../lib/kwork/endpoints/write';
import { failures } from '../../../lib/kwork/failures';
import { readOfferAnswer, templateRefused, viewFailure } from '../../../lib/kwork/web/answers';

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

const said = (body: object) => ({ status: 200, json: () => body }) as unknown as HttpResponse;
const written = (body: object) => {
	try {
		return answerOf('inboxCreate', said(body), 'write');
	} catch (error) {
		return error;
	}
};
const lost = asError('lost');

type Name = keyof typeof failures;
/** Per row: how it comes about, what it says happened, and what it says to do. */
const TABLE: Array<[Name, () => unknown, RegExp, RegExp]> = [
	['wrongPassword', () => refused('x', 105, {}, 'signIn'), /login and password/, /Check login/],
	['phoneDigitsNeeded', () => refused('x', 192, {}, 'signIn'), /last four digits/, /Enter the/],
	['deadToken', () => refused('Необходима авторизация'), /session .* has ended/, /fresh token/],
	['deadToken', () => answered(401), /session .* has ended/, /fresh token/],
	['captcha', () => refused('x', 118), /captcha/, /solve the captcha/],
	['captcha', () => refused('Подтвердите, что вы не робот'), /captcha/, /solve the captcha/],
	['captcha', () => offer('Подтвердите, что вы не робот'), /captcha/, /solve the captcha/],
	['addressBlocked', () => answered(403), /blocked the address/, /Wait, then ask less often/],
	['writingNotAllowed', () => refused('x', 130), /does not let .* write/, /Open the dialog/],
	['fraudQuiz', () => refused('x', 116), /quiz/, /pass the quiz/],
	['messageLimit', () => refused('Лимит', 0, { expire_time: 9 }), /«Лимит»/, /less often/],
	['tooManyRequests', () => answered(429), /too many requests/, /Lower Requests per Minute/],
	['methodNotFound', () => refused('x', 404), /no API method/, /from the list.*newer version/],
	['notFound', () => refused('Заказ не найден'), /found nothing/, /Check the ID/],
	['parameter', () => refused('x', 100), /is missing or misnamed/, /names and values/],
	['parameter', () => refused('x', 101), /does not accept a value/, /names and values/],
	['balanceTooLow', () => refused('x', 0, { paymentUrlWebView: 'u' }), /balance/, /Top up/],
	['noConnects', () => offer('Недостаточно коннектов'), /no connects left/, /monthly refill/],
	['projectClosed', () => offer('Проект закрыт'), /takes no offers/, /Nothing to do/],
	['alreadyOffered', () => offer('Вы уже отправили предложение'), /already made/, /Edit/],
	['offerRefused', () => offer('Минимальная стоимость 500'), /«Минимальная/, /another price/],
	['offerRefused', () => offer('Недостаточная оценка'), /«Недостаточная/, /what Kwork names/],
	['offerRefused', () => templateRefused('Шаблон'), /«Шаблон»/, /for this project/],
	['webSession', () => offer('CSRF token mismatch'), /nothing was sent/, /Try again/],
	['temporary', () => refused('Сервис временно недоступен'), /out of service/, /few minutes/],
	['temporary', () => answered(502), /in trouble \(HTTP 502\)/, /few minutes/],
	['refused', () => refused('Действие недоступно', 106), /«Действие/, /text in quotes/],
	['refused', () => answered(400, '<html>'), /refused the call\./, /gives no reason/],
	// A code means what it means at sign-in only there.
	['refused', () => refused('Занято', 105), /«Занято»/, /text in quotes/],
	['newSessionDied', () => failures.newSessionDied(2_000), /opened 2 seconds ago/, /five minutes/],
	['pastedTokenDied', () => failures.pastedTokenDied(), /no longer valid/, /Paste a fresh token/],
	['nothingToSignInWith', () => failures.nothingToSignInWith(), /neither a token/, /paste a token/],
	[
		'offerCheckFailed',
		() => failures.offerCheckFailed('The title is empty.', 'Write a title.'),
		/title/,
		/Write/,
	],
	['orderState', () => failures.orderState('Not now.'), /Not now/, /Order → Get/],
	['uploadLost', () => failures.uploadLost('a.txt'), /a\.txt; nothing/, /Run the item/],
	['unsettled', () => written({ response: {} }), /inboxCreate does not say/, /Look .* before/],
	['viewUnclear', () => viewFailure(said({ success: true })), /did not say/, /Look .* before/],
	['viewNotConfirmed', () => failures.viewNotConfirmed(lost), /viewed/, /does no harm/],
	[
		'messageNotConfirmed',
		() => failures.messageNotConfirmed({ userId: 5 }, lost),
		/not in the thread/,
		/Open the dialog .* before/,
	],
	[
		'offerNotConfirmed',
		() => failures.offerNotConfirmed(5),
		/not among the own offers/,
		/Look at .* before/,
	],
	['senderMissing', () => failures.senderMissing(), /who this message is from/, /Answer on/],
	['botWithoutHandler', () => failures.botWithoutHandler(), /no handler/, /onMessage/],
	['unknownAnswer', () => failures.unknownAnswer('Odd.'), /Odd/, /newer version/],
];

it.each(TABLE)('%s: message and remedy fit the cause (%#)', (name, make, message, remedy) => {
	const error = make();
	expect(failures[name].is(error)).toBe(true);
	if (!(error instanceof ServiceError)) throw new Error('Not an error of ours');
	expect(error.message).toMatch(message);
	expect(error.remedy).toMatch(remedy);
	// Kwork's words are quoted only where there are some.
	expect(/in quotes/.test(error.remedy)).toBe(error.message.includes('«') && name === 'refused');
});

it('tells what is done before what failed', () => {
	const steps = {
		count: 1,
		done: 'The first is done',
		missing: 'the second is not',
		unknown: '?',
	};
	const error = partlyDone(steps, failures.temporary('Kwork is in trouble.'));
	expect(error.name).toBe('write.stoppedPartway');
	expect(error.message).toMatch(/first is done; the second is not\. Kwork is in trouble/);
	expect(error).toHaveProperty(
		'remedy',
		expect.stringMatching(/few minutes\. Run again, the item goes on/),
	);
});

it('knows every row', () => {
	expect([...new Set(TABLE.map(([name]) => name))].sort()).toEqual(Object.keys(failures).sort());
});
