import { HttpClient } from '../http';
import type { HttpClientOptions } from '../http/types';

export interface KworkHttpOptions extends Pick<
	HttpClientOptions,
	| 'account'
	| 'simulatorUrl'
	| 'proxies'
	| 'workers'
	| 'egress'
	| 'timeouts'
	| 'retry'
	| 'clock'
	| 'random'
	| 'logger'
> {
	/** Default 60; of more than 120 only the simulator is asked. */
	requestsPerMinute?: number;
}

/** Says what it is: nothing here passes for a browser. The API does not look at it (kwork.md 1.3). */
const USER_AGENT = 'Mozilla/5.0 (compatible; n8n-nodes-freelance-hub)';

/** Two a second with bursts of four is what careful clients stay at (kwork.md section 8). */
const MOST_PER_MINUTE = 120;
const BURST = 4;

/** Names of parameters and cookies that carry secrets. */
const SECRETS = [
	'token',
	'password',
	'phone_last',
	'recaptcha_pass_token',
	'slrememberme',
	'web_auth_token',
	'csrftoken',
	'csrf_token',
	'csrf_user_token',
	'channel',
];

/** The HTTP client of one Kwork account: hosts pinned, one rate budget, one breaker. */
export function createKworkHttp(options: KworkHttpOptions): HttpClient {
	const { requestsPerMinute = 60, ...rest } = options;
	const limit = rest.simulatorUrl
		? requestsPerMinute
		: Math.min(requestsPerMinute, MOST_PER_MINUTE);
	return new HttpClient({
		...rest,
		allowedHosts: ['*.kwork.ru'],
		budgets: { default: [{ limit, intervalMs: 60_000, burst: BURST }] },
		userAgent: USER_AGENT,
		secrets: SECRETS,
	});
}
