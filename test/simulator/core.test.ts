import { type Simulator, startSimulator } from '../../simulator';
import { at, KworkProbe, listAt, numberAt } from './kworkProbe';
import { read } from './reply';

let simulator: Simulator;
let api: KworkProbe;
let now = Date.UTC(2026, 9, 2);

beforeAll(async () => {
	simulator = await startSimulator({ clock: { now: () => now } });
});
beforeEach(async () => {
	simulator.control.reset();
	api = await new KworkProbe(simulator.url).signIn();
	simulator.control.clearLog();
});
afterAll(async () => {
	await simulator.close();
});

describe('clock', () => {
	it('follows the given clock and can be moved on', () => {
		const start = simulator.control.now();
		simulator.control.advance(5000);
		now += 2000;
		expect(simulator.control.now() - start).toBe(7000);
		expect(() => simulator.control.advance(-1)).toThrow(RangeError);
	});
});

describe('request log', () => {
	it('names operations, masks secrets, tells connections and what was answered', async () => {
		await api.call('signIn', { login: 'demo', password: 'demo' });
		const [record] = simulator.control.requests({ service: 'kwork', operation: 'signIn' });
		expect(record).toMatchObject({
			method: 'POST',
			host: 'api.kwork.ru',
			path: '/signIn',
			status: 200,
			parameters: { login: 'demo', password: '***', token: '***' },
			faults: [],
		});
		expect(record?.connectionId).toBeGreaterThan(0);
		expect(JSON.stringify(record)).not.toContain(api.token);
		const { id } = record ?? { id: 0 };
		await api.call('actor');
		expect(simulator.control.requests({ afterId: id }).map(({ operation }) => operation)).toEqual([
			'actor',
		]);
	});

	it('lists a host that no service has', async () => {
		expect((await fetch(`${simulator.url}/evil.example/x`)).status).toBe(404);
		expect(simulator.control.violations()).toMatchObject([
			{ service: 'unknown', text: 'No service answers under the host evil.example' },
		]);
	});
});

describe('faults', () => {
	const actor = () => api.call('actor');

	it('strike as often as asked, after the calls they skip', async () => {
		simulator.control.fault({ kind: 'status', status: 503, operation: 'actor', times: 2, skip: 1 });
		const statuses: number[] = [];
		for (let call = 0; call < 4; call++) statuses.push((await actor()).status);
		expect(statuses).toEqual([200, 503, 503, 200]);
		expect(simulator.control.faults()).toMatchObject([{ struck: 2 }]);
	});

	it('strike only calls whose parameters fit, until they are removed', async () => {
		const id = simulator.control.fault({
			kind: 'status',
			status: 500,
			operation: 'proj*',
			match: { id: 3210900 },
			times: null,
		});
		expect((await api.call('project', { id: 3210901 })).status).toBe(200);
		expect((await api.call('project', { id: 3210900 })).status).toBe(500);
		expect((await api.call('project', { id: 3210900 })).status).toBe(500);
		simulator.control.clearFaults(id);
		expect((await api.call('project', { id: 3210900 })).status).toBe(200);
	});

	it('strike by chance from the seed: the same every time', async () => {
		const run = async () => {
			const fresh = await startSimulator({ seed: 7 });
			fresh.control.fault({ kind: 'status', status: 500, probability: 0.5, times: null });
			const statuses: number[] = [];
			for (let call = 0; call < 12; call++) {
				statuses.push((await new KworkProbe(fresh.url).call('categories')).status);
			}
			await fresh.close();
			return statuses;
		};
		const first = await run();
		expect(new Set(first)).toEqual(new Set([200, 500]));
		expect(await run()).toEqual(first);
	});

	it('have their say before the effect: reset, HTML, rate limit, captcha, block', async () => {
		const send = () => api.call('inboxCreate', { user_id: 777001, text: 'Раз' });
		const { fault } = simulator.control;
		fault({ kind: 'reset' });
		await expect(send()).rejects.toThrow();
		fault({ kind: 'html' });
		expect((await send()).headers.get('content-type')).toContain('text/html');
		fault({ kind: 'rateLimit', retryAfter: 7 });
		const limited = await send();
		expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
		fault({ kind: 'rateLimit' });
		expect((await send()).headers.get('retry-after')).toBeNull();
		fault({ kind: 'captcha' });
		expect(at((await send()).json, 'error_code')).toBe(118);
		fault({ kind: 'block' });
		expect((await send()).json).toEqual({ ipAdress: '203.0.113.7' });
		fault({ kind: 'block' });
		const page = await read(await fetch(`${simulator.url}/kwork.ru/projects`));
		expect([page.status, page.text]).toEqual([403, expect.stringContaining('Доступ заблокирован')]);
		const { json } = await api.call('inboxes', { username: 'shop_owner' });
		expect(JSON.stringify(json)).not.toContain('Раз');
	});

	it.each(['reset', 'html', 'status'] as const)(
		'lose the answer after the effect: %s',
		async (how) => {
			simulator.control.fault({ kind: 'answerLost', how, operation: 'inboxCreate' });
			const text = `Текст ${how}`;
			await api.call('inboxCreate', { user_id: 777001, text }).catch(() => undefined);
			const { json } = await api.call('inboxes', { username: 'shop_owner' });
			expect(at(json, 'response.0.message')).toBe(text);
		},
	);

	it('cut bodies: with a broken connection, or as if that were all', async () => {
		simulator.control.fault({ kind: 'truncated' });
		await expect(actor()).rejects.toThrow();
		simulator.control.fault({ kind: 'cut' });
		const { json, status, text } = await actor();
		expect([status, json]).toEqual([200, undefined]);
		expect(text.startsWith('{"success":true')).toBe(true);
	});

	it('never answer, until the caller gives up', async () => {
		simulator.control.fault({ kind: 'timeout', operation: 'actor' });
		const signal = AbortSignal.timeout(50);
		await expect(
			api.request('actor', { body: new URLSearchParams({ token: api.token }), signal }),
		).rejects.toThrow();
		expect(simulator.control.requests({ operation: 'actor' })).toMatchObject([
			{ faults: ['timeout'], status: undefined },
		]);
	});

	it('kill the token that was used', async () => {
		simulator.control.fault({ kind: 'expiredToken', operation: 'actor' });
		expect(at((await actor()).json, 'success')).toBe(false);
		expect(at((await actor()).json, 'success')).toBe(false);
		await api.signIn();
		expect(at((await actor()).json, 'success')).toBe(true);
	});
});

