import type { Addresses } from './addresses';
import type { Call, Hop } from './call';
import { OutcomeUnknownError, UnexpectedAnswerError } from './errors';
import type { HttpResponse } from './types';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const DEFAULT_MAX_REDIRECTS = 5;
const NO_BODY = { body: null, repeatable: true };

/** What the caller hears when a redirect is not followed. */
function refuse(call: Call, status: number, why: string): Error {
	const { name, effect } = call.request;
	const message = `${name}: the service redirects (status ${status})${why}`;
	// A form that was taken is often answered by a redirect; only 307 and 308 say "not done here".
	const undecided = effect === 'write' && status < 307;
	const Kind = undecided ? OutcomeUnknownError : UnexpectedAnswerError;
	return new Kind(message, { httpStatus: status });
}

function nextHop(call: Call, hop: Hop, status: number, official: URL): Hop {
	const headers = { ...hop.headers };
	if (official.host !== hop.official.host) {
		delete headers['authorization'];
		delete headers['cookie'];
	}
	const toGet = (status === 303 && hop.method !== 'GET') || (status < 303 && hop.method === 'POST');
	if (toGet) {
		delete headers['content-type'];
		return { official, method: 'GET', headers, body: NO_BODY };
	}
	if (!hop.body.repeatable) throw refuse(call, status, ', and a stream cannot be sent again');
	return { ...hop, official, headers };
}

/**
 * Sends a call and follows its redirects as the call asks: every hop is checked against the
 * allowed hosts, cookies are kept, 303 and (for POST) 301 and 302 go on as GET without a body.
 */
export async function followRedirects(
	call: Call,
	addresses: Addresses,
	send: (hop: Hop, first: boolean) => Promise<HttpResponse>,
): Promise<HttpResponse> {
	const { redirect = 'error', maxRedirects = DEFAULT_MAX_REDIRECTS } = call.request;
	let hop = call.first;
	for (let count = 0; ; count += 1) {
		const response = await send(hop, count === 0);
		const { status } = response;
		const location = response.headers['location'];
		if (redirect === 'manual' || location === undefined || !REDIRECTS.has(status)) return response;
		response.stream?.destroy();
		if (redirect === 'error') throw refuse(call, status, '');
		if (count >= maxRedirects) throw refuse(call, status, ` more than ${maxRedirects} times`);
		hop = nextHop(call, hop, status, addresses.resolveRedirect(hop.official, location));
	}
}
