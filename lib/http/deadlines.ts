import type { Clock } from '../time';
import { NOT_NEEDED } from '../time';

/** Timers of the platform overflow after 24 days; waking early only means looking again. */
export const LONGEST_SLEEP_MS = 3_600_000;

export interface Deadline {
	/** When it is over; may be moved later at any time. */
	at: number;
	expire(): void;
}

/**
 * Deadlines of all calls in flight behind one sleep, so that a call costs no timer of its own.
 * Moving a deadline later is only a write to its field; the sleep looks again when it wakes.
 */
export class Deadlines {
	private readonly active = new Set<Deadline>();

	private wakeAt = Infinity;

	private wake?: AbortController;

	constructor(private readonly clock: Clock) {}

	add(deadline: Deadline): void {
		this.active.add(deadline);
		if (deadline.at < this.wakeAt) this.arm(deadline.at);
	}

	/** For a deadline that was moved to an earlier time. */
	moved(deadline: Deadline): void {
		if (deadline.at < this.wakeAt && this.active.has(deadline)) this.arm(deadline.at);
	}

	/** Without any deadline left no timer remains, so that the process may end. */
	remove(deadline: Deadline): void {
		this.active.delete(deadline);
		if (this.active.size === 0) this.disarm();
	}

	private disarm(): void {
		this.wake?.abort(NOT_NEEDED);
		this.wake = undefined;
		this.wakeAt = Infinity;
	}

	private arm(at: number): void {
		this.disarm();
		const wake = new AbortController();
		this.wake = wake;
		this.wakeAt = at;
		const ms = Math.min(LONGEST_SLEEP_MS, Math.max(0, at - this.clock.now()));
		this.clock.sleep(ms, wake.signal).then(
			() => {
				if (this.wake === wake) this.check();
			},
			() => {},
		);
	}

	private check(): void {
		this.wakeAt = Infinity;
		const now = this.clock.now();
		let next = Infinity;
		for (const deadline of [...this.active]) {
			if (deadline.at <= now) {
				this.active.delete(deadline);
				deadline.expire();
			} else if (deadline.at < next) {
				next = deadline.at;
			}
		}
		if (next < Infinity && next < this.wakeAt) this.arm(next);
	}
}
