import type { Clock } from '../../lib/time';

/** The simulator's time: runs on like a watch, or stands still, and can be moved forward. */
export interface SimulatorClock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Moves time forward; what was due on the way runs before this returns. */
	advance(ms: number): void;
	/** Runs `task` once, `delayMs` from now, in real time or when time is moved past it. */
	schedule(delayMs: number, task: () => void): () => void;
	/** Forgets all planned tasks. */
	clear(): void;
}

interface Planned {
	at: number;
	task: () => void;
}

/**
 * @param base where time comes from: the machine's clock, or a test's own (which then must be
 * moved by its owner or by `advance`).
 */
export function createClock(base: Pick<Clock, 'now'> = { now: () => Date.now() }): SimulatorClock {
	let offset = 0;
	let planned: Planned[] = [];
	let timer: NodeJS.Timeout | undefined;
	const now = () => base.now() + offset;

	const plan = () => {
		clearTimeout(timer);
		const next = planned[0];
		if (next === undefined) return;
		timer = setTimeout(runDue, Math.min(Math.max(next.at - now(), 1), 2 ** 31 - 1));
		timer.unref();
	};
	const runDue = () => {
		for (;;) {
			const next = planned[0];
			if (next === undefined || next.at > now()) break;
			planned.shift();
			next.task();
		}
		plan();
	};

	return {
		now,
		advance(ms) {
			if (!(ms >= 0)) throw new RangeError('Time only moves forward');
			offset += ms;
			runDue();
		},
		schedule(delayMs, task) {
			const entry = { at: now() + delayMs, task };
			planned = [...planned, entry].sort((a, b) => a.at - b.at);
			plan();
			return () => {
				planned = planned.filter((other) => other !== entry);
				plan();
			};
		},
		clear() {
			planned = [];
			clearTimeout(timer);
		},
	};
}
