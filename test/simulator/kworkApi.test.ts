import { type Simulator, startSimulator } from '../../simulator';
import { at, KworkProbe, listAt, numberAt, textAt } from './kworkProbe';
import { read } from './reply';

let simulator: Simulator;
let api: KworkProbe;

beforeAll(async () => {
	simulator = await startSimulator();
});
beforeEach(() => {
	simulator.control.reset();
	api = new KworkProbe(simulator.url);
});
afterAll(async () => {
	await simulator.close();
});

describe('transport', () => {
	it('answers 401 HTML without the app key', async () => {
		const answer = await read(
			await fetch(`${simulator.url}/api.kwork.ru/actor`, { method: 'POST' }),
		);
		expect(answer.status).toBe(401);
		expect(answer.headers.get('www-authenticate')).toBe('Basic realm="Authentication Required!"');
		expect(answer.text).toContain('<html>');
		expect(simulator.control.violations()).toHaveLength(1);
	});

	it('refuses GET and unknown methods inside HTTP 200', async () => {
		const get = await read(await api.request('actor', { method: 'GET' }));
		expect([get.status, at(get.json, 'error_code')]).toEqual([200, 403]);
		const unknown = await api.call('noSuchMethod');
		expect([unknown.status, at(unknown.json, 'error_code')]).toEqual([200, 404]);
		expect(simulator.control.violations().map(({ text }) => text)).toEqual([
			'GET instead of POST',
			'There is no method noSuchMethod',
		]);
	});

	it('serves the same API under api.kwork.com', async () => {
		const response = await fetch(`${simulator.url}/api.kwork.com/categories`, {
			method: 'POST',
			headers: { authorization: 'Basic bW9iaWxlX2FwaTpxRnZmUmw3dw==' },
		});
		expect(listAt((await read(response)).json, 'response')).toHaveLength(7);
	});

	it('reads parameters from query, form, JSON and multipart alike', async () => {
		await api.signIn();
		const token = api.token;
		const asked = { token, user_id: '777001', type: 'all' };
		const form = new FormData();
		for (const [name, value] of Object.entries(asked)) form.append(name, value);
		const answers = await Promise.all([
			api.request('userReviews', {}, `?${new URLSearchParams(asked)}`),
			api.request('userReviews', { body: new URLSearchParams(asked) }),
			api.request('userReviews', { body: form }),
			api.request('userReviews', {
				body: JSON.stringify(asked),
				headers: { 'content-type': 'application/json' },
			}),
		]);
		for (const answer of answers) expect(at((await read(answer)).json, 'success')).toBe(true);
		expect(simulator.control.violations()).toEqual([]);
	});

	it('understands name[] and name[key]', async () => {
		await api.signIn('buyer');
		simulator.control.kwork.changeUser({ user: 'buyer', freeAmount: 100_000 });
		const ordered = await api.call('orderKwork', { kworkId: 2468000, 'extras[11]': 1 });
		const orderId = numberAt(ordered.json, 'response.orderId');
		await api.call('sendOrderRequirements', { orderId, requirements: 'Всё', 'files[]': [1, 2] });
		const { json } = await api.call('payerBuyExtras', { order_id: orderId, 'extras[12]': 2 });
		expect(json).toEqual({ success: true });
		const extras = await api.call('getOrderedExtras', { orderId });
		expect(at(extras.json, 'response.0.count')).toBe(2);
	});
});

describe('signIn', () => {
	it('gives an opaque token, a life time and a cookie', async () => {
		const { json, headers } = await api.call('signIn', { login: 'demo', password: 'demo' });
		expect(json).toMatchObject({
			success: true,
			response: { expired: 31_536_000, need_2fa: false },
		});
		expect(textAt(json, 'recaptcha_pass_token')).not.toBe('');
		expect(headers.get('set-cookie')).toContain('slrememberme=');
	});

	it('takes the e-mail for the login', async () => {
		await api.signIn('demo@example.com', 'demo');
		expect(at((await api.call('actor')).json, 'response.username')).toBe('demo');
	});

	it('answers 105 to a wrong password, at HTTP 200', async () => {
		const { json, status } = await api.call('signIn', { login: 'demo', password: 'x' });
		expect([status, at(json, 'success'), at(json, 'error_code')]).toEqual([200, false, 105]);
	});

	it('asks for the digits of the phone with 192 until they are right', async () => {
		const without = await api.call('signIn', { login: 'phone', password: 'phone' });
		expect(at(without.json, 'error_code')).toBe(192);
		await api.signIn('phone', 'phone', { phone_last: '4567' });
		expect(api.token).not.toBe('');
	});

	it('asks for a captcha with 118; the pass token of an answer spares the next one', async () => {
		const fields = { login: 'captcha', password: 'captcha' };
		const first = await api.call('signIn', fields);
		expect(at(first.json, 'error_code')).toBe(118);
		const solved = await api.call('signIn', { ...fields, 'g-recaptcha-response': 'any' });
		const pass = textAt(solved.json, 'recaptcha_pass_token');
		const again = await api.call('signIn', { ...fields, recaptcha_pass_token: pass });
		expect(at(again.json, 'success')).toBe(true);
	});

	it('shuts the blocked account out with HTTP 403', async () => {
		const { json, status } = await api.call('signIn', { login: 'blocked', password: 'blocked' });
		expect([status, json]).toEqual([403, { ipAdress: '203.0.113.7' }]);
	});
});

