import { needsPerson, ServiceError } from '../errors';
import type { Clock, Random } from '../time';
import { readBackoff } from './beginning';

export interface RestOptions {
	clock: Clock;
	random: Random;
	signal: AbortSignal;
	/** The rest is over: one call may try. */
	over(): void;
}

/** After a refusal that only a person can end nothing is asked for a while, longer each time. */
export class Rest {
	private refusals = 0;

	private until = 0;

	constructor(private readonly options: RestOptions) {}

	get isOn(): boolean {
		return this.options.clock.now() < this.until;
	}

	/** It was refused last, so one call goes ahead of the others. */
	get isCareful(): boolean {
		return this.refusals > 0;
	}

	/** Answers whether a failure is such a refusal; the rest begins then. */
	after(error: unknown): boolean {
		const { clock, random, signal, over } = this.options;
		if (!(error instanceof ServiceError) || !needsPerson(error)) return false;
		if (this.isOn) return true;
		this.refusals += 1;
		const delay = readBackoff(this.refusals, error, random);
		this.until = clock.now() + delay;
		void clock
			.sleep(delay, signal)
			.then(over)
			.catch(() => {});
		return true;
	}

	/** The service answers again. */
	end(): void {
		this.refusals = 0;
	}
}
