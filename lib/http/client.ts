import { setMaxListeners } from 'node:events';
import { backoffDelay } from '../backoff';
import { asError, ServiceError } from '../errors';
import type { Clock, Random } from '../time';
import { systemClock } from '../time';
import { Addresses } from './addresses';
import { Breaker, DEFAULT_BREAKER } from './breaker';
import { Budgets } from './budgets';
import type { Call } from './call';
import { prepareCall } from './call';
import { Deadlines } from './deadlines';
import { failures } from './failures';
import { Metrics } from './metrics';
import { ProxyChoice } from './proxies';
import type { Redact } from './redact';
import { createRedact } from './redact';
import { followRedirects, isRedirect } from './redirects';
import { isBrokenOff } from './response';
import type { RetrySettings } from './retry';
import { DEFAULT_RETRY, isTemporary, isTemporaryStatus } from './retry';
import { Sender } from './sender';
import type { SocketRoute } from './sockets';
import { routeSocket } from './sockets';
import type {
	HttpClientOptions,
	HttpRequest,
	HttpResponse,
	HttpStatistics,
	ServiceCount,
} from './types';

/**
 * All HTTP calls of one account: pinned hosts, one keep-alive pool, the user's proxies, a rate
 * budget, a breaker and figures. Reads are repeated (exponential back-off with full jitter,
 * `Retry-After` honoured) within the call's total time; a write is sent once.
 *
 * Every status is returned; the last answer is returned when repeating did not help. Thrown are
 * `ServiceError`s of the table in failures.ts; none holds a query, a body or a login.
 */
export class HttpClient {
	/** Official and actual addresses of this account. */
	readonly addresses: Addresses;

	/** Copies a value without its secrets, for whatever is shown, e.g. the request of a dry run. */
	readonly redact: Redact;

	private readonly clock: Clock;

	private readonly random: Random;

	private readonly retry: RetrySettings;

	private readonly deadlines: Deadlines;

	private readonly budgets: Budgets;

	private readonly breaker: Breaker;

	private readonly proxies: ProxyChoice;

	private readonly sender: Sender;

	private readonly metrics = new Metrics();

	private readonly closing = new AbortController();

	constructor(private readonly options: HttpClientOptions) {
		setMaxListeners(0, this.closing.signal);
		this.addresses = new Addresses(options);
		this.redact = createRedact(options.secrets);
		this.clock = options.clock ?? systemClock;
		this.random = options.random ?? Math.random;
		this.retry = options.retry ?? DEFAULT_RETRY;
		this.deadlines = new Deadlines(this.clock);
		this.budgets = new Budgets(options.budgets ?? {}, options, this.clock, this.deadlines);
		this.breaker = new Breaker(this.clock, { ...DEFAULT_BREAKER, ...options.breaker });
		this.proxies = new ProxyChoice({
			account: options.account,
			proxies: options.proxies,
			simulated: this.addresses.simulated,
			environment: options.environment ?? process.env,
			clock: this.clock,
		});
		this.sender = new Sender(options, this.addresses, this.proxies, this.clock, this.deadlines);
	}

	/** Sends a request to an official address and gives its answer, whatever the status. */
	async request(request: HttpRequest): Promise<HttpResponse> {
		this.metrics.calls += 1;
		// One signal cancels as many calls as a run has in flight; that is no leak.
		if (request.signal) setMaxListeners(0, request.signal);
		try {
			const now = this.clock.now();
			const call = prepareCall(request, this.options, this.addresses, now, this.random);
			const response = await this.attempts(call);
			this.metrics.latency(response.durationMs);
			this.options.logger?.debug('HTTP call', {
				name: request.name,
				status: response.status,
				durationMs: response.durationMs,
			});
			if (response.status >= 400) this.metrics.error(`status ${response.status}`);
			return response;
		} catch (error) {
			this.metrics.error(error instanceof Error ? error.name : 'unknown');
			throw asError(error);
		}
	}

	/** The way of a socket to an official `wss://` address, with the proxy that calls use. */
	async socketRoute(officialUrl: string): Promise<SocketRoute> {
		return await routeSocket(officialUrl, this.addresses, this.proxies, this.options);
	}

	/**
	 * What the service says about a budget otherwise than by a header. It only ever lowers what is
	 * left.
	 */
	adjustBudget(name: string, seen: ServiceCount): void {
		this.budgets.adjust(name, seen);
	}

