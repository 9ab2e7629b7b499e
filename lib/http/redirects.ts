import type { Addresses } from './addresses';
import type { Call, Hop } from './call';
import { failures } from './failures';
import type { HttpResponse } from './types';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** The sign-in over a link on kwork.ru takes several. */
const MAX_REDIRECTS = 10;
const NO_BODY = { body: null };

/**
 * What the caller hears when a redirect is not followed. A form that was taken is often answered
 * by one; only 307 and 308 all the way say that nothing was done.
 */
function refuse(call: Call, status: number, undone: boolean, why: string): Error {
	return failures.unexpectedAnswer(
		`${call.request.name}: the service redirects (status ${status})${why}`,
		{ httpStatus: status, details: undone ? { done: false } : undefined },
	);
}

function nextHop(hop: Hop, status: number, official: URL): Hop {
	const headers = { ...hop.headers };
	if (official.host !== hop.official.host) {
		delete headers['authorization'];
		delete headers['cookie'];
	}
	const toGet = (status === 303 && hop.method !== 'GET') || (status < 303 && hop.method === 'POST');
	if (!toGet) return { ...hop, official, headers };
	delete headers['content-type'];
	return { official, method: 'GET', headers, body: NO_BODY };
}

/** Whether an answer leads elsewhere and the call wants to know of it, to follow or to fail. */
export function isRedirect({ request }: Call, { status, headers }: HttpResponse): boolean {
	return (
		request.redirect !== 'manual' && REDIRECTS.has(status) && headers['location'] !== undefined
	);
}

/**
 * Follows the redirects of a call's first answer as the call asks: every hop is checked against the
 * allowed hosts, cookies are kept, 303 and (for POST) 301 and 302 go on as GET without a body.
 */
export async function followRedirects(
	call: Call,
	first: HttpResponse,
	addresses: Addresses,
	send: (hop: Hop) => Promise<HttpResponse>,
): Promise<HttpResponse> {
	const { redirect = 'error' } = call.request;
	let hop = call.first;
	let undone = true;
	let response = first;
	for (let count = 0; isRedirect(call, response); count += 1) {
		const { status, headers } = response;
		undone &&= status >= 307;
		if (redirect === 'error') throw refuse(call, status, undone, '');
		if (count >= MAX_REDIRECTS) {
			throw refuse(call, status, undone, ` more than ${MAX_REDIRECTS} times`);
		}
		const target = addresses.resolveRedirect(hop.official, headers['location'] ?? '');
		hop = nextHop(hop, status, target);
		response = await send(hop);
	}
	return response;
}
