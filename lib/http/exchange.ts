import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { ServiceError } from '../errors';
import type { Clock } from '../time';
import type { Deadline, Deadlines } from './deadlines';
import { failures } from './failures';
import type { Timeouts } from './types';

export interface ExchangeOptions {
	name: string;
	host: string;
	clock: Clock;
	deadlines: Deadlines;
	timeouts: Timeouts;
	/** When the whole call is over. */
	totalAt: number;
	maxBytes: number;
	/** Turns what undici reports into an error of ours. */
	explain(error: Error, sent: boolean): ServiceError;
}

export interface RawAnswer {
	status: number;
	headers: IncomingHttpHeaders;
	/** Still encoded. */
	body: Buffer;
	durationMs: number;
}

/**
 * One request on one connection. It knows whether a byte may have left (`sent`): undici calls
 * `onRequestStart` on a live connection just before it writes, so that everything which fails
 * earlier (name, connection, TLS, proxy) certainly sent nothing.
 */
export class Exchange implements Dispatcher.DispatchHandler, Deadline {
	readonly answer: Promise<RawAnswer>;

	at: number;

	sent = false;

	private phase: keyof Timeouts = 'connect';

	private settled = false;

	private controller?: Dispatcher.DispatchController;

	private failure?: ServiceError;

	private status = 0;

	private headers: IncomingHttpHeaders = {};

	private readonly chunks: Buffer[] = [];

	private size = 0;

	private startedAt: number;

	private resolve: (answer: RawAnswer) => void = () => {};

	private reject: (error: Error) => void = () => {};

	constructor(
		private readonly options: ExchangeOptions,
		private readonly signal?: AbortSignal,
	) {
		this.startedAt = options.clock.now();
		this.answer = new Promise((resolve, reject) => {
			this.resolve = resolve;
			this.reject = reject;
		});
		this.at = this.limit(options.timeouts.connect);
		options.deadlines.add(this);
		signal?.addEventListener('abort', this.onAbort, { once: true });
		if (signal?.aborted) this.onAbort();
	}

	/** Whether the call is over before it was given to a connection. */
	get over(): boolean {
		return this.failure !== undefined;
	}

	onRequestStart(controller: Dispatcher.DispatchController): void {
		this.controller = controller;
		if (this.failure) {
			controller.abort(this.failure);
			return;
		}
		this.sent = true;
		this.startedAt = this.options.clock.now();
		this.enter('headers', this.options.timeouts.headers);
	}

	onResponseStart(
		_controller: Dispatcher.DispatchController,
		status: number,
		headers: IncomingHttpHeaders,
	): void {
		if (status < 200) return;
		this.status = status;
		this.headers = headers;
		this.enter('body', this.options.timeouts.body);
		if (Number(headers['content-length']) > this.options.maxBytes) {
			this.fail(this.tooLarge());
		}
	}

	onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
		this.size += chunk.length;
		if (this.size > this.options.maxBytes) {
			this.fail(this.tooLarge());
			return;
		}
		this.enter('body', this.options.timeouts.body);
		this.chunks.push(chunk);
	}

	onResponseEnd(): void {
		this.release();
		if (this.settled) return;
		this.settled = true;
		const { status, headers, chunks } = this;
		const [first] = chunks;
		const body = first && chunks.length === 1 ? first : Buffer.concat(chunks);
		this.resolve({ status, headers, body, durationMs: this.options.clock.now() - this.startedAt });
	}

	onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
		this.fail(this.failure ?? this.options.explain(error, this.sent));
	}

	expire(): void {
		const total = this.at >= this.options.totalAt;
		const phase = total ? 'total' : this.phase;
		const { name, host, timeouts } = this.options;
		const limit = timeouts[phase];
		const message = `${name}: ${host} took longer than ${limit} ms (${phase})`;
		this.fail(failures.timeout(message, phase, this.sent));
	}

	private readonly onAbort = () => {
		const { name } = this.options;
		this.fail(failures.cancelled(`${name} was cancelled`, { details: { sent: this.sent } }));
	};

	private limit(ms: number): number {
		return Math.min(this.options.clock.now() + ms, this.options.totalAt);
	}

	private enter(phase: keyof Timeouts, ms: number): void {
		this.phase = phase;
		const at = this.limit(ms);
		const earlier = at < this.at;
		this.at = at;
		if (earlier) this.options.deadlines.moved(this);
	}

	private fail(error: ServiceError): void {
		if (this.failure) return;
		this.failure = error;
		this.release();
		this.controller?.abort(error);
		if (!this.settled) {
			this.settled = true;
			this.reject(error);
		}
	}

	private release(): void {
		this.options.deadlines.remove(this);
		this.signal?.removeEventListener('abort', this.onAbort);
	}

	private tooLarge(): ServiceError {
		const { name, maxBytes } = this.options;
		return failures.tooLarge(name, maxBytes, this.status);
	}
}
