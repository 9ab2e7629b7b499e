import type { z } from 'zod';
import type { ServiceError } from '../errors';
import type { HttpClient, HttpRequest, HttpResponse } from '../http';
import { leavesOpen } from '../http';
import type { Clock } from '../time';
import { isPage, readFailure, readFailureInSuccess, statusOf } from './envelopes';
import type { AvitoFailure } from './envelopes';
import { avitoError } from './errorMapping';
import { BLOCK_REST_MS, failures, type FailureContext } from './failures';
import { budgetOf, pauseAfterRefusal } from './limits';
import type { AvitoToken, AvitoTokens } from './tokens';

export interface AvitoRequest extends Pick<
	HttpRequest,
	'query' | 'body' | 'signal' | 'responseType'
> {
	method: HttpRequest['method'];
	/** Below `https://api.avito.ru`, ids already encoded (`segment`), slashes as documented. */
	path: string;
	effect: 'read' | 'write';
	/** Name for errors and metrics, e.g. `avito.resume.search`. */
	name: string;
	/** `false` for a call that costs money: it is never sent a second time, whatever the reason. */
	repeatAfterRefusal?: boolean;
}

/** One id as a segment of a path; chat ids hold `~`, `-` and `_` (avito.md 4.1). */
export const segment = (id: string | number): string => encodeURIComponent(String(id));

/** A token this young is not the reason for a refusal: the key lacks the right. */
const YOUNG_TOKEN_MS = 5000;

/** What came back, and what Avito may have refused in it. */
export class AvitoAnswer {
	constructor(
		private readonly response: HttpResponse,
		private readonly effect: 'read' | 'write',
	) {}

	get text(): string {
		return this.response.text;
	}

	/**
	 * `undefined` for an empty answer: nothing to parse there. Writes may end in one (blacklist); of a
	 * read only 204 says that there is nothing, and an empty 200 is a broken answer.
	 */
	body(): unknown {
		const { status, text } = this.response;
		const mayBeEmpty = this.effect === 'write' || status === 204;
		return mayBeEmpty && text.trim() === '' ? undefined : this.response.json();
	}

	/** What Avito refused; a proxy may put HTML around an error, then the status says enough. */
	failure(): AvitoFailure | undefined {
		const { status, text } = this.response;
		const isSuccess = status < 400;
		if (!(isSuccess ? /^\s*\{/ : /^\s*[{[]/).test(text)) return undefined;
		try {
			const body = this.body();
			return isSuccess ? readFailureInSuccess(body) : readFailure(body);
		} catch {
			// A cut body is told by whoever needs it.
			return undefined;
		}
	}
}

/**
 * Sends one call with the account's token, and turns everything Avito may answer into a checked
 * value or a `ServiceError`. On 401, 403 or an error inside a success the token is renewed and the
 * call repeated once (avito.md 1.6): a refused call has done nothing, so this is safe for writes.
 */
export class AvitoTransport {
	constructor(
		private readonly options: {
			http: Pick<HttpClient, 'request' | 'adjustBudget' | 'rest'>;
			tokens: AvitoTokens;
			clock: Clock;
			/** The company whose tariff an employee's key uses in Job calls (avito.md 2.4). */
			employeeOf?: string;
		},
	) {}

	/** Sends and checks. The schema sees `undefined` for an empty answer. */
	async call<S extends z.ZodType>(request: AvitoRequest, schema: S): Promise<z.output<S>> {
		const answer = await this.send(request);
		try {
			return check(request.name, answer.body(), schema);
		} catch (error) {
			throw request.effect === 'write' ? failures.unreadableSuccess(request.name, error) : error;
		}
	}

	/** Sends and returns the successful answer unchecked. */
	async send(request: AvitoRequest): Promise<AvitoAnswer> {
		const { tokens, clock } = this.options;
		const token = await tokens.current();
		const first = await this.attempt(request, token);
		if (!first.refusal) return first.answer;
		const isLimit = first.refusal.status === 429 && !first.refusal.isPage;
		if (isLimit && request.repeatAfterRefusal !== false) {
			return await this.afterPause(request, token, first.refusal.retryAfterMs);
		}
		const isYoung = clock.now() - token.obtainedAtMs < YOUNG_TOKEN_MS;
		const isAboutToken = [401, 403].includes(first.refusal.status) && !first.refusal.isPage;
		if (!isAboutToken || isYoung) throw this.refused(first.refusal);
		if (request.repeatAfterRefusal === false) throw this.refused(first.refusal);
		const second = await this.attempt(request, await tokens.renew(token));
		if (second.refusal) throw this.refused(second.refusal);
		return second.answer;
	}

	/** Others use the account's budget, too: waits for the next minute and tries once more. */
	private async afterPause(
		request: AvitoRequest,
		token: AvitoToken,
		retryAfterMs: number | undefined,
	): Promise<AvitoAnswer> {
		const { http, clock } = this.options;
		const resetAtMs = pauseAfterRefusal(retryAfterMs, clock.now());
		http.adjustBudget(budgetOf(request.method, request.path), { remaining: 0, resetAtMs });
		const { answer, refusal } = await this.attempt(request, token);
		if (refusal) throw this.refused(refusal);
		return answer;
	}

	private async attempt(
		request: AvitoRequest,
		token: AvitoToken,
	): Promise<{ answer: AvitoAnswer; refusal?: FailureContext }> {
		const { http, employeeOf } = this.options;
		const { method, path, query, body, effect, name, signal, responseType } = request;
		const headers: Record<string, string> = { Authorization: `Bearer ${token.value}` };
		if (employeeOf && path.startsWith('/job/')) headers['X-Employee-Of'] = employeeOf;
		const response = await http.request({
			method,
			url: `https://api.avito.ru${path}`,
			query,
			headers,
			body,
			effect,
			name,
			signal,
			responseType,
			expects: 'json',
			budget: budgetOf(method, path),
		});
		const answer = new AvitoAnswer(response, effect);
		const failure = answer.failure();
		if (response.status < 400 && !failure) return { answer };
		const status = statusOf(response.status, failure);
		if (effect === 'write' && leavesOpen(status)) {
			throw failures.brokenOff(name, status, response.status);
		}
		return {
			answer,
			refusal: {
				name,
				status,
				failure,
				retryAfterMs: response.retryAfterMs,
				isPage: isPage(response.text),
			},
		};
	}

	/** Leaves the account alone for a while after a block. */
	private refused(refusal: FailureContext): ServiceError {
		const { http, clock } = this.options;
		const error = avitoError(refusal);
		if (failures.blocked.is(error)) http.rest(error, clock.now() + BLOCK_REST_MS);
		return error;
	}
}

/** Checks an answer against its schema; an error names the place, never the value. */
export function check<S extends z.ZodType>(name: string, body: unknown, schema: S): z.output<S> {
	const parsed = schema.safeParse(body);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	throw failures.unknownAnswer(
		name,
		`${issue?.path.join('.') || 'body'} ${issue?.code ?? ''}`.trim(),
	);
}
