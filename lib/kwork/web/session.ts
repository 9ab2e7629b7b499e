import { z } from 'zod';
import { asError, type ServiceError } from '../../errors';
import { CookieStore, type HttpClient } from '../../http';
import type { HttpResponse, RequestBody } from '../../http/types';
import { settleByReading } from '../../settle';
import type { Clock, Random } from '../../time';
import type { KworkApi } from '../api';
import { failures } from '../failures';
import { one, requiredText } from '../schemas/values';
import { isBlockPage, readOfferPage, titleOf, type OfferPage } from './page';

export const SITE = 'https://kwork.ru';
/** `/exchange` is gone since October 2026 (kwork.md 6.1). */
const LANDING = '/projects';
/** How long cookies are used before a new link is asked for. */
const LIFE_MS = 20 * 60_000;
const REST_MS = 15 * 60_000;

const webAuthSchema = one(z.looseObject({ url: requiredText }));

/** A page of the site that is open, and from which requests are sent. */
export interface OpenPage {
	url: string;
	csrfToken?: string;
	cookies: CookieStore;
}

/** The offer form of one project, opened: what the following requests need. */
export interface OpenForm extends OpenPage {
	projectId: number;
	page: OfferPage;
	csrfToken: string;
	draftKey: string;
}

export interface WebSessionParts {
	api: KworkApi;
	http: HttpClient;
	clock: Clock;
	random: Random;
}

/** A browser-like session on kwork.ru, opened with a single-use link from the API (kwork.md 6). */
export class WebSession {
	private opening?: Promise<CookieStore>;

	private openedAt = 0;

	constructor(private readonly parts: WebSessionParts) {}

	/** Forgets the cookies, so that the next form opens a new session. */
	drop(): void {
		this.opening = undefined;
	}

	/**
	 * Steps 1 to 4: session and form page. Tried a second time with a new session when the first
	 * one turns out dead.
	 *
	 * @throws `kwork.webSession`, `kwork.addressBlocked`
	 */
	async openForm(projectId: number, signal?: AbortSignal): Promise<OpenForm> {
		return await this.withFreshSession(async () => await this.readForm(projectId, signal));
	}

	/** Runs `work`, and once more with a new session when the present one turns out dead. */
	async withFreshSession<T>(work: () => Promise<T>): Promise<T> {
		try {
			return await work();
		} catch (error) {
			if (!failures.webSession.is(error)) throw asError(error);
			this.drop();
			return await work();
		}
	}

	/** Steps 1 to 3: signed in, at the list of projects. */
	async openProjects(): Promise<OpenPage> {
		const cookies = await this.cookies();
		return { url: SITE + LANDING, csrfToken: cookies.get(SITE, 'csrf_user_token'), cookies };
	}

	/** A request as a page's script sends it. A redirect is handed back, not followed. */
	async xhr(
		page: OpenPage,
		path: string,
		options: {
			body?: RequestBody;
			effect: 'read' | 'write';
			name: string;
			accept?: string;
			signal?: AbortSignal;
		},
	): Promise<HttpResponse> {
		const { cookies } = page;
		const csrf =
			cookies.get(SITE, 'csrf_token') ?? cookies.get(SITE, 'csrf_user_token') ?? page.csrfToken;
		const xsrf = cookies.get(SITE, 'XSRF-TOKEN');
		return await this.parts.http.request({
			method: options.body ? 'POST' : 'GET',
			url: SITE + path,
			body: options.body,
			headers: {
				accept: options.accept ?? 'application/json, text/plain, */*',
				origin: SITE,
				referer: page.url,
				'x-requested-with': 'XMLHttpRequest',
				...(csrf ? { 'x-csrf-token': csrf } : {}),
				...(xsrf ? { 'x-xsrf-token': decoded(xsrf) } : {}),
			},
			cookies,
			effect: options.effect,
			name: `kwork.web.${options.name}`,
			redirect: 'manual',
			signal: options.signal,
		});
	}

