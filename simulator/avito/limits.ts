import type { Answer } from '../core/types';
import { envelopeA, envelopeB } from './errors';
import type { AvitoWorld, LimitFamily } from './world';

const MINUTE = 60_000;
/** Families whose answers carry the documented headers (avito.md 2.1). */
const WITH_HEADERS = new Set<LimitFamily>(['job', 'vacancySearch', 'items', 'itemInfo']);

interface Window {
	minute: number;
	used: number;
}

/** Counts calls per key pair and family in whole minutes of the simulator's clock. */
export class RateLimits {
	private windows = new Map<string, Window>();

	constructor(private readonly world: AvitoWorld) {}

	clear(): void {
		this.windows.clear();
	}

	/** Counts one call. `refusal` is set when it is one too many. */
	take(
		clientId: string,
		family: LimitFamily,
	): { headers: Record<string, string>; refusal?: Answer } {
		const limit = this.world.settings.limits[family];
		if (limit === null) return { headers: {} };
		const minute = Math.floor(this.world.now() / MINUTE);
		const key = `${clientId} ${family}`;
		const known = this.windows.get(key);
		const window = known?.minute === minute ? known : { minute, used: 0 };
		window.used++;
		this.windows.set(key, window);
		const headers = this.headers(family, limit, Math.max(0, limit - window.used));
		if (window.used <= limit) return { headers };
		return { headers, refusal: tooManyRequests(family) };
	}

	private headers(family: LimitFamily, limit: number, remaining: number): Record<string, string> {
		const seconds = Math.ceil((MINUTE - (this.world.now() % MINUTE)) / 1000);
		return {
			...(WITH_HEADERS.has(family)
				? { 'X-RateLimit-Limit': String(limit), 'X-RateLimit-Remaining': String(remaining) }
				: {}),
			...(this.world.settings.extraRateHeaders
				? {
						'X-RateLimit-Reset': String(seconds),
						...(remaining === 0 ? { 'Retry-After': String(seconds) } : {}),
					}
				: {}),
		};
	}
}

/** 429 in the form of the family: job has a code only, the item list no body, item info `{}`. */
export function tooManyRequests(family: LimitFamily): Answer {
	if (family === 'items') return { status: 429 };
	if (family === 'itemInfo') return { status: 429, json: {} };
	if (family === 'job' || family === 'vacancySearch') return envelopeB(429);
	return envelopeA(429, 'Too Many Requests');
}
