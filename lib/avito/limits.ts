import type { HttpClientOptions, RateWindow, ServiceCount } from '../http/types';
import { withMargin } from '../http/windows';

/**
 * Avito's published limits (avito.md 2.1). The messenger's are not published: its calls share the
 * default, which is the Job API's base limit.
 */
const OFFICIAL: Record<string, RateWindow> = {
	default: { limit: 100, intervalMs: 10_000, burst: 1 },
	job: { limit: 100, intervalMs: 10_000, burst: 1 },
	vacancySearch: { limit: 120, intervalMs: 60_000, burst: 1 },
	items: { limit: 25, intervalMs: 60_000, burst: 1 },
	itemInfo: { limit: 500, intervalMs: 60_000, burst: 1 },
	price: { limit: 150, intervalMs: 60_000, burst: 1 },
	statistics: { limit: 1, intervalMs: 60_000, burst: 1 },
	callTracking: { limit: 5, intervalMs: 60_000, burst: 1 },
	callRecord: { limit: 50, intervalMs: 60_000, burst: 1 },
	token: { limit: 30, intervalMs: 60_000, burst: 3 },
};

/** The budget that a path counts against; first match. */
const FAMILIES: Array<[pattern: RegExp, budget: string]> = [
	[/^\/job\/v2\/vacancies$/, 'vacancySearch'],
	[/^\/job\//, 'job'],
	[/^\/core\/v1\/items$/, 'items'],
	[/^\/core\/v1\/items\/[^/]+\/update_price$/, 'price'],
	[/^\/core\/v1\/accounts\/[^/]+\/items\/[^/]+\/$/, 'itemInfo'],
	[/^\/stats\/v2\//, 'statistics'],
	[/^\/calltracking\/v1\/getRecordByCallId/, 'callRecord'],
	[/^\/calltracking\//, 'callTracking'],
];

export function budgetOf(method: string, path: string): string {
	const budget = FAMILIES.find(([pattern]) => pattern.test(path))?.[1] ?? 'default';
	// Only the search is limited to 120 per minute; creating shares the path.
	return budget === 'vacancySearch' && method !== 'GET' ? 'job' : budget;
}

export interface AvitoHttpSettings extends Omit<HttpClientOptions, 'allowedHosts' | 'secrets'> {
	/**
	 * The user's own ceiling. Job API and messenger follow it also above Avito's base limit of 600,
	 * which Avito raises on request; the other families keep their published limit where it is lower.
	 */
	requestsPerMinute?: number;
}

const RAISABLE = new Set(['default', 'job']);

function windowOf(name: string, official: RateWindow, requestsPerMinute?: number): RateWindow {
	const perMinute = (official.limit * 60_000) / official.intervalMs;
	const isOwn = requestsPerMinute && (requestsPerMinute < perMinute || RAISABLE.has(name));
	const own = isOwn ? { limit: requestsPerMinute, intervalMs: 60_000 } : {};
	return withMargin({ ...official, ...own });
}

/** Options of the account's HTTP client: Avito's hosts, its limits and the names of its secrets. */
export function avitoHttpOptions(settings: AvitoHttpSettings): HttpClientOptions {
	const { requestsPerMinute, ...rest } = settings;
	const budgets = Object.fromEntries(
		Object.entries(OFFICIAL).map(([name, official]) => [
			name,
			[windowOf(name, official, requestsPerMinute)],
		]),
	);
	return {
		...rest,
		allowedHosts: ['api.avito.ru', 'avito.ru'],
		budgets: settings.budgets ?? budgets,
		countIn,
		secrets: ['client_secret', 'access_token', 'refresh_token', 'secret'],
	};
}

/** How long to hold back when the minute's budget is used up and nobody says when it ends. */
const PAUSE_MS = 1000;

/**
 * What the answer's headers say about the minute's budget (avito.md 2.1). `X-RateLimit-Reset` is
 * seen in code only: below a million it is seconds from now, else unix time. Without it the pause
 * is short: where Avito's minute begins is not known, and waiting for ours would waste a part of it.
 */
function countIn(headers: Record<string, string>, nowMs: number): ServiceCount | undefined {
	const remaining = Number(headers['x-ratelimit-remaining'] ?? Number.NaN);
	if (!Number.isInteger(remaining) || remaining < 0) return undefined;
	const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
	if (!Number.isFinite(reset) || reset <= 0) return { remaining, resetAtMs: nowMs + PAUSE_MS };
	return { remaining, resetAtMs: reset < 1_000_000 ? nowMs + reset * 1000 : reset * 1000 };
}

/** After a refusal for the rate: the rest of a minute, or what Avito asks for. */
export function pauseAfterRefusal(retryAfterMs: number | undefined, nowMs: number): number {
	return nowMs + (retryAfterMs ?? 60_000 - (nowMs % 60_000));
}
