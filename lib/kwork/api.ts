import { z } from 'zod';
import { backoffDelay } from '../backoff';
import { asError, ServiceError } from '../errors';
import type { HttpClient } from '../http';
import { OutcomeUnknownError } from '../http/errors';
import { leavesOpen } from '../http/retry';
import type { HttpRequest, HttpResponse, RequestBody, Timeouts } from '../http/types';
import type { Clock, Random } from '../time';
import { openEnvelope, type Connects, type Envelope, type Paging } from './envelope';
import { refusalError, refusalOf, statusError } from './errorMapping';
import {
	AddressBlockedError,
	CaptchaError,
	DeadTokenError,
	KworkContractError,
	TemporaryError,
} from './errors';
import { encodeParameters, type Files, type Parameters } from './parameters';
import type { KworkSession } from './session';

const API = 'https://api.kwork.ru/';
/** The same for every user, no secret of anybody (kwork.md 1.2). */
const APP_KEY = 'Basic bW9iaWxlX2FwaTpxRnZmUmw3dw==';
/** How long an account is left alone after a block or a captcha. */
const REST_MS = 15 * 60_000;
/** "No orders" as a buyer and as a seller: an empty list that Kwork calls an error. */
const NO_ORDERS = new Set([150, 151]);
const TEMPORARY_TRIES = 3;
const TEMPORARY_BACKOFF = { baseMs: 2250, capMs: 4500, jitter: 2 / 3 };

export interface CallOptions {
	/** A write is sent once and never repeated by itself. */
	effect: 'read' | 'write';
	/** Files make the body multipart. */
	files?: Files;
	/** `false` for the few methods that are called before signing in. */
	authenticated?: boolean;
	signal?: AbortSignal;
	timeouts?: Partial<Timeouts>;
	/** The one GET of the specification is `getPayerCompanyModalUrl`. */
	httpMethod?: 'GET' | 'POST';
}

interface Sending extends CallOptions {
	responseType?: 'bytes';
}

/** An answer whose payload has passed its schema. */
export interface Answer<T> {
	value: T;
	paging?: Paging;
	connects?: Connects;
	/** The whole body, for the few fields that lie beside the payload. */
	body: Record<string, unknown>;
}

export interface KworkApiOptions {
	http: HttpClient;
	clock: Clock;
	random: Random;
}

/**
 * Calls methods of `api.kwork.ru`: app key, token, encoding, the order of checks of kwork.md 1.5,
 * and a new session when the old one turns out to be dead.
 */
export class KworkApi {
	private session?: KworkSession;

	constructor(private readonly options: KworkApiOptions) {}

	get clock(): Clock {
		return this.options.clock;
	}

	/** The session signs in through this very object, hence not in the constructor. */
	useSession(session: KworkSession): void {
		this.session = session;
	}

	/** The payload of one call, checked by `schema`. Errors: see `ask`. */
	async call<T extends z.ZodType>(
		method: string,
		parameters: Parameters,
		schema: T,
		options: CallOptions,
	): Promise<z.output<T>> {
		return (await this.ask(method, parameters, schema, options)).value;
	}

	/**
	 * One call with everything that lies beside the payload.
	 *
	 * @param parameters exact names of kwork.md section 3; they travel in the form body, so that no
	 * token and no text lands in the access log of a server
	 * @throws ServiceError of the class that fits the cause (errors.ts), and
	 * `OutcomeUnknownError` when a write may have happened
	 */
	async ask<T extends z.ZodType>(
		method: string,
		parameters: Parameters,
		schema: T,
		options: CallOptions,
	): Promise<Answer<z.output<T>>> {
		const { payload, paging, connects, body } = await this.envelope(method, parameters, options);
		return { value: checked(method, schema, payload, options.effect), paging, connects, body };
	}

	private async envelope(
		method: string,
		parameters: Parameters,
		options: CallOptions,
	): Promise<Envelope> {
		return await this.exchange(method, parameters, options, (response) =>
			this.open(method, response, options.effect),
		);
	}

	/** A file instead of JSON (`uploadedFile`, `miniature`). */
	async download(method: string, parameters: Parameters, signal?: AbortSignal): Promise<Buffer> {
		const options: Sending = { effect: 'read', responseType: 'bytes', signal };
		return await this.exchange(method, parameters, options, (response) => {
			const failure = statusError(method, response);
			if (failure) throw this.rested(failure);
			if (/json/.test(response.headers['content-type'] ?? '')) this.open(method, response, 'read');
			return response.bytes;
		});
	}