	/** Opens the breaker: until `untilMs` every call fails at once with this reason. */
	rest(reason: ServiceError, untilMs: number): void {
		this.breaker.rest(reason, untilMs);
		const until = new Date(untilMs).toISOString();
		this.options.logger?.warn('The account rests', { kind: reason.kind, until });
	}

	statistics(): HttpStatistics {
		return {
			...this.metrics.statistics(),
			budgets: this.budgets.statistics(),
			breaker: this.breaker.statistics(),
			proxies: this.proxies.statistics(),
		};
	}

	/** Ends all connections and calls, those that wait included. May be called again. */
	async close(): Promise<void> {
		this.closing.abort();
		this.budgets.refuseAll(
			failures.cancelled('The client was closed', { details: { sent: false } }),
		);
		await this.sender.close();
	}

	private async attempts(call: Call): Promise<HttpResponse> {
		const { request } = call;
		const most = request.effect === 'read' ? this.retry.attempts : 1;
		for (let attempt = 1; ; attempt += 1) {
			let pause = backoffDelay(attempt, this.retry, this.random);
			try {
				const response = await this.attempt(call);
				const isWhole = request.expects !== 'json' || !isBrokenOff(response);
				if (attempt >= most || (isWhole && !isTemporaryStatus(response.status))) return response;
				pause = Math.max(pause, response.retryAfterMs ?? 0);
				if (!this.mayRepeat(call, pause)) return response;
			} catch (error) {
				if (attempt >= most || !isTemporary(error) || !this.mayRepeat(call, pause))
					throw asError(error);
			}
			this.metrics.retries += 1;
			await this.wait(pause, request);
		}
	}

	/** One try, redirects included, with the breaker around it. */
	private async attempt(call: Call): Promise<HttpResponse> {
		const { name, signal } = call.request;
		if (signal?.aborted) {
			throw failures.cancelled(`${name} was cancelled`, { details: { sent: false } });
		}
		const probe = this.breaker.enter(name);
		let reached = false;
		try {
			const turn = this.takeTurn(call);
			if (turn) await turn;
			let response = await this.sender.send(call, call.first);
			reached = true;
			if (isRedirect(call, response)) {
				response = await followRedirects(call, response, this.addresses, async (hop) => {
					await this.takeTurn(call);
					return await this.sender.send(call, hop);
				});
			}
			if (response.status >= 500) this.breaker.failed({ message: `HTTP ${response.status}` });
			else this.breaker.succeeded();
			this.heed(call, response);
			return response;
		} catch (error) {
			if (isTemporary(error)) this.breaker.failed(error);
			else if (probe) this.breaker.undecided();
			throw call.request.effect === 'write' ? outcomeOf(call.request, error, reached) : error;
		}
	}

	private takeTurn(call: Call): Promise<void> | undefined {
		const { name, budget, signal } = call.request;
		return this.budgets.take(budget, { name, signal, totalAt: call.totalAt });
	}

	/** What an answer says about the budget holds for every call within it. */
	private heed({ request: { budget } }: Call, response: HttpResponse): void {
		const now = this.clock.now();
		const pause = response.status === 429 ? response.retryAfterMs : undefined;
		if (pause) this.budgets.adjust(budget, { remaining: 0, resetAtMs: now + pause });
		const count = this.options.countIn?.(response.headers, now);
		if (count) this.budgets.adjust(budget, count);
	}

	private mayRepeat(call: Call, pause: number): boolean {
		return this.clock.now() + pause < call.totalAt && !this.breaker.open;
	}

	private async wait(ms: number, { name, signal }: HttpRequest): Promise<void> {
		const { signal: closing } = this.closing;
		const slept = this.clock.sleep(ms, signal ? AbortSignal.any([signal, closing]) : closing);
		await slept.catch(() => Promise.reject(failures.cancelled(`${name} was cancelled`)));
	}
}

/**
 * How a failed write is told: nothing left, or the service says it did nothing (as it is), or the
 * result is open. `reached`: the service answered before, with a redirect.
 */
function outcomeOf({ name }: HttpRequest, error: unknown, reached: boolean): unknown {
	if (!(error instanceof ServiceError) || error.kind === 'outcomeUnknown') return error;
	const unsent = error.details?.['sent'] === false || error.kind === 'refusedLocally';
	if (error.details?.['done'] === false || (unsent && !reached)) return error;
	return failures.outcomeUnknown(`${name}: sent, but the result did not come back`, {
		code: error.code,
		httpStatus: error.httpStatus,
		details: { reason: error.message },
		cause: error,
	});
}
