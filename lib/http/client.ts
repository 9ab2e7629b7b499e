import { Agent } from 'undici';
import { systemClock } from '../time';
import { Addresses } from './addresses';
import type { EncodedBody } from './bodies';
import { encodeBody, withQuery } from './bodies';
import { Deadlines } from './deadlines';
import { CancelledError, OutcomeUnknownError, UnexpectedAnswerError } from './errors';
import { Exchange } from './exchange';
import { explain } from './explain';
import { toResponse } from './response';
import { backoffMs, DEFAULT_RETRY, isTemporaryStatus, retryAfterMs } from './retry';
import type {
	HttpClientOptions,
	HttpRequest,
	HttpResponse,
	HttpStatistics,
	Timeouts,
} from './types';
import { ServiceError } from '../errors';

const DEFAULT_TIMEOUTS: Timeouts = {
	connect: 10_000,
	headers: 30_000,
	body: 30_000,
	total: 120_000,
};
const DEFAULT_MAX_BYTES = 16 * 1024 * 1024;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export class HttpClient {
	readonly addresses: Addresses;

	private readonly clock;
	private readonly random;
	private readonly deadlines: Deadlines;
	private readonly agent: Agent;
	private closed = false;

	constructor(private readonly options: HttpClientOptions) {
		this.addresses = new Addresses(options);
		this.clock = options.clock ?? systemClock;
		this.random = options.random ?? Math.random;
		this.deadlines = new Deadlines(this.clock);
		this.agent = new Agent({
			headersTimeout: 0,
			bodyTimeout: 0,
			connect: { lookup: options.egress?.lookup },
		});
	}

	async request(request: HttpRequest): Promise<HttpResponse> {
		const timeouts = { ...DEFAULT_TIMEOUTS, ...this.options.timeouts, ...request.timeouts };
		const totalAt = this.clock.now() + timeouts.total;
		const official = withQuery(this.addresses.assertAllowed(request.url), request.query);
		const body = encodeBody(
			request,
			() => `----hub${this.random().toString(36).slice(2)}${this.random().toString(36).slice(2)}`,
		);
		const retry = this.options.retry ?? DEFAULT_RETRY;
		const attempts = request.effect === 'read' && body.repeatable ? retry.attempts : 1;
		for (let attempt = 1; ; attempt += 1) {
			let wait = backoffMs(attempt, retry, this.random);
			try {
				const response = await this.follow(request, official, body, timeouts, totalAt);
				if (attempt >= attempts || !isTemporaryStatus(response.status)) return response;
				const asked = retryAfterMs(response.headers['retry-after'], this.clock.now());
				wait = Math.max(wait, asked ?? 0);
				if (this.clock.now() + wait >= totalAt) return response;
				response.stream?.destroy();
			} catch (error) {
				if (request.effect === 'write') throw this.outcome(request, error);
				const again =
					error instanceof ServiceError && ['network', 'timeout', 'proxy'].includes(error.kind);
				if (!again || attempt >= attempts || this.clock.now() + wait >= totalAt) throw error;
			}
			await this.clock.sleep(wait, request.signal).catch(() => {
				throw new CancelledError(`${request.name} was cancelled`);
			});
		}
	}

	private outcome(request: HttpRequest, error: unknown): unknown {
		if (!(error instanceof ServiceError) || error.details?.sent === false) return error;
		if (error.kind === 'refusedLocally' || error instanceof OutcomeUnknownError) return error;
		if (
			error instanceof UnexpectedAnswerError &&
			error.httpStatus &&
			error.httpStatus < 400 &&
			error.httpStatus >= 300
		)
			return error;
		return new OutcomeUnknownError(
			`${request.name}: sent, but the result did not come back (${error.message})`,
			{ cause: error, code: error.code, httpStatus: error.httpStatus },
		);
	}

	private async follow(
		request: HttpRequest,
		start: URL,
		body: EncodedBody,
		timeouts: Timeouts,
		totalAt: number,
	): Promise<HttpResponse> {
		let official = start;
		let method = request.method;
		let sentBody: EncodedBody | undefined = body;
		const mode = request.redirect ?? 'error';
		for (let hop = 0; ; hop += 1) {
			const response = await this.once(
				{ ...request, method },
				official,
				sentBody,
				timeouts,
				totalAt,
			);
			const location = response.headers['location'];
			if (!REDIRECTS.has(response.status) || location === undefined || mode === 'manual')
				return response;
			response.stream?.destroy();
			if (mode === 'error' || hop >= (request.maxRedirects ?? 5)) {
				throw new UnexpectedAnswerError(
					`${request.name}: the service redirects (status ${response.status})`,
					{ httpStatus: response.status },
				);
			}
			official = this.addresses.resolveRedirect(official, location);
			if (response.status === 303 || (response.status < 303 && method === 'POST')) {
				method = 'GET';
				sentBody = undefined;
			}
		}
	}

	private async once(
		request: HttpRequest,
		official: URL,
		body: EncodedBody | undefined,
		timeouts: Timeouts,
		totalAt: number,
	): Promise<HttpResponse> {
		const actual = this.addresses.actualOf(official);
		await this.options.egress?.validateUrl?.(actual.href);
		if (this.closed)
			throw new CancelledError(`${request.name}: the client was closed`, {
				details: { sent: false },
			});
		const headers: Record<string, string> = {
			accept: '*/*',
			'accept-encoding': 'gzip, deflate, br',
		};
		if (this.options.userAgent) headers['user-agent'] = this.options.userAgent;
		if (body?.contentType) headers['content-type'] = body.contentType;
		for (const [name, value] of Object.entries(request.headers ?? {}))
			headers[name.toLowerCase()] = value;
		request.cookies?.useAddresses(this.addresses);
		const cookie = request.cookies?.header(actual.href);
		if (cookie) headers['cookie'] = cookie;
		const maxBytes = request.maxResponseBytes ?? DEFAULT_MAX_BYTES;
		const place = { name: request.name, host: official.host };
		const exchange = new Exchange(
			{
				...place,
				clock: this.clock,
				deadlines: this.deadlines,
				timeouts,
				totalAt,
				maxBytes,
				streamed: request.responseType === 'stream',
				explain: (error, sent) => explain(error, sent, place),
			},
			request.signal,
		);
		if (!exchange.over)
			this.agent.dispatch(
				{
					origin: actual.origin,
					path: actual.pathname + actual.search,
					method: request.method,
					headers,
					body: body?.body ?? null,
				},
				exchange,
			);
		const raw = await exchange.answer;
		request.cookies?.take(actual.href, raw.headers['set-cookie']);
		return await toResponse(raw, {
			name: request.name,
			url: official.href,
			responseType: request.responseType ?? 'text',
			maxBytes,
		});
	}

	statistics(): HttpStatistics {
		return {
			calls: 0,
			retries: 0,
			errors: {},
			latency: { p50: 0, p95: 0, p99: 0 },
			budgets: {},
			breaker: { open: false },
			proxies: [],
		};
	}

	adjustBudget(_name: string, _seen: { remaining: number; resetAtMs: number }): void {}

	rest(_reason: ServiceError, _untilMs: number): void {}

	async close(): Promise<void> {
		this.closed = true;
		await this.agent.destroy();
	}
}
