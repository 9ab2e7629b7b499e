import type { INodeExecutionData, IRun, ITriggerFunctions } from 'n8n-workflow';
import { ExecutionCancelledError, NodeOperationError } from 'n8n-workflow';
import { backoffDelay } from '../../../lib/backoff';
import type { Outcome } from '../../../lib/feed';
import type { Clock } from '../../../lib/time';
import { inOurWords } from '../errors';
import { isKept } from './acknowledgement';

export interface EmitterOptions {
	/** Hold the caller until the execution has ended. */
	awaitRun: boolean;
	/** An execution that ends in an error counts as failed. */
	needsSuccess: boolean;
	/** Let the caller go on after so long, though the execution has not ended; not with `needsSuccess`. */
	patienceMs?: number;
	clock: Clock;
}

type End = 'done' | 'failed';

const START_TRIES = 6;
const START_BACKOFF = { baseMs: 4000, capMs: 64_000 };
/** An execution that does not end within an hour no longer holds up what comes behind it. */
const LONGEST_RUN_MS = 60 * 60_000;
const TIMEOUT_GRACE_MS = 60_000;
/**
 * A trigger that is closed waits so long for the end of an execution that has just begun. A stopping
 * n8n does not wait for one that it is still writing to its database: it closes the database, and
 * the execution is found as crashed, without its data, at the next start.
 */
export const CLOSING_GRACE_MS = 4000;
/** n8n may have forgotten by then that it had an execution. */
export const N8N_REMEMBERS_MS = 24 * 60 * 60_000;

/** Starts executions: once per key, again when n8n could not start one, with the end awaited. */
export class Emitter {
	/** Executions that have not ended, with the time of their start. */
	private readonly running = new Map<Promise<unknown>, number>();

	/** Keys of executions that n8n could not start yet. */
	private readonly unstarted = new Set<string>();

	/** A key that n8n has, and since when that is known. */
	private known?: { key: string; at: number };

	constructor(
		private readonly context: ITriggerFunctions,
		private readonly options: EmitterOptions,
	) {}

	/**
	 * n8n starts one execution per event and attempt, whatever was emitted before a restart.
	 *
	 * @param attempt 1 for the first delivery of the event
	 * @returns `failed` for an execution that has to be repeated; where the caller is not held, `kept`
	 *   until the end, because n8n does not tell when it has stored an execution
	 */
	async emit(
		items: INodeExecutionData[],
		eventId: string,
		attempt: number,
		signal: AbortSignal,
	): Promise<Outcome> {
		const base = `${this.context.getWorkflow().id}:${this.context.getNode().id}:${eventId}`;
		const key = attempt > 1 ? `${base}:${attempt}` : base;
		const run = this.within(this.deadlineMs, this.tracked(this.start(items, key, signal)), signal);
		const { awaitRun, needsSuccess, patienceMs } = this.options;
		if (!awaitRun) return { kept: run };
		if (needsSuccess) return (await run) ?? 'done';
		if (patienceMs === undefined) await run;
		else {
			while ((await this.within(patienceMs, run, signal)) === undefined) {
				if (!this.unstarted.has(key)) return { kept: run };
			}
		}
		return 'done';
	}

	/** Shows in the list of executions and runs the error workflow; the trigger goes on. */
	report(message: string, description: string): void {
		const error = new NodeOperationError(this.context.getNode(), message, { description });
		this.context.logger.error(message);
		this.context.saveFailedExecution?.(inOurWords(error, message));
	}

	/** An event failed as often as it may. */
	giveUp(eventId: string, attempts: number): void {
		this.report(
			`Event ${eventId} was given up after ${attempts} failed executions`,
			'Look at the failed executions of this event and handle it by hand.',
		);
	}

	/** Starts an execution for something that is not caught up and may come twice. */
	emitOnce(item: INodeExecutionData): void {
		const done = this.context.helpers.createDeferredPromise<IRun>();
		this.context.emit([[item]], undefined, done);
		this.tracked(done.promise).catch(() => {});
	}

