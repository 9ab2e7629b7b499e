import type { z } from 'zod';
import type { HttpClient, HttpRequest, HttpResponse } from '../http';
import { OutcomeUnknownError } from '../http';
import type { Clock } from '../time';
import { readFailure, readFailureInSuccess, statusOf } from './envelopes';
import type { AvitoFailure } from './envelopes';
import { AvitoAnswerError, avitoError } from './errors';
import { budgetOf, limitsIn } from './limits';
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

/**
 * Sends one call with the account's token, and turns everything Avito may answer into a checked
 * value or a `ServiceError`. On 401, 403 or an error inside a success the token is renewed and the
 * call repeated once (avito.md 1.6): a refused call has done nothing, so this is safe for writes.
 */
export class AvitoTransport {
	constructor(
		private readonly options: {
			http: Pick<HttpClient, 'request' | 'adjustBudget'>;
			tokens: AvitoTokens;
			clock: Clock;
			/** The company whose tariff an employee's key uses in Job calls (avito.md 2.4). */
			employeeOf?: string;
		},
	) {}

	/** Sends and checks. The schema sees `undefined` for an empty answer. */
	async call<S extends z.ZodType>(request: AvitoRequest, schema: S): Promise<z.output<S>> {
		const response = await this.send(request);
		try {
			return check(request.name, bodyOf(response), schema);
		} catch (error) {
			throw request.effect === 'write' ? unsure(request.name, error) : error;
		}
	}

	/** Sends and returns the successful answer unread. */
	async send(request: AvitoRequest): Promise<HttpResponse> {
		const { tokens, clock } = this.options;
		const token = await tokens.current();
		const first = await this.attempt(request, token);
		if (!first.refusal) return first.response;
		const isYoung = clock.now() - token.obtainedAtMs < YOUNG_TOKEN_MS;
		if (![401, 403].includes(first.refusal.status) || isYoung) throw avitoError(first.refusal);
		if (request.repeatAfterRefusal === false) throw avitoError(first.refusal);
		const second = await this.attempt(request, await tokens.renew(token));
		if (second.refusal) throw avitoError(second.refusal);
		return second.response;
	}

	private async attempt(
		request: AvitoRequest,
		token: AvitoToken,
	): Promise<{ response: HttpResponse; refusal?: Parameters<typeof avitoError>[0] }> {
		const { http, clock, employeeOf } = this.options;
		const { method, path, query, body, effect, name, signal, responseType } = request;
		const budget = budgetOf(method, path);
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
			budget,
		});
		const limits = limitsIn(response.headers, clock.now());
		if (limits) http.adjustBudget(budget, limits);
		const failure = failureIn(response);
		if (response.status < 400 && !failure) return { response };
		if (request.effect === 'write' && mayHaveHappened(response.status)) {
			throw new OutcomeUnknownError(
				`${request.name}: Avito answered with status ${response.status}, so it may have happened`,
				{ httpStatus: response.status },
			);
		}
		return {
			response,
			refusal: {
				name: request.name,
				status: statusOf(response.status, failure),
				failure,
				retryAfterMs: retryAfter(response.headers),
			},
		};
	}
}

/** After these a write may have been done; 503 says that it was not taken on. */
const mayHaveHappened = (status: number): boolean => status >= 500 && status !== 503;

/** A write that Avito answered with a success, but unreadably. */
const unsure = (name: string, cause: unknown): OutcomeUnknownError =>
	new OutcomeUnknownError(`${name}: Avito took it, but the answer cannot be read`, { cause });

/** Checks an answer against its schema; an error names the place, never the value. */
export function check<S extends z.ZodType>(name: string, body: unknown, schema: S): z.output<S> {
	const parsed = schema.safeParse(body);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	throw new AvitoAnswerError(
		name,
		`${issue?.path.join('.') || 'body'} ${issue?.code ?? ''}`.trim(),
	);
}

/** `undefined` for an empty answer (204, blacklist): nothing to parse there. */
export function bodyOf(response: HttpResponse): unknown {
	return response.text.trim() === '' ? undefined : response.json();
}

function failureIn(response: HttpResponse): AvitoFailure | undefined {
	if (response.text.trim() === '') return undefined;
	if (response.status < 400) {
		if (!/^\s*\{/.test(response.text)) return undefined;
		return readFailureInSuccess(safely(() => response.json()));
	}
	// A proxy may put HTML around an error status; the status says enough then.
	return /^\s*[{[]/.test(response.text) ? readFailure(safely(() => response.json())) : undefined;
}

function safely(read: () => unknown): unknown {
	try {
		return read();
	} catch {
		return undefined;
	}
}

function retryAfter(headers: Record<string, string>): number | undefined {
	const seconds = Number(headers['retry-after'] ?? Number.NaN);
	return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
