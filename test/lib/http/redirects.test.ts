import type { Addresses } from '../../../lib/http/addresses';
import type { Call, Hop } from '../../../lib/http/call';
import { followRedirects, isRedirect } from '../../../lib/http/redirects';
import type { HttpRequest, HttpResponse } from '../../../lib/http/types';

const addresses = {
	resolveRedirect: (from: URL, location: string) => new URL(location, from),
} as Addresses;

const answer = (status: number, location?: string) =>
	({ status, headers: location === undefined ? {} : { location } }) as unknown as HttpResponse;

function callOf(request: Partial<HttpRequest>): Call {
	const { method = 'POST' } = request;
	return {
		request: { name: 'form.send', url: 'https://kwork.ru/form', ...request, method },
		first: {
			official: new URL('https://kwork.ru/form'),
			method,
			headers: {
				authorization: 'secret',
				cookie: 'a=1',
				'content-type': 'text/plain',
				accept: '*/*',
			},
			body: { body: 'x=1' },
		},
	} as unknown as Call;
}

/** Follows an answer, and then those given; answers the hops that were sent. */
async function followed(call: Call, first: HttpResponse, ...next: HttpResponse[]) {
	const hops: Hop[] = [];
	const end = await followRedirects(call, first, addresses, async (hop) => {
		hops.push(hop);
		return await Promise.resolve(next.shift() ?? answer(200));
	});
	return { hops, end };
}

describe('an answer that leads elsewhere', () => {
	it.each([
		[301, true],
		[302, true],
		[303, true],
		[307, true],
		[308, true],
		[300, false],
		[304, false],
		[200, false],
	])('%d is a redirect: %s', (status, is) => {
		expect(isRedirect(callOf({}), answer(status, '/a'))).toBe(is);
		expect(isRedirect(callOf({}), answer(status))).toBe(false);
		expect(isRedirect(callOf({ redirect: 'manual' }), answer(status, '/a'))).toBe(false);
	});

	it.each([
		['POST', 301, 'GET'],
		['POST', 302, 'GET'],
		['POST', 303, 'GET'],
		['POST', 307, 'POST'],
		['POST', 308, 'POST'],
		['PUT', 301, 'PUT'],
		['PUT', 302, 'PUT'],
		['PUT', 303, 'GET'],
		['GET', 302, 'GET'],
	] as const)('after %s and %d goes on as %s', async (method, status, as) => {
		const call = callOf({ method, redirect: 'follow' });
		const { hops, end } = await followed(call, answer(status, '/done?a=1'));
		expect(end.status).toBe(200);
		const [hop] = hops;
		expect(hop?.official.href).toBe('https://kwork.ru/done?a=1');
		expect(hop?.method).toBe(as);
		const isSame = as === method;
		expect(hop?.body).toEqual({ body: isSame ? 'x=1' : null });
		expect(hop?.headers['content-type']).toBe(isSame ? 'text/plain' : undefined);
		expect(hop?.headers).toMatchObject({ authorization: 'secret', cookie: 'a=1', accept: '*/*' });
	});

	it('is not given the secrets of another host', async () => {
		const call = callOf({ redirect: 'follow' });
		const { hops } = await followed(call, answer(307, 'https://api.kwork.ru/in'));
		expect(hops[0]?.headers).toEqual({ 'content-type': 'text/plain', accept: '*/*' });
		expect(call.first.headers.authorization).toBe('secret');
	});

	it.each([
		[307, { done: false }],
		[308, { done: false }],
		[302, undefined],
		[303, undefined],
	])('of status %d is an error where nobody asked to follow, with details %j', async (...facts) => {
		const [status, details] = facts;
		const refused = followed(callOf({}), answer(status, '/a'));
		await expect(refused).rejects.toMatchObject({
			message: `form.send: the service redirects (status ${status})`,
			httpStatus: status,
			kind: 'contract',
		});
		const error = (await refused.catch((one: unknown) => one)) as { details: unknown };
		expect(error.details).toEqual(details);
	});

	it('ends after ten hops', async () => {
		const call = callOf({ redirect: 'follow' });
		const hops: Hop[] = [];
		const endless = followRedirects(call, answer(307, '/a'), addresses, async (hop) => {
			hops.push(hop);
			return await Promise.resolve(hops.length < 20 ? answer(307, '/a') : answer(200));
		});
		await expect(endless).rejects.toMatchObject({
			message: 'form.send: the service redirects (status 307) more than 10 times',
			details: { done: false },
		});
		expect(hops).toHaveLength(10);
	});

	it('may have done something once one hop says so', async () => {
		const call = callOf({ redirect: 'follow' });
		const around = Array.from({ length: 10 }, () => answer(307, '/b'));
		const refused = followed(call, answer(302, '/a'), ...around);
		const error = (await refused.catch((one: unknown) => one)) as { details: unknown };
		expect(error.details).toBeUndefined();
	});
});