	/** What a status or a page other than the one asked for means; undefined when it is fine. */
	failureOf(response: HttpResponse, what: string): ServiceError | undefined {
		const { status, text } = response;
		const facts = { httpStatus: status, details: { step: what } };
		const blockPage = text.trimStart().startsWith('<') && isBlockPage(text);
		if (blockPage || (status === 403 && text.trim() === '')) {
			return this.rested(failures.addressBlocked(facts));
		}
		if (status === 403) {
			return failures.webSession(`kwork.ru does not let this session in (${what}).`, facts);
		}
		if (status === 401 || status === 419) {
			return failures.webSession(`The session on kwork.ru has ended (${what}).`, facts);
		}
		if (status === 429) return failures.tooManyRequests(facts);
		if (status >= 500) {
			return failures.temporary(`kwork.ru is in trouble (HTTP ${status}, ${what}).`, facts);
		}
		return undefined;
	}

	/** Leaves the account alone for a while, API included: block and captcha hold for both. */
	rested(error: ServiceError): ServiceError {
		this.parts.http.rest(error, this.parts.clock.now() + REST_MS);
		return error;
	}

	private async readForm(projectId: number, signal?: AbortSignal): Promise<OpenForm> {
		const cookies = await this.cookies();
		const response = await this.page(cookies, formUrl(projectId), 'offerForm', signal);
		if (/^\/(?:login|signup|user\/login)/.test(new URL(response.url).pathname)) {
			throw failures.webSession('kwork.ru shows its sign-in page instead of the offer form.');
		}
		const page = readOfferPage(response.text);
		const xsrf = cookies.get(SITE, 'XSRF-TOKEN');
		const csrfToken =
			cookies.get(SITE, 'csrf_user_token') ?? page.csrfToken ?? (xsrf ? decoded(xsrf) : undefined);
		if (!csrfToken) {
			throw failures.webSession('The offer form on kwork.ru has no CSRF token: not signed in.', {
				details: { title: titleOf(response.text) },
			});
		}
		const draftKey = page.draftKey ?? this.madeUpDraftKey();
		return { url: formUrl(projectId), projectId, page, csrfToken, draftKey, cookies };
	}

	/** One session for all offers of the account; one is opened at a time. */
	private async cookies(): Promise<CookieStore> {
		const now = this.parts.clock.now();
		if (!this.opening || now - this.openedAt > LIFE_MS) {
			this.openedAt = now;
			const opening = this.open();
			this.opening = opening;
			opening.catch(() => {
				if (this.opening === opening) this.opening = undefined;
			});
		}
		return await this.opening;
	}

	/** Steps 1 to 3. The link works once and for a minute, so it is never opened again. */
	private async open(): Promise<CookieStore> {
		const { api, http, clock } = this.parts;
		const { url } = await api.call('getWebAuthToken', { url_to_redirect: LANDING }, webAuthSchema, {
			effect: 'read',
		});
		const cookies = new CookieStore();
		const signIn = async () =>
			await http.request({
				method: 'GET',
				url,
				headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' },
				cookies,
				effect: 'write',
				name: 'kwork.web.login',
				redirect: 'follow',
			});
		const response = await settleByReading(signIn, {
			clock,
			waitsMs: [],
			find: async () => await Promise.resolve(undefined),
			unsettled: (cause) =>
				failures.webSession('The sign-in link of kwork.ru did not answer.', { cause }),
		});
		const failure = this.failureOf(response, 'login');
		if (failure) throw failure;
		await this.page(cookies, SITE + LANDING, 'projects');
		return cookies;
	}

	private async page(
		cookies: CookieStore,
		url: string,
		name: string,
		signal?: AbortSignal,
	): Promise<HttpResponse> {
		const response = await this.parts.http.request({
			method: 'GET',
			url,
			headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' },
			cookies,
			effect: 'read',
			name: `kwork.web.${name}`,
			redirect: 'follow',
			signal,
		});
		const failure = this.failureOf(response, name);
		if (failure) throw failure;
		return response;
	}

	private madeUpDraftKey(): string {
		const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
		const pick = () => letters[Math.floor(this.parts.random() * letters.length)] ?? 'a';
		return Array.from({ length: 8 }, pick).join('');
	}
}

function formUrl(projectId: number): string {
	return `${SITE}/new_offer?project=${projectId}`;
}

function decoded(value: string): string {
	try {
		return decodeURIComponent(value);
	} catch {
		return value;
	}
}
