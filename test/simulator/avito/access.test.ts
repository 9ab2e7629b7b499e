import type { Simulator } from '../../../simulator';
import { ACCOUNT, personalToken, send, startAvito, tokenRequest } from './session';

const DAY = 86_400_000;
const SELF = '/core/v1/accounts/self';
const partner = { client_id: 'avito-partner-app', client_secret: 'avito-partner-secret' };

let simulator: Simulator;
let token: string;

beforeEach(async () => {
	({ simulator, token } = await startAvito());
});
afterEach(async () => {
	await simulator.close();
});

const get = async (path: string) => await send(simulator, token, 'GET', path);

/** Consent as in a browser; returns where the form leads. */
async function consent(scope: string, decision: string): Promise<URL> {
	const query = new URLSearchParams({
		response_type: 'code',
		client_id: partner.client_id,
		scope,
		state: 's1',
	});
	const address = `${simulator.url}/avito.ru/oauth`;
	const page = await (await fetch(`${address}?${query}`)).text();
	const form = new URLSearchParams({ decision });
	for (const [, name = '', value = ''] of page.matchAll(/name="([^"]*)" value="([^"]*)">/g)) {
		form.set(name, value);
	}
	form.set('decision', decision);
	const answer = await fetch(address, { method: 'POST', body: form, redirect: 'manual' });
	return new URL(answer.headers.get('location') ?? 'http://none.test');
}

async function partnerTokens(scope: string) {
	const target = await consent(scope, 'allow');
	const { body } = await tokenRequest(simulator, {
		grant_type: 'authorization_code',
		code: target.searchParams.get('code') ?? '',
		...partner,
	});
	return body as { access_token: string; refresh_token: string; scope: string };
}

describe('tokens', () => {
	it('are refused with a status, or inside 200', async () => {
		const wrong = {
			grant_type: 'client_credentials',
			client_id: 'avito-demo-client',
			client_secret: 'no',
		};
		const refused = await tokenRequest(simulator, wrong);
		expect([refused.status, refused.body.error]).toEqual([401, 'invalid_client']);
		simulator.control.avito.configure({ tokenErrorsWithStatus200: true });
		const hidden = await tokenRequest(simulator, wrong);
		expect([hidden.status, hidden.body.error]).toEqual([200, 'invalid_client']);
	});

	it('die after a day in each of three ways', async () => {
		for (const status of [403, 401, 200] as const) {
			simulator.control.avito.configure({ expiredTokenStatus: status });
			token = await personalToken(simulator);
			expect((await get(SELF)).json).toHaveProperty('id', ACCOUNT);
			simulator.control.advance(DAY + 1);
			const dead = await get(SELF);
			expect([dead.status, dead.json]).toEqual([status, { error: expect.anything() }]);
		}
	});

	it('of a partner come from a consent, rotate and know their scopes', async () => {
		const denied = await consent('user:read', 'deny');
		expect(denied.searchParams.get('error')).toBe('access_denied');
		const first = await partnerTokens('user:read,messenger:read');
		expect(first.scope).toBe('user:read,messenger:read');
		token = first.access_token;
		expect((await get(SELF)).status).toBe(200);
		expect((await get(`/core/v1/accounts/${ACCOUNT}/balance/`)).status).toBe(403);
		const fields = { grant_type: 'refresh_token', refresh_token: first.refresh_token, ...partner };
		const second = await tokenRequest(simulator, fields);
		expect(second.body.refresh_token).not.toBe(first.refresh_token);
		const again = await tokenRequest(simulator, fields);
		expect([again.status, again.body.error]).toEqual([400, 'invalid_grant']);
	});
});

describe('errors and limits', () => {
	it('come in all the documented envelopes', async () => {
		const shapes: unknown[] = [];
		shapes.push((await get('/job/v2/resumes/1')).json);
		simulator.control.avito.configure({ limits: { job: 1 } });
		simulator.control.advance(60_000);
		await get('/job/v1/applications/get_states');
		shapes.push((await get('/job/v1/applications/get_states')).json);
		simulator.control.avito.configure({ limits: { job: null } });
		shapes.push((await send(simulator, token, 'PUT', '/job/v1/vacancies/archived/1', {})).json);
		shapes.push((await send(simulator, token, 'POST', '/job/v2/vacancies', {})).json);
		simulator.control.avito.setAccount({ advanceOff: true });
		const vacancy = { billing_type: 'package', title: 'x', description: 'y', business_area: 10168 };
		shapes.push((await send(simulator, token, 'POST', '/job/v2/vacancies', vacancy)).json);
		shapes.push((await get('/core/v1/items?per_page=1000')).json);
		const bad = { grant_type: 'client_credentials', client_id: 'x', client_secret: 'y' };
		shapes.push((await tokenRequest(simulator, bad)).body);
		simulator.control.avito.configure({ messengerErrors: 'H' });
		shapes.push((await get(`/messenger/v2/accounts/${ACCOUNT}/chats/none`)).json);
		expect(shapes).toEqual([
			{ error: { code: 404, message: 'Not found' } },
			{ error: { code: 429 } },
			{ error: { type: 'vacancies', value: 'chosen_vacancy_is_not_found' } },
			{ errors: expect.arrayContaining(['title: is_empty']) },
			{ error: { slug: 'payment_required', message: expect.any(String), type: 'error' } },
			{ code: '400', message: 'Bad Request' },
			{ error: 'invalid_client', error_description: expect.any(String) },
			{ result: { status: false, message: 'Not found' } },
		]);
		simulator.control.clearLog();
	});

	it('show the limit of the minute and start anew with the next', async () => {
		const statuses = [];
		for (let call = 0; call < 26; call++) statuses.push((await get('/core/v1/items')).status);
		expect(statuses.filter((status) => status === 429)).toHaveLength(1);
		simulator.control.advance(60_000);
		const fresh = await get('/core/v1/items');
		expect(fresh.headers.get('x-ratelimit-limit')).toBe('25');
		expect(fresh.headers.get('x-ratelimit-remaining')).toBe('24');
	});

	it('are strict about slashes unless told otherwise', async () => {
		expect((await get('/job/v1/resumes')).status).toBe(404);
		expect(simulator.control.violations()).toHaveLength(1);
		simulator.control.avito.configure({ trailingSlash: 'lenient' });
		expect((await get('/job/v1/resumes')).status).toBe(200);
		simulator.control.avito.configure({ trailingSlash: 'redirect' });
		const moved = await fetch(`${simulator.url}/api.avito.ru/job/v1/resumes`, {
			redirect: 'manual',
		});
		expect([moved.status, moved.headers.get('location')]).toEqual([
			301,
			`${simulator.url}/api.avito.ru/job/v1/resumes/`,
		]);
		simulator.control.clearLog();
	});

	it('obey the faults of the core in their own words', async () => {
		simulator.control.fault({ kind: 'expiredToken', service: 'avito' });
		expect((await get(SELF)).status).toBe(403);
		simulator.control.fault({ kind: 'rateLimit', service: 'avito', retryAfter: 7 });
		const limited = await get('/job/v1/applications/get_states');
		expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
		simulator.control.fault({ kind: 'captcha', service: 'avito' });
		expect((await get(SELF)).text).toContain('<html>');
	});
});