describe('control over HTTP', () => {
	const control = async (method: string, path: string, body?: unknown) =>
		await read(
			await fetch(`${simulator.url}/_control/${path}`, {
				method,
				headers: { 'content-type': 'application/json' },
				body: body === undefined ? undefined : JSON.stringify(body),
			}),
		);

	it('shows the page and an overview', async () => {
		expect(await (await fetch(`${simulator.url}/`)).text()).toContain(
			'<h1>Freelance Hub simulator',
		);
		expect(at((await control('GET', '')).json, 'services.kwork')).toContain('clientWrites');
	});

	it('does what every button of the page says', async () => {
		const page = await (await fetch(`${simulator.url}/`)).text();
		const buttons = [...page.matchAll(/data-call="(\w+) ([^"]+)"(?: data-body='([^']+)')?/g)];
		expect(buttons.length).toBeGreaterThan(10);
		for (const [, method = '', path = '', body] of buttons) {
			const input = method === 'POST' ? JSON.parse(body ?? '{}') : undefined;
			expect([path, (await control(method, path, input)).status]).toEqual([path, 200]);
		}
	});

	it('posts events, moves the clock, sets faults, and tells what came', async () => {
		const event = await control('POST', 'events/kwork/clientWrites', { text: 'Здравствуйте' });
		const id = numberAt(event.json, 'messageId');
		const { json } = await api.call('inboxMessage', { messageId: id });
		expect(at(json, 'response.0.message')).toBe('Здравствуйте');
		const before = numberAt((await control('GET', 'clock')).json, 'now');
		const after = await control('POST', 'clock', { advanceMs: 60_000 });
		expect(after.json).toEqual({ now: before + 60_000 });
		const fault = await control('POST', 'faults', {
			kind: 'status',
			status: 502,
			operation: 'actor',
		});
		expect((await api.call('actor')).status).toBe(502);
		expect(at((await control('GET', 'faults')).json, '0.struck')).toBe(1);
		await control('DELETE', `faults?id=${numberAt(fault.json, 'id')}`);
		expect((await control('GET', 'faults')).json).toEqual([]);
		const requests = await control('GET', 'requests?service=kwork&operation=actor');
		expect(at(requests.json, '0.status')).toBe(502);
		await api.call('nonsense');
		expect(at((await control('GET', 'violations')).json, '0.text')).toContain('nonsense');
		await control('DELETE', 'requests');
		expect((await control('GET', 'violations')).json).toEqual([]);
		expect(listAt((await control('GET', 'state/kwork')).json, 'projects')).toHaveLength(69);
	});

	it('resets everything', async () => {
		await api.call('inboxCreate', { user_id: 777001, text: 'Пропадёт' });
		await control('POST', 'reset');
		expect(at((await api.call('actor')).json, 'success')).toBe(false);
		await api.signIn('demo', 'demo', { token: '' });
		const { json } = await api.call('inboxes', { username: 'shop_owner' });
		expect(JSON.stringify(json)).not.toContain('Пропадёт');
	});

	it('says what is wrong with a call to it', async () => {
		const bad = await control('POST', 'faults', { kind: 'nonsense' });
		expect([bad.status, typeof at(bad.json, 'error')]).toEqual([400, 'string']);
		expect((await control('POST', 'events/kwork/nonsense')).status).toBe(404);
	});
});
