import type { HttpStatistics } from './types';

const SIZE = 1000;

/** Counts and the latencies of the last 1,000 answered calls. */
export class Metrics {
	calls = 0;

	retries = 0;

	private readonly errors: Record<string, number> = {};

	private readonly ring = new Float64Array(SIZE);

	private recorded = 0;

	latency(ms: number): void {
		this.ring[this.recorded % SIZE] = ms;
		this.recorded += 1;
	}

	/** Errors are counted by class, statuses from 400 as `status 404`. */
	error(name: string): void {
		this.errors[name] = (this.errors[name] ?? 0) + 1;
	}

	statistics(): Pick<HttpStatistics, 'calls' | 'retries' | 'errors' | 'latency'> {
		const sorted = this.ring.slice(0, Math.min(this.recorded, SIZE)).sort();
		const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
		return {
			calls: this.calls,
			retries: this.retries,
			errors: { ...this.errors },
			latency: { p50: at(0.5), p95: at(0.95), p99: at(0.99) },
		};
	}
}