describe('tokens', () => {
	const refused = { success: false, error: 'Необходима авторизация' };

	it('refuses a missing, a wrong, a logged-out and an old token at HTTP 200', async () => {
		expect((await api.call('actor')).json).toMatchObject(refused);
		expect((await api.call('actor', { token: 'wrong' })).json).toMatchObject(refused);
		await api.signIn();
		await api.call('logout');
		expect((await api.call('actor')).json).toMatchObject(refused);
		simulator.control.kwork.configure({ tokenLifetime: 3600 });
		await api.signIn();
		simulator.control.advance(3_599_000);
		expect(at((await api.call('actor')).json, 'success')).toBe(true);
		simulator.control.advance(2000);
		expect((await api.call('actor')).json).toMatchObject(refused);
	});

	it('expires all tokens at once on command', async () => {
		await api.signIn();
		expect(simulator.control.kwork.expireTokens({})).toEqual({ count: 1 });
		expect((await api.call('actor')).json).toMatchObject(refused);
	});
});

describe('parameters', () => {
	it('answers 100 to a missing and 101 to a wrong one, and lists unknown names', async () => {
		await api.signIn();
		expect(at((await api.call('project')).json, 'error_code')).toBe(100);
		expect(at((await api.call('project', { id: 'x' })).json, 'error_code')).toBe(101);
		expect(at((await api.call('catalogCategories', { rubric_id: 11 })).json, 'error_code')).toBe(
			100,
		);
		await api.call('projects', { sort: 'new' });
		expect(simulator.control.violations().map(({ text }) => text)).toEqual([
			'id is missing',
			'id has the wrong type',
			'catalogCategories has no parameter rubric_id',
			'rubricId is missing',
			'projects has no parameter sort',
		]);
	});
});

describe('envelopes with their oddities', () => {
	it('sends exchangeInfo bare', async () => {
		await api.signIn();
		expect((await api.call('exchangeInfo')).json).toEqual({
			archived_count: 0,
			exchange_response_count: 14,
		});
	});

	it('leaves out response when there are no notifications', async () => {
		await api.signIn('newbie');
		for (const method of ['notifications', 'notificationsFetch', 'viewedCatalogKworks']) {
			expect((await api.call(method)).json).toEqual({ success: true });
		}
	});

	it('answers 151 and 150 instead of empty order lists', async () => {
		await api.signIn('newbie');
		expect(at((await api.call('workerOrders', { filter: 'all' })).json, 'error_code')).toBe(151);
		expect(at((await api.call('payerOrders', { filter: 'all' })).json, 'error_code')).toBe(150);
		simulator.control.kwork.configure({ emptyOrdersAreErrors: false });
		expect(at((await api.call('workerOrders', { filter: 'all' })).json, 'response.orders')).toEqual(
			[],
		);
	});

	it('puts the paging of orders inside response, with a counter as text and Cyrillic keys', async () => {
		await api.signIn();
		const { json } = await api.call('workerOrders', { filter: 'all' });
		expect(at(json, 'paging')).toBeUndefined();
		expect(at(json, 'response.paging')).toEqual({ page: 1, total: 23, limit: 10 });
		expect(at(json, 'response.filter_counts.all')).toBe('23');
		expect(at(json, 'response.orders.0')).toHaveProperty('time_can\u0441el');
		simulator.control.kwork.configure({ cyrillicOrderKeys: false });
		const latin = await api.call('workerOrders', { filter: 'all' });
		expect(at(latin.json, 'response.orders.0')).toHaveProperty('time_cancel');
	});

	it('sends a rating as text, no note as an empty list, want as a list of one', async () => {
		await api.signIn();
		expect(at((await api.call('actor')).json, 'response.rating')).toBe('4.9');
		expect(at((await api.call('user', { id: 777001 })).json, 'response.note')).toEqual([]);
		await api.call('saveUserNote', { user_id: 777001, note: 'Платит вовремя' });
		expect(at((await api.call('user', { id: 777001 })).json, 'response.note.text')).toBe(
			'Платит вовремя',
		);
		await api.signIn('buyer');
		const id = numberAt((await api.call('myWants')).json, 'response.0.id');
		expect(listAt((await api.call('want', { id })).json, 'response')).toHaveLength(1);
	});

	it('gives details and header of an order as an object or, by a switch, as a list', async () => {
		await api.signIn();
		const id = numberAt((await api.call('workerOrders')).json, 'response.orders.0.id');
		const details = await api.call('getOrderDetails', { orderId: id });
		expect(at(details.json, 'response.details')).toBeDefined();
		simulator.control.kwork.configure({ orderDetailsAsList: true });
		const listed = await api.call('getOrderDetails', { orderId: id });
		expect(at(listed.json, 'response.0.details')).toBeDefined();
	});
});
