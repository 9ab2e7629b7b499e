import type { ServerResponse } from 'node:http';
import { ServiceError } from '../../../lib/errors';
import { startLocalServer, type LocalServer } from './localServer';
import { clientFor } from './setup';

describe('failures of the API', () => {
	let server: LocalServer;
	let client: ReturnType<typeof clientFor>['client'];
	let clock: ReturnType<typeof clientFor>['clock'];

	const answer = (method: string, body: unknown) => server.on(method, () => body);
	const raw = (
		method: string,
		status: number,
		text: string,
		headers: Record<string, string> = {},
	) =>
		server.on(method, (_seen, response: ServerResponse) => {
			response.writeHead(status, headers).end(text);
		});

	beforeEach(async () => {
		server = await startLocalServer();
		server.on('signIn', () => ({ success: true, response: { token: 'tok', expired: 1 } }));
		({ client, clock } = clientFor(server.url));
	});
	afterEach(async () => {
		await client.close();
		await server.close();
	});

	it.each([
		[{ error: 'Недостаточно параметров', error_code: 100 }, 'kwork.parameter', 'validation'],
		[{ error: 'Некорректные значения', error_code: '101' }, 'kwork.parameter', 'validation'],
		[{ error: 'x', error_code: 116 }, 'kwork.fraudQuiz', 'forbidden'],
		[{ error: 'Переписка запрещена', error_code: 130 }, 'kwork.writingNotAllowed', 'forbidden'],
		[{ error: 'Метод API не найден', error_code: 404 }, 'kwork.methodNotFound', 'notFound'],
		[{ error: 'Пользователь не найден' }, 'kwork.notFound', 'notFound'],
		[{ error: 'Лимит', response: { expire_time: 90 } }, 'kwork.messageLimit', 'rateLimited'],
		[
			{ errors: [{ position: 0, target: 'title', text: 'Коротко' }] },
			'kwork.parameter',
			'validation',
		],
		[
			{ error: 'Недостаточно средств', response: { amount: 1500, paymentUrlWebView: 'u' } },
			'kwork.balanceTooLow',
			'funds',
		],
		[{ error: 'Что-то ещё', error_code: 777 }, 'kwork.refused', 'validation'],
	])('maps %j', async (body, kind, failureKind) => {
		answer('inboxDelete', { success: false, ...body });
		const error: unknown = await client.messages.delete(1).catch((caught: unknown) => caught);
		expect(error).toMatchObject({ name: kind });
		if (!(error instanceof ServiceError)) throw error;
		expect(error.kind).toBe(failureKind);
		expect(error.remedy.length).toBeGreaterThan(20);
		expect(server.count('inboxDelete')).toBe(1);
	});

	it('tells how long to wait when messages are limited', async () => {
		answer('inboxCreate', { success: false, error: 'Лимит', response: { expire_time: '90' } });
		await expect(client.messages.send({ userId: 1, text: 'x' })).rejects.toMatchObject({
			retryAfterMs: 90_000,
		});
	});

	it.each([
		[{ error: 'Неверный логин', error_code: 105 }, 'kwork.wrongPassword'],
		[{ error: 'Неверный токен авторизации' }, 'kwork.refused'],
		[{ error: 'Введите цифры', error_code: 192 }, 'kwork.phoneDigitsNeeded'],
		[{ error: 'Подтвердите, что вы не робот', error_code: 118 }, 'kwork.captcha'],
	])('maps a refused sign-in: %j', async (body, kind) => {
		answer('signIn', { success: false, recaptcha_pass_token: '', ...body });
		await expect(client.account.actor()).rejects.toMatchObject({ name: kind });
		expect(server.count('signIn')).toBe(1);
		expect(server.count('actor')).toBe(0);
	});

	it('does not take HTTP 401 at the sign-in for a wrong password: no session can have ended', async () => {
		raw('signIn', 401, '{"success":false}', { 'content-type': 'application/json' });
		await expect(client.account.actor()).rejects.toMatchObject({
			name: 'kwork.unknownAnswer',
			httpStatus: 401,
		});
		expect(server.count('signIn')).toBe(1);
	});

	it('leaves the account alone after a captcha in the middle of a run', async () => {
		answer('getBadgesInfo', { success: true, response: {} });
		await client.account.badges();
		answer('getBadgesInfo', {
			success: false,
			error: 'Подтвердите, что вы не робот',
			error_code: 118,
		});
		await expect(client.account.badges()).rejects.toMatchObject({ name: 'kwork.captcha' });
		await expect(client.account.badges()).rejects.toMatchObject({ kind: 'captcha' });
		expect(server.count('getBadgesInfo')).toBe(2);
		expect(client.statistics().breaker.open).toBe(true);
	});

	it.each([
		['{"ipAdress":"203.0.113.7"}', 'application/json'],
		['', 'text/html'],
		['<title>Доступ заблокирован</title>', 'text/html'],
	])(
		'takes HTTP 403 with %j for a blocked address, never for a dead session',
		async (text, type) => {
			raw('actor', 403, text, { 'content-type': type });
			await expect(client.account.actor()).rejects.toMatchObject({
				name: 'kwork.addressBlocked',
				kind: 'blocked',
			});
			await expect(client.account.actor()).rejects.toMatchObject({ kind: 'blocked' });
			expect(server.count('actor')).toBe(1);
			expect(server.count('signIn')).toBe(1);
		},
	);

	it.each([
		['with', { 'retry-after': '0' }],
		['without', {}],
	])('repeats a read after HTTP 429 %s Retry-After, and then says so', async (_name, headers) => {
		raw('actor', 429, 'slow down', headers);
		await expect(client.account.actor()).rejects.toMatchObject({
			name: 'kwork.tooManyRequests',
			kind: 'rateLimited',
		});
		expect(server.count('actor')).toBe(3);
	});

	it('never repeats a write after HTTP 429', async () => {
		raw('inboxDelete', 429, 'slow down', { 'retry-after': '7' });
		await expect(client.messages.delete(1)).rejects.toMatchObject({ retryAfterMs: 7000 });
		expect(server.count('inboxDelete')).toBe(1);
	});

	it.each([
		['HTML', 200, '<html>Ой</html>'],
		['a cut body', 200, '{"success":true,"response":{"id":1'],
		['a list', 200, '[]'],
	])('calls %s instead of an answer a broken contract', async (_name, status, text) => {
		raw('actor', status, text);
		await expect(client.account.actor()).rejects.toMatchObject({ kind: 'contract' });
	});

	it.each([
		['HTML', 200, '<html>Ой</html>'],
		['a cut body', 200, '{"success":tr'],
		['a gateway error', 504, 'timeout'],
		['a gateway that waited too long', 408, ''],
	])(
		'does not know the outcome of a write that is answered with %s',
		async (_name, status, text) => {
			raw('inboxDelete', status, text);
			await expect(client.messages.delete(1)).rejects.toMatchObject({ kind: 'outcomeUnknown' });
			expect(server.count('inboxDelete')).toBe(1);
		},
	);

	it('says which field an answer of unknown form breaks at, without values', async () => {
		answer('actor', { success: true, response: { id: 'secret text' } });
		const error: unknown = await client.account.actor().catch((caught: unknown) => caught);
		expect(error).toMatchObject({ name: 'kwork.unknownAnswer' });
		expect(error).toMatchObject({
			details: { method: 'actor', places: ['id: expected an ID (whole number)'] },
		});
		expect(JSON.stringify(error)).not.toContain('secret text');
	});

	it('repeats a read while the service says that it is out of order', async () => {
		let calls = 0;
		server.on('actor', () =>
			(calls += 1) < 3
				? { success: false, error: 'Сервис временно недоступен' }
				: { success: true, response: { id: 1 } },
		);
		const before = clock.now();
		expect(await client.account.actor()).toMatchObject({ id: 1 });
		expect(clock.now() - before).toBeGreaterThan(1000);
	});

	it('keeps secrets out of errors', async () => {
		answer('actor', { success: false, error: 'Что-то' });
		const error: unknown = await client.account.actor().catch((caught: unknown) => caught);
		const shown = JSON.stringify(error, Object.getOwnPropertyNames(error)) + String(error);
		for (const secret of ['correct horse', 'tok"', 'bW9iaWxl']) expect(shown).not.toContain(secret);
	});

	it('turns "no orders" into an empty list', async () => {
		answer('workerOrders', { success: false, error: 'Нет заказов', error_code: 151 });
		answer('payerOrders', { success: false, error: 'Нет заказов', error_code: '150' });
		const seen = [];
		for await (const order of client.orders.listAsSeller()) seen.push(order);
		for await (const order of client.orders.listAsBuyer()) seen.push(order);
		expect(seen).toEqual([]);
	});
});
