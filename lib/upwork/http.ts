import type { HttpClientOptions } from '../http';
import { HttpClient } from '../http';

/** Official hosts; in the simulator's environment they become path segments under its address. */
const HOSTS = ['api.upwork.com', 'www.upwork.com'];

/**
 * The connection of one account. Upwork has three limits at once, which `RequestQuota` keeps, so
 * that no budget is set here. Cloudflare wants a plain, steady user agent (upwork.md 1.4).
 */
export function createUpworkHttp(
	options: Omit<HttpClientOptions, 'allowedHosts' | 'budgets' | 'userAgent' | 'workers'>,
): HttpClient {
	return new HttpClient({ ...options, allowedHosts: HOSTS, userAgent: 'n8n-nodes-freelance-hub' });
}
