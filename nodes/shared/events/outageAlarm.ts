import { needsPerson, type FailureKind, type ServiceError } from '../../../lib/errors';
import type { Clock } from '../../../lib/time';

const PASSING: ReadonlySet<unknown> = new Set<FailureKind>([
	'network',
	'proxy',
	'timeout',
	'temporary',
	'rateLimited',
	'contract',
	'blocked',
]);

/** The service cannot be had right now: it is waited for, and nobody has to mend anything. */
export const isPassing = (error: unknown): boolean =>
	error instanceof Error && 'kind' in error && PASSING.has(error.kind);

export interface AlarmOptions {
	/** 0 switches the alarm off. */
	afterMs: number;
	clock: Clock;
	/** @param part what is down, in words */
	raise(part: string, error: ServiceError, downMs: number): void;
}

interface Outage {
	error: ServiceError;
	readonly since: number;
	readonly timer: AbortController;
	isTold: boolean;
}

/**
 * Tells once per outage: after a while, or at once when only a person can end it. Parts that go down
 * while another one is down for the same reason belong to the same outage.
 */
export class OutageAlarm {
	private readonly outages = new Map<string, Outage>();

	constructor(private readonly options: AlarmOptions) {}

	/** A part does not work; to be called again for every attempt that fails. */
	down(part: string, error: ServiceError): void {
		if (this.options.afterMs <= 0) return;
		const outage = this.outages.get(part) ?? this.begin(part, error);
		outage.error = error;
		if (outage.isTold) return;
		const isKnown = [...this.outages.values()].some(
			(other) => other.isTold && other.error.kind === error.kind,
		);
		if (isKnown) this.markTold(outage);
		else if (needsPerson(error)) this.tell(part, outage);
	}

	/** A part works. */
	up(part: string): void {
		this.outages.get(part)?.timer.abort();
		this.outages.delete(part);
	}

	/** Nothing is told any more. */
	close(): void {
		for (const part of [...this.outages.keys()]) this.up(part);
	}

	private begin(part: string, error: ServiceError): Outage {
		const { afterMs, clock } = this.options;
		const outage = { error, since: clock.now(), timer: new AbortController(), isTold: false };
		this.outages.set(part, outage);
		void clock
			.sleep(afterMs, outage.timer.signal)
			.then(() => this.tell(part, outage))
			.catch(() => {});
		return outage;
	}

	private tell(part: string, { error, since }: Outage): void {
		for (const outage of this.outages.values()) this.markTold(outage);
		this.options.raise(part, error, this.options.clock.now() - since);
	}

	private markTold(outage: Outage): void {
		outage.isTold = true;
		outage.timer.abort();
	}
}