	/**
	 * Sends until there is an answer that `open` takes: with the next token where one turns out dead,
	 * and a read again while the service says that it is out of order for now.
	 */
	private async exchange<T>(
		method: string,
		parameters: Parameters,
		options: Sending,
		open: (response: HttpResponse) => T,
	): Promise<T> {
		const { http, clock, random } = this.options;
		let token = options.authenticated === false ? undefined : await this.signedIn.token();
		for (let attempt = 1; ;) {
			try {
				return open(await http.request(this.request(method, parameters, options, token)));
			} catch (error) {
				if (error instanceof DeadTokenError && token !== undefined) {
					// A call with a dead token had no effect, so a write may be repeated here, too.
					token = await this.signedIn.renew(token);
					continue;
				}
				const temporary = error instanceof TemporaryError && error.httpStatus === undefined;
				if (!temporary || options.effect === 'write' || attempt >= TEMPORARY_TRIES) {
					throw asError(error);
				}
				await clock.sleep(backoffDelay(attempt, TEMPORARY_BACKOFF, random), options.signal);
				attempt += 1;
			}
		}
	}

	private get signedIn(): KworkSession {
		if (!this.session) throw new Error('KworkApi was used before it had a session');
		return this.session;
	}

	private request(
		method: string,
		parameters: Parameters,
		options: Sending,
		token: string | undefined,
	): HttpRequest {
		const encoded = encodeParameters(parameters);
		if (token !== undefined) encoded.token = token;
		const get = options.httpMethod === 'GET';
		const body: RequestBody = options.files
			? { multipart: { ...encoded, ...options.files } }
			: { form: encoded };
		return {
			method: get ? 'GET' : 'POST',
			url: API + encodeURIComponent(method),
			query: get ? encoded : undefined,
			body: get ? undefined : body,
			headers: { authorization: APP_KEY, accept: 'application/json' },
			effect: options.effect,
			name: `kwork.${method}`,
			signal: options.signal,
			timeouts: options.timeouts,
			responseType: options.responseType,
			expects: options.responseType === 'bytes' ? undefined : 'json',
		};
	}

	/** HTTP status, JSON or not, `success`, payload: in this order (kwork.md 1.5). */
	private open(method: string, response: HttpResponse, effect: 'read' | 'write'): Envelope {
		const failure = statusError(method, response);
		if (failure) {
			if (effect === 'write' && leavesOpen(response.status)) throw unsettled(method, failure);
			throw this.rested(failure);
		}
		let envelope: Envelope;
		try {
			envelope = openEnvelope(response.json());
		} catch (error) {
			throw effect === 'write' ? unsettled(method, error) : error;
		}
		if (envelope.ok && (effect === 'read' || envelope.confirmed)) return envelope;
		// Only `exchangeInfo` says no `success` (kwork.md 1.4); a write that does not, says nothing.
		if (envelope.ok) throw unsettled(method, undefined);
		const refusal = refusalOf(envelope);
		if (refusal.code !== undefined && NO_ORDERS.has(refusal.code)) {
			return openEnvelope({ success: true, response: { orders: [] } });
		}
		throw this.rested(refusalError(method, refusal));
	}

	/** Leaves the account alone for a while after a block or a captcha. */
	private rested(error: ServiceError): ServiceError {
		if (error instanceof CaptchaError || error instanceof AddressBlockedError) {
			this.options.http.rest(error, this.options.clock.now() + REST_MS);
		}
		return error;
	}
}

function checked<T extends z.ZodType>(
	method: string,
	schema: T,
	payload: unknown,
	effect: 'read' | 'write',
): z.output<T> {
	const result = schema.safeParse(payload);
	if (result.success) return result.data;
	const places = result.error.issues
		.slice(0, 5)
		.map((issue) => `${issue.path.map(String).join('.') || '(whole answer)'}: ${issue.message}`);
	const unknown = `The answer of Kwork's method ${method} has an unknown form.`;
	const failure = new KworkContractError(unknown, { details: { method, places } });
	throw effect === 'write' ? unsettled(method, failure) : failure;
}

function unsettled(method: string, cause: unknown): OutcomeUnknownError {
	return new OutcomeUnknownError(`Kwork's answer to ${method} does not say whether it was done.`, {
		cause,
		details: { method },
	});
}
