import type { z } from 'zod';
import { backoffDelay } from '../backoff';
import { asError } from '../errors';
import type { HttpClient } from '../http';
import type { HttpRequest, HttpResponse } from '../http/types';
import type { Clock, Random } from '../time';
import { answerOf, checked } from './answer';
import type { Connects, Paging } from './envelope';
import { statusError } from './errorMapping';
import { failures } from './failures';
import { encodeParameters, type Files, type Parameters } from './parameters';
import type { KworkSession } from './session';

const API = 'https://api.kwork.ru/';
/** The same for every user, no secret of anybody (kwork.md 1.2). */
const APP_KEY = 'Basic bW9iaWxlX2FwaTpxRnZmUmw3dw==';
/** How long an account is left alone after a block or a captcha. */
const REST_MS = 15 * 60_000;
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
 * Calls methods of `api.kwork.ru`: `send` with app key, token and a new session when the old one
 * turns out to be dead; `answerOf` what came back; `checked` by the schema of what is asked for.
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
	 * an error of kind `outcomeUnknown` when a write may have happened
	 */
	async ask<T extends z.ZodType>(
		method: string,
		parameters: Parameters,
		schema: T,
		options: CallOptions,
	): Promise<Answer<z.output<T>>> {
		const { effect } = options;
		const { payload, paging, connects, body } = await this.send(
			method,
			parameters,
			options,
			(response) => answerOf(method, response, effect),
		);
		return { value: checked(method, schema, payload, effect), paging, connects, body };
	}

	/** A file instead of JSON (`uploadedFile`, `miniature`). */
	async download(method: string, parameters: Parameters, signal?: AbortSignal): Promise<Buffer> {
		const options: Sending = { effect: 'read', responseType: 'bytes', signal };
		return await this.send(method, parameters, options, (response) => {
			const failure = statusError(method, response);
			if (failure) throw failure;
			if (/json/.test(response.headers['content-type'] ?? '')) answerOf(method, response, 'read');
			return response.bytes;
		});
	}

	/**
	 * Sends until there is an answer that `open` takes: with the next token where one turns out dead,
	 * and a read again while the service says that it is out of order for now. After a block or a
	 * captcha the account is left alone.
	 */
	private async send<T>(
		method: string,
		parameters: Parameters,
		options: Sending,
		open: (response: HttpResponse) => T,
	): Promise<T> {
		const { http, clock, random } = this.options;
		let token = options.authenticated === false ? undefined : await this.signedIn.token();
		for (let attempt = 1; ;) {
			try {
				return open(await http.request(requestOf(method, parameters, options, token)));
			} catch (error) {
				if (failures.deadToken.is(error) && token !== undefined) {
					// A call with a dead token had no effect, so a write may be repeated here, too.
					token = await this.signedIn.renew(token);
					continue;
				}
				if (failures.captcha.is(error) || failures.addressBlocked.is(error)) {
					http.rest(error, clock.now() + REST_MS);
				}
				const temporary = failures.temporary.is(error) && error.httpStatus === undefined;
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
}

function requestOf(
	method: string,
	parameters: Parameters,
	options: Sending,
	token: string | undefined,
): HttpRequest {
	const encoded = encodeParameters(parameters);
	if (token !== undefined) encoded.token = token;
	const { effect, files, signal, responseType } = options;
	const body = files ? { multipart: { ...encoded, ...files } } : { form: encoded };
	const isGet = options.httpMethod === 'GET';
	return {
		method: isGet ? 'GET' : 'POST',
		url: API + encodeURIComponent(method),
		...(isGet ? { query: encoded } : { body }),
		headers: { authorization: APP_KEY, accept: 'application/json' },
		effect,
		name: `kwork.${method}`,
		signal,
		responseType,
		expects: responseType === 'bytes' ? undefined : 'json',
	};
}
