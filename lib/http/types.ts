import type { SharedBudgets } from './sharedStore';
import type { LookupFunction } from 'node:net';
import type { Logger } from '../log';
import type { Clock, Random } from '../time';
import type { CookieStore } from './cookies';

export type QueryValue = string | number | boolean | null | undefined;
/** `null` and `undefined` are left out; an array repeats the name as given (write `ids[]` yourself). */
export type QueryParameters = Record<string, QueryValue | readonly QueryValue[]>;

export interface FilePart {
	fileName: string;
	contentType?: string;
	data: Buffer;
}

/** One of the three. */
export type RequestBody =
	| { json: unknown }
	| { form: QueryParameters }
	| { multipart: Record<string, QueryValue | FilePart | ReadonlyArray<QueryValue | FilePart>> };

export interface Timeouts {
	/** Milliseconds each. `total` covers retries and waiting for the rate budget, too. */
	connect: number;
	headers: number;
	body: number;
	total: number;
}

/**
 * One call. `url` is always the service's official address (`https://api.kwork.ru/actor`); the
 * client turns it into the simulator's where the environment says so.
 */
export interface HttpRequest {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	url: string;
	query?: QueryParameters;
	headers?: Record<string, string>;
	body?: RequestBody;
	/**
	 * `read` may be repeated after a failure, `write` is sent once: a write whose outcome is not
	 * known ends in `http.outcomeUnknown`.
	 */
	effect: 'read' | 'write';
	/** What the breaker and the metrics call this, e.g. `kwork.dialogs`. No ids in it. */
	name: string;
	/** Default `error`: a redirect is an error. `follow` stays inside the allowed hosts. */
	redirect?: 'error' | 'follow' | 'manual';
	cookies?: CookieStore;
	/** Bytes of the decoded body; default 16 MiB. More is an error, never a cut body. */
	maxResponseBytes?: number;
	/** `bytes`: a file, which `text` does not hold. */
	responseType?: 'text' | 'bytes';
	/**
	 * What a success holds. A read whose success is empty (but for 204) or no whole JSON is repeated
	 * like one whose connection broke: a proxy may end a broken answer as if it were all. A page for
	 * people is an answer, and is not asked for again.
	 */
	expects?: 'json';
	signal?: AbortSignal;
	/** Named budget besides the account's own, e.g. `job` for Avito's 10 per second. */
	budget?: string;
}

export interface HttpResponse {
	status: number;
	/** Lower-case names; a repeated header is joined with `, ` (cookies are in the store). */
	headers: Record<string, string>;
	/** Official address after redirects. */
	url: string;
	text: string;
	bytes: Buffer;
	/** Parsed body; throws `http.unexpectedAnswer` for HTML or a cut body. */
	json(): unknown;
	/** What `Retry-After` asks for. */
	retryAfterMs?: number;
	/** Milliseconds from the first byte sent to the last byte read, of the last attempt. */
	durationMs: number;
}

/** No span of `intervalMs`, wherever it begins, holds more requests than `limit`. */
export interface RateWindow {
	/** Divided by `workers`. */
	limit: number;
	intervalMs: number;
	/** Requests that may go at once after a pause; default a tenth of `limit`, at least one. */
	burst?: number;
	/** Counts by steps of this length, each as if at its end: a long window needs few figures then. */
	stepMs?: number;
}

/** What a service says is left until a time, for all workers together. */
export interface ServiceCount {
	remaining: number;
	resetAtMs: number;
}

/** When the breaker opens by itself, and for how long: `restMs`, doubled each time up to `capMs`. */
export interface BreakerSettings {
	/** Failures (no answer, or a status from 500) in a row. */
	failures: number;
	restMs: number;
	capMs: number;
}

export interface HttpClientOptions {
	/** Key of budget, breaker and metrics; not a secret, not shown. */
	account: string;
	/** Exact hosts, or `*.kwork.ru` for a domain and all below it. Others are refused unsent. */
	allowedHosts: readonly string[];
	/** Base URL of the simulator; set means: talk to it and to nothing else. Loopback only. */
	simulatorUrl?: string;
	/** The user's own connections: http, https, socks5. Sticky choice, dead ones rest a while. */
	proxies?: readonly string[];
	/** Windows of the budgets by name, the shortest first; `default` applies where none is named. */
	budgets?: Record<string, readonly RateWindow[]>;
	/** What the headers of an answer say about the budget that its request counts against. */
	countIn?: (headers: HttpResponse['headers'], nowMs: number) => ServiceCount | undefined;
	/** How many processes share the account where nothing else says so; default 1. */
	workers?: number;
	/** Counts the requests of all processes that use the account; without it each keeps to its part. */
	sharedBudgets?: SharedBudgets;
	/** n8n's egress protection, passed through. */
	egress?: { lookup?: LookupFunction; validateUrl?: (url: string) => void | Promise<void> };
	timeouts?: Partial<Timeouts>;
	retry?: { attempts: number; baseMs: number; capMs: number };
	breaker?: Partial<BreakerSettings>;
	/** Certificate authorities (PEM) to trust instead of this machine's own. */
	ca?: string | Buffer;
	/** Where `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` are read; default `process.env`. */
	environment?: Readonly<Record<string, string | undefined>>;
	userAgent?: string;
	/** Names of fields whose values never reach an error or a log, besides the built-in ones. */
	secrets?: readonly string[];
	clock?: Clock;
	random?: Random;
	logger?: Logger;
}

/** Figures since the client was made. Latencies are milliseconds over the last 1,000 calls. */
export interface HttpStatistics {
	calls: number;
	retries: number;
	errors: Record<string, number>;
	latency: { p50: number; p95: number; p99: number };
	/** What is left in the longest window of each budget, and of how many. */
	budgets: Record<string, { available: number; limit: number; intervalMs: number }>;
	breaker: { open: boolean; reason?: string; untilMs?: number };
	proxies: Array<{ host: string; restingUntilMs?: number }>;
}
