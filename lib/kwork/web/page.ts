import { Parser } from 'htmlparser2';
import { number } from '../schemas/values';
import { plainText } from '../text';

/** What the page of the offer form tells (kwork.md 6.2, 6.4). Everything may be missing. */
export interface OfferPage {
	csrfToken?: string;
	draftKey?: string;
	minPrice?: number;
	maxPrice?: number;
	/** Days that may be chosen for this project. */
	durations?: number[];
}

const SCRIPT_CSRF = [
	/csrf_user_token["']?\s*[:=]\s*["']([0-9a-f]{16,128})["']/i,
	/window\.csrftoken\s*=\s*["']([^"']{8,256})["']/,
];
const SCRIPT_DRAFT_KEY = /draftKey["']?\s*[:=]\s*["']([a-z0-9]{6,64})["']/i;
const DRAFT_KEY = /^[a-z0-9]{6,64}$/i;

/** Reads the form's page: tokens from fields and scripts, limits from the page data. */
export function readOfferPage(html: string): OfferPage {
	let scripts = '';
	let inScript = false;
	let fieldCsrf: string | undefined;
	let fieldDraftKey: string | undefined;
	let placeholder: string | undefined;
	const parser = new Parser({
		onopentag(name, attributes) {
			inScript = name === 'script';
			if (attributes.name === 'csrftoken') fieldCsrf ||= attributes.value;
			if (attributes.name === 'draftKey') fieldDraftKey ||= attributes.value;
			fieldDraftKey ||= attributes['data-draft-key'];
			if (attributes.id === 'offer-custom-price') placeholder ||= attributes.placeholder;
		},
		ontext(part) {
			if (inScript) scripts += part;
		},
		onclosetag(name) {
			if (name === 'script') inScript = false;
		},
	});
	parser.end(html);

	const [placeholderMin, placeholderMax] = (placeholder ?? '').split(/[-–—]/).map(digits);
	const scriptCsrf = SCRIPT_CSRF.map((pattern) => pattern.exec(scripts)?.[1]).find(Boolean);
	const key = SCRIPT_DRAFT_KEY.exec(scripts)?.[1] ?? fieldDraftKey;
	return {
		csrfToken: scriptCsrf ?? (fieldCsrf || undefined),
		draftKey: key && DRAFT_KEY.test(key) ? key : undefined,
		minPrice: scriptNumber(scripts, 'customMinPrice') ?? placeholderMin,
		maxPrice: scriptNumber(scripts, 'customMaxPrice') ?? placeholderMax,
		durations: scriptNumbers(scripts, 'availableDurations'),
	};
}

/** The anti-robot service's page instead of the one asked for (kwork.md 1.5). */
export function isBlockPage(html: string): boolean {
	return /Доступ заблокирован|not_access\.php|Подтвердите, что вы не робот/i.test(html);
}

/** The title of a page, for an error. */
export function titleOf(html: string): string | undefined {
	const title = /<title[^>]*>([^<]{1,120})/i.exec(html)?.[1];
	return title ? plainText(title) : undefined;
}

function scriptNumber(scripts: string, name: string): number | undefined {
	const found = new RegExp(`${name}["']?\\s*[:=]\\s*["']?(\\d[\\d.]*)`).exec(scripts)?.[1];
	return number.parse(found);
}

function scriptNumbers(scripts: string, name: string): number[] | undefined {
	const inner = new RegExp(`${name}["']?\\s*[:=]\\s*\\[([\\d\\s,"']*)\\]`).exec(scripts)?.[1];
	const values = inner
		?.split(',')
		.map(digits)
		.filter((value) => value !== undefined);
	return values && values.length > 0 ? values : undefined;
}

/** "500 - 1 000" holds blanks between digits, and words around them. */
function digits(text: string): number | undefined {
	return number.parse(text.replace(/\D/g, ''));
}
