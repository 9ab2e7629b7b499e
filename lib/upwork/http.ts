import type { HttpClientOptions, RateWindow } from '../http';
import { HttpClient, withMargin } from '../http';

/** Official hosts; in the simulator's environment they become path segments under its address. */
const HOSTS = ['api.upwork.com', 'www.upwork.com'];

const HOUR_MS = 3_600_000;

/**
 * Upwork allows 10 a second and 300 a minute per address, and 40,000 a day per key; 5 a second is the
 * safe default (upwork.md 2.4). Half of what is allowed also covers requests that leave apart and
 * arrive together. The day is counted by the hour and lives as long as the process.
 *
 * @param requestsPerMinute the user's own ceiling; Upwork's stays above it
 */
export function upworkLimits(requestsPerMinute = 300): RateWindow[] {
	const perMinute = Math.min(requestsPerMinute, 300);
	return [
		withMargin({ limit: 5, intervalMs: 1000, burst: 5 }),
		withMargin({ limit: perMinute, intervalMs: 60_000, burst: perMinute }),
		{ limit: 40_000, intervalMs: 24 * HOUR_MS, burst: 40_000, stepMs: HOUR_MS },
	];
}

export interface UpworkHttpOptions extends Omit<HttpClientOptions, 'allowedHosts' | 'userAgent'> {
	requestsPerMinute?: number;
}

/** The connection of one account. Cloudflare wants a plain, steady user agent (upwork.md 1.4). */
export function createUpworkHttp({ requestsPerMinute, ...options }: UpworkHttpOptions): HttpClient {
	return new HttpClient({
		budgets: { default: upworkLimits(requestsPerMinute) },
		...options,
		allowedHosts: HOSTS,
		userAgent: 'n8n-nodes-freelance-hub',
	});
}
