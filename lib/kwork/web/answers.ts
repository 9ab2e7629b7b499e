import { ServiceError } from '../../errors';
import type { HttpResponse } from '../../http/types';
import { isRecord, openEnvelope } from '../envelope';
import { failures } from '../failures';
import { number } from '../schemas/values';

/**
 * What an answer to the submitting request says: done, refused for certain, or unclear. For an
 * unclear one `error` is what to throw when reading back does not find the offer (kwork.md 6.5).
 */
export type OfferAnswer =
	| { outcome: 'done'; redirect?: string }
	| { outcome: 'refused'; error: ServiceError; text: string }
	| { outcome: 'unclear'; error?: ServiceError };

const RULES: ReadonlyArray<{ words: readonly string[]; error: (text: string) => ServiceError }> = [
	{ words: ['уже отправ', 'уже предлож'], error: () => failures.alreadyOffered() },
	{ words: ['коннект'], error: () => failures.noConnects() },
	{ words: ['закрыт', 'не принимает'], error: () => failures.projectClosed() },
	{ words: ['не робот'], error: () => failures.captcha() },
	{
		words: ['csrf', 'токен', 'авторизац', 'авторизуй', 'сессия'],
		error: () => failures.webSession('The session on kwork.ru had ended; nothing was sent.'),
	},
	{
		words: ['временно недоступ', 'повторите попытку позже'],
		error: () => failures.temporary('kwork.ru is out of service for now; nothing was sent.'),
	},
	{
		words: ['шаблон'],
		error: (text) =>
			failures.offerRefused(text, 'Write the description for this project in other words.'),
	},
	{
		words: ['стоимост', 'цена', 'цены', 'цену', 'цене'],
		error: (text) => failures.offerRefused(text, 'Choose another price.'),
	},
];

const CODES: Record<number, string> = {
	308: 'Kwork wants receipts (cheques) of earlier orders first: supply them on kwork.ru.',
	309: 'Kwork wants a window to be confirmed: open the project on kwork.ru in a browser once.',
	310: 'Kwork wants receipts (cheques) of earlier orders first: supply them on kwork.ru.',
};

/** The reason for a refusal, as one of our errors. */
function offerRefusal(text: string, code?: number): ServiceError {
	const remedy = code === undefined ? undefined : CODES[code];
	if (remedy) return failures.offerRefused(text, remedy, { code });
	const lower = text.toLowerCase();
	const rule = RULES.find(({ words }) => words.some((word) => lower.includes(word)));
	if (rule) return rule.error(text);
	return failures.offerRefused(
		text || undefined,
		'Change what Kwork names and run the item again; no connect was used.',
		{ code },
	);
}

/** Takes the answer of `createoffer` or `editoffer` apart. */
export function readOfferAnswer(response: HttpResponse): OfferAnswer {
	let body: Record<string, unknown>;
	let confirmed: boolean;
	let ok: boolean;
	try {
		({ body, confirmed, ok } = openEnvelope(response.json()));
	} catch {
		return { outcome: 'unclear' };
	}
	if (response.status >= 500) return { outcome: 'unclear' };
	const inner = isRecord(body.data) ? wordsOf(body.data.error) : '';
	if (response.status === 200 && ok && !confirmed && inner === '') return { outcome: 'unclear' };
	if (response.status === 200 && ok && inner === '') {
		return {
			outcome: 'done',
			redirect: typeof body.redirect === 'string' ? body.redirect : undefined,
		};
	}
	const text =
		inner ||
		[body.message, body.error, body.errors, body.response, body.data].map(wordsOf).find(Boolean) ||
		'';
	const error = offerRefusal(text, number.parse(body.code));
	// 422 and 403 with words are refusals in all likelihood, yet a look at the offers costs little.
	return response.status === 200
		? { outcome: 'refused', error, text }
		: { outcome: 'unclear', error };
}

/**
 * Why the answer of `addview` is not a yes, which reads `{"result":true}` (kwork.md 6.6); undefined
 * when it is one.
 */
export function viewFailure(response: HttpResponse): ServiceError | undefined {
	if (response.status >= 300 && response.status < 400) {
		return failures.webSession('kwork.ru asks to sign in (addView).', {
			httpStatus: response.status,
		});
	}
	const unclear = failures.viewUnclear();
	try {
		const { body, ok } = openEnvelope(response.json());
		const words = [body.error, body.message, body.response].map(wordsOf).find(Boolean);
		if (words?.toLowerCase().includes('не робот')) return failures.captcha();
		if (!ok || body.result === false) return failures.refused(words);
		return response.status === 200 && body.result === true ? undefined : unclear;
	} catch {
		return unclear;
	}
}

/** The words in a value of unknown depth: a text, a list of texts, `{text}`, `{field: [texts]}`. */
export function wordsOf(value: unknown): string {
	if (typeof value === 'string') return value.trim();
	if (Array.isArray(value)) return value.map(wordsOf).filter(Boolean).join('; ');
	if (!isRecord(value)) return '';
	return Object.values(value).map(wordsOf).filter(Boolean).join('; ');
}

/** Step 7 says that the text looks like a template. */
export function templateRefused(text: string): ServiceError {
	return failures.offerRefused(
		text,
		'Kwork takes the description for a template: write it for this project in other words. No offer was sent.',
	);
}
