import type { ServiceError } from '../../../lib/errors';
import type { Clock } from '../../../lib/time';

export interface AlarmOptions {
	/** 0 switches the alarm off. */
	afterMs: number;
	clock: Clock;
	raise(error: ServiceError, downMs: number): void;
}

/** Tells once per outage: after a while, or at once when only a person can end it. */
export class OutageAlarm {
	private outage?: AbortController;

	private lastError?: ServiceError;

	private raised = false;

	constructor(private readonly options: AlarmOptions) {}

	down(error: ServiceError): void {
		const { afterMs, clock } = this.options;
		this.lastError = error;
		if (afterMs <= 0 || this.raised) return;
		if (error.kind === 'authentication' || error.kind === 'captcha') return this.tell(0);
		if (this.outage) return;
		const outage = new AbortController();
		this.outage = outage;
		void clock
			.sleep(afterMs, outage.signal)
			.then(() => this.tell(afterMs))
			.catch(() => {});
	}

	up(): void {
		this.outage?.abort();
		this.outage = undefined;
		this.raised = false;
	}

	private tell(downMs: number): void {
		if (this.raised || !this.lastError) return;
		this.raised = true;
		this.options.raise(this.lastError, downMs);
	}
}
