import { startLocalServer, type LocalServer } from './localServer';
import { clientFor, LOGIN, memoryStore } from './setup';

/** A server that issues tokens t1, t2, … and knows which one is alive. */
async function tokenServer() {
	const server = await startLocalServer();
	const state = { issued: 0, alive: new Set<string>(), deadText: 'Неверный токен' };
	server.on('signIn', (seen) => {
		if (seen.form.get('password') !== 'correct horse') {
			return { success: false, error: 'Неверный логин или пароль', error_code: 105 };
		}
		state.issued += 1;
		const token = `t${state.issued}`;
		state.alive.add(token);
		return {
			success: true,
			response: { token, expired: '31536000', need_2fa: false },
			recaptcha_pass_token: 'skip-1',
		};
	});
	server.on('actor', (seen) =>
		state.alive.has(seen.form.get('token') ?? '')
			? { success: true, response: { id: '4242424', username: 'pixel_forge', rating: '4.9' } }
			: { success: false, error: state.deadText },
	);
	return { server, state };
}

describe('session of a Kwork account', () => {
	let server: LocalServer;
	let state: Awaited<ReturnType<typeof tokenServer>>['state'];
	const clients: Array<{ close(): Promise<void> }> = [];

	const connect = (options?: Parameters<typeof clientFor>[1]) => {
		const made = clientFor(server.url, options);
		clients.push(made.client);
		return made;
	};

	beforeEach(async () => {
		({ server, state } = await tokenServer());
	});
	afterEach(async () => {
		await Promise.all(clients.splice(0).map(async (client) => await client.close()));
		await server.close();
	});

	it('signs in once for twenty calls at the same time', async () => {
		const { client } = connect();
		const actors = await Promise.all(Array.from({ length: 20 }, () => client.account.actor()));
		expect(actors.map(({ id }) => id)).toEqual(Array(20).fill(4242424));
		expect(server.count('signIn')).toBe(1);
		expect(server.count('actor')).toBe(20);
	});

	it('keeps login, password and token out of the address, and shows the app key', async () => {
		const { client } = connect({ credential: { ...LOGIN, phoneLast4: '1234' } });
		await client.account.actor();
		for (const { path, method, headers } of server.seen) {
			expect(path).not.toContain('?');
			expect(method).toBe('POST');
			expect(headers.authorization).toBe('Basic bW9iaWxlX2FwaTpxRnZmUmw3dw==');
		}
		const signIn = server.seen[0]?.form;
		expect(signIn?.get('phone_last')).toBe('1234');
		expect(signIn?.get('uad')).toMatch(/^[0-9A-F]{40}$/);
		expect(signIn?.get('uad')).toBe(connect().client.device);
	});

	it('opens one new session when the old one dies between two calls', async () => {
		const { client, clock } = connect();
		await client.account.actor();
		state.alive.clear();
		clock.advance(6 * 60_000);
		const again = await Promise.all(Array.from({ length: 20 }, () => client.account.actor()));
		expect(again).toHaveLength(20);
		expect(server.count('signIn')).toBe(2);
	});

	it('sends the captcha skip token of the last sign-in with the next one', async () => {
		const store = memoryStore();
		const { client, clock } = connect({ tokenStore: store });
		await client.account.actor();
		expect(store.saved?.recaptchaPassToken).toBe('skip-1');
		state.alive.clear();
		clock.advance(6 * 60_000);
		await client.account.actor();
		const signIns = server.seen.filter(({ path }) => path === 'signIn');
		expect(signIns.map(({ form }) => form.get('recaptcha_pass_token'))).toEqual([null, 'skip-1']);
	});

	it('signs in again once for a session that dies at once, and not a second time', async () => {
		const { client } = connect();
		await client.account.actor();
		state.alive.clear();
		await client.account.actor();
		expect(server.count('signIn')).toBe(2);
		state.alive.clear();
		await expect(client.account.actor()).rejects.toMatchObject({
			name: 'kwork.newSessionDied',
			kind: 'authentication',
		});
		await expect(client.account.actor()).rejects.toMatchObject({ name: 'kwork.newSessionDied' });
		expect(server.count('signIn')).toBe(2);
	});

	it('uses a stored session after a restart', async () => {
		const store = memoryStore();
		await connect({ tokenStore: store }).client.account.actor();
		await connect({ tokenStore: store }).client.account.actor();
		expect(server.count('signIn')).toBe(1);
	});

	it('ignores the stored session of another login', async () => {
		const store = memoryStore();
		await connect({ tokenStore: store }).client.account.actor();
		const other = { login: 'somebody_else', password: 'correct horse' };
		await connect({ tokenStore: store, credential: other }).client.account.actor();
		expect(server.count('signIn')).toBe(2);
	});

	it('takes the pasted token first, and the password when that token is dead', async () => {
		state.alive.add('pasted');
		const store = memoryStore();
		const credential = { ...LOGIN, token: 'pasted' };
		const { client } = connect({ credential, tokenStore: store });
		await client.account.actor();
		expect(server.count('signIn')).toBe(0);
		state.alive.delete('pasted');
		await client.account.actor();
		expect(server.count('signIn')).toBe(1);
		// After a restart the token that is known to be dead is not tried again.
		await connect({ credential, tokenStore: store }).client.account.actor();
		expect(server.seen.filter(({ form }) => form.get('token') === 'pasted')).toHaveLength(2);
		expect(server.count('signIn')).toBe(1);
	});

	it('says so when a pasted token is dead and there is no password', async () => {
		const { client } = connect({ credential: { token: 'gone' } });
		await expect(client.account.actor()).rejects.toMatchObject({
			name: 'kwork.pastedTokenDied',
			message: expect.stringContaining('pasted'),
		});
		expect(server.count('signIn')).toBe(0);
	});

	it('tries a wrong password once and then leaves it for ten minutes', async () => {
		const { client, clock } = connect({ credential: { ...LOGIN, password: 'wrong' } });
		for (let i = 0; i < 3; i += 1) {
			await expect(client.account.actor()).rejects.toMatchObject({ name: 'kwork.wrongPassword' });
		}
		expect(server.count('signIn')).toBe(1);
		clock.advance(11 * 60_000);
		await expect(client.account.actor()).rejects.toMatchObject({ name: 'kwork.wrongPassword' });
		expect(server.count('signIn')).toBe(2);
	});

	it.each(['Неверный token', 'Необходима авторизация', 'Сессия истекла, войдите снова'])(
		'recognises a dead session by its words: %s',
		async (words) => {
			state.deadText = words;
			const { client, clock } = connect();
			await client.account.actor();
			state.alive.clear();
			clock.advance(6 * 60_000);
			await client.account.actor();
			expect(server.count('signIn')).toBe(2);
		},
	);

	it('recognises a dead session by HTTP 401', async () => {
		state.alive.add('t0');
		const { client, clock } = connect();
		await client.account.actor();
		clock.advance(6 * 60_000);
		let once = true;
		server.on('getBadgesInfo', (_seen, response) => {
			if (!once) return { success: true, response: { dialogs_unread_count: '2' } };
			once = false;
			response.writeHead(401, { 'content-type': 'text/html' }).end('<html>401</html>');
			return undefined;
		});
		expect(await client.account.badges()).toMatchObject({ dialogs_unread_count: 2 });
		expect(server.count('signIn')).toBe(2);
	});

	it('does not take a parameter error that mentions a token for a dead session', async () => {
		server.on('getBadgesInfo', () => ({
			success: false,
			error: 'Нет поля token',
			error_code: 101,
		}));
		const { client } = connect();
		await expect(client.account.badges()).rejects.toMatchObject({ name: 'kwork.parameter' });
		expect(server.count('signIn')).toBe(1);
	});
});
