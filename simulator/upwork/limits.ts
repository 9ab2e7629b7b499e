import type { Answer } from '../core/types';
import type { UpworkWorld } from './world';

const SPANS = [
	['perSecond', 1_000],
	['perMinute', 60_000],
	['perDay', 86_400_000],
] as const;

/** 10 a second, 300 a minute, 40,000 a day (upwork.md 2.4), in spans of the simulator's clock. */
export class RateLimits {
	private counters = new Map<string, { span: number; used: number }>();

	constructor(private readonly world: UpworkWorld) {}

	clear(): void {
		this.counters.clear();
	}

	/** Counts one request; an answer means that it is one too many. */
	take(clientId: string): Answer | undefined {
		const { limits } = this.world.settings;
		let exceeded = false;
		for (const [name, length] of SPANS) {
			const limit = limits[name];
			if (limit === null) continue;
			const span = Math.floor(this.world.now() / length);
			const key = name === 'perDay' ? `${name} ${clientId}` : name;
			const known = this.counters.get(key);
			const counter = known?.span === span ? known : { span, used: 0 };
			counter.used++;
			this.counters.set(key, counter);
			exceeded ||= counter.used > limit;
		}
		return exceeded ? tooManyRequests(limits.retryAfterHeader ? '1' : undefined) : undefined;
	}
}

/** The body is not documented. */
export function tooManyRequests(retryAfter: string | undefined): Answer {
	return {
		status: 429,
		headers: retryAfter === undefined ? {} : { 'Retry-After': retryAfter },
		json: { message: 'Too Many Requests' },
	};
}