	/**
	 * Has n8n store static data, which it does with an emit only: one under a key that it has already,
	 * so that it starts nothing. Had it forgotten the key, an execution without items would run, so
	 * an old one is used only where what is not stored would be run again.
	 */
	async store(): Promise<void> {
		const { known, context } = this;
		const { clock, needsSuccess } = this.options;
		if (!known || (!needsSuccess && clock.now() - known.at > N8N_REMEMBERS_MS)) return;
		const done = context.helpers.createDeferredPromise<IRun>();
		context.emit([[]], undefined, done, known.key);
		await done.promise.catch(() => {});
	}

	/** Settles when what has just begun has ended. */
	async settled(): Promise<void> {
		const since = this.options.clock.now() - CLOSING_GRACE_MS;
		const young = [...this.running].filter(([, startedAt]) => startedAt > since);
		await Promise.allSettled(young.map(([run]) => run));
	}

	private tracked<T>(run: Promise<T>): Promise<T> {
		this.running.set(run, this.options.clock.now());
		const ended = () => void this.running.delete(run);
		run.then(ended, ended);
		return run;
	}

	/** How the execution ended; `done` when n8n knows the key from an earlier life. */
	private async start(items: INodeExecutionData[], key: string, signal: AbortSignal): Promise<End> {
		for (let attempt = 1; ; attempt += 1) {
			const done = this.context.helpers.createDeferredPromise<IRun>();
			this.context.emit([items], undefined, done, key);
			const end = await done.promise.then(
				(run) => ({ run, error: undefined }),
				(error: unknown) => ({ run: undefined, error }),
			);
			if (end.error === undefined) {
				if (this.isKept(end.run)) this.known = { key, at: this.options.clock.now() };
				this.unstarted.delete(key);
				// Known, but only from the attempt before, which came to no end.
				if (!end.run && attempt > 1) return 'failed';
				return isFailure(end.run) ? 'failed' : 'done';
			}
			if (end.error instanceof ExecutionCancelledError) {
				return end.error.reason === 'manual' ? 'done' : 'failed';
			}
			// The execution did not start, e.g. because the database was busy.
			const { logger } = this.context;
			logger.warn(`${this.context.getNode().name}: n8n could not start an execution`, { attempt });
			this.unstarted.add(key);
			if (attempt >= START_TRIES) {
				this.unstarted.delete(key);
				throw new NodeOperationError(this.context.getNode(), 'n8n could not start an execution', {
					description: 'See the log of n8n for the reason. The event is tried again later.',
				});
			}
			await this.options.clock.sleep(backoffDelay(attempt, START_BACKOFF), signal);
		}
	}

	/** Undefined when it takes longer. Rejects when `signal` aborts, a grace after it has begun. */
	private async within<T>(
		ms: number,
		run: Promise<T>,
		signal: AbortSignal,
	): Promise<T | undefined> {
		const { clock } = this.options;
		const youngUntil = clock.now() + CLOSING_GRACE_MS;
		const over = new AbortController();
		const closed = new AbortController();
		const close = () => {
			const graceMs = youngUntil - clock.now();
			const end = () => closed.abort(signal.reason);
			if (graceMs <= 0) return end();
			void clock
				.sleep(graceMs, over.signal)
				.then(end)
				.catch(() => {});
		};
		if (signal.aborted) close();
		else signal.addEventListener('abort', close, { once: true });
		const waiting = clock
			.sleep(ms, AbortSignal.any([closed.signal, over.signal]))
			.then(() => undefined);
		waiting.catch(() => {});
		try {
			return await Promise.race([run, waiting]);
		} finally {
			over.abort();
			signal.removeEventListener('abort', close);
		}
	}

	/** Whether n8n still has an execution that has ended; one that it refused it had before. */
	private isKept(run: IRun | undefined): boolean {
		if (!run || this.options.needsSuccess) return true;
		return isKept(this.context, isFailure(run) ? 'error' : 'success');
	}

	private get deadlineMs(): number {
		const { executionTimeout = 0 } = this.context.getWorkflowSettings();
		return executionTimeout > 0 ? executionTimeout * 1000 + TIMEOUT_GRACE_MS : LONGEST_RUN_MS;
	}
}

/** In queue mode the run is trimmed: only status and error are there (n8n.md 3.4). */
function isFailure(run: IRun | undefined): boolean {
	if (!run) return false;
	return run.status === 'error' || run.status === 'crashed' || Boolean(run.data.resultData.error);
}
