import type { Random } from '../time';
import type { EncodedBody } from './bodies';
import { encodeBody, withQuery } from './bodies';
import type { Addresses } from './addresses';
import type { HttpClientOptions, HttpRequest, Timeouts } from './types';

const DEFAULT_TIMEOUTS: Timeouts = {
	connect: 10_000,
	headers: 30_000,
	body: 30_000,
	total: 120_000,
};
const DEFAULT_MAX_BYTES = 16 * 1024 * 1024;

/** One call of a user: what stays the same over all its attempts and redirects. */
export interface Call {
	request: HttpRequest;
	timeouts: Timeouts;
	/** When the whole call is over, waiting and retries included. */
	totalAt: number;
	maxBytes: number;
	first: Hop;
}

/** One request on the wire: the first, or where a redirect leads. */
export interface Hop {
	official: URL;
	method: HttpRequest['method'];
	headers: Record<string, string>;
	body: EncodedBody;
}

/** Checks and encodes a request. @throws `http.hostNotAllowed` */
export function prepareCall(
	request: HttpRequest,
	options: HttpClientOptions,
	addresses: Addresses,
	now: number,
	random: Random,
): Call {
	const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
	const body = encodeBody(request, () => `hub${digits(random)}${digits(random)}`);
	return {
		request,
		timeouts,
		totalAt: now + timeouts.total,
		maxBytes: request.maxResponseBytes ?? DEFAULT_MAX_BYTES,
		first: {
			official: withQuery(addresses.assertAllowed(request.url), request.query),
			method: request.method,
			headers: headersOf(request, body, options.userAgent),
			body,
		},
	};
}

function digits(random: Random): string {
	return random().toString(36).slice(2).padEnd(12, '0');
}

function headersOf(
	request: HttpRequest,
	body: EncodedBody,
	userAgent: string | undefined,
): Record<string, string> {
	const headers: Record<string, string> = {
		accept: '*/*',
		'accept-encoding': 'gzip, deflate, br',
	};
	if (userAgent !== undefined) headers['user-agent'] = userAgent;
	if (body.contentType !== undefined) headers['content-type'] = body.contentType;
	for (const name in request.headers) {
		const value = request.headers[name];
		const lower = name.toLowerCase();
		// The host is the address's: a header must not lead a pinned call elsewhere.
		if (value !== undefined && lower !== 'host') headers[lower] = value;
	}
	return headers;
}
