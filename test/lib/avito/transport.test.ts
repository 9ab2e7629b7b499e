import type { AvitoToken } from '../../../lib/avito';
import { ProvidedTokens } from '../../../lib/avito';
import type { LocalAvito } from './localAvito';
import { all, startLocalAvito } from './localAvito';

let avito: LocalAvito;
afterEach(async () => await avito.close());

const STATES = '/job/v1/applications/get_states';
const states = { json: { states: [{ slug: 'new', description: 'Новый' }] } };
const token = (value: string) => ({ json: { access_token: value, expires_in: 3600 } });

/** A token from long ago, so that a refusal makes the client ask for a new one. */
function storeWith(value: string) {
	const saved: AvitoToken[] = [];
	return {
		saved,
		load: async (): Promise<AvitoToken> => ({
			value,
			obtainedAtMs: 0,
			expiresAtMs: Date.now() + 3_600_000,
		}),
		save: async (fresh: AvitoToken) => void saved.push(fresh),
	};
}

describe('the token', () => {
	test('is asked for once, with the pair in the body, and carried by every call', async () => {
		avito = await startLocalAvito(({ url }) => (url === STATES ? states : undefined));
		await Promise.all(
			Array.from({ length: 5 }, async () => await avito.client.applications.states()),
		);
		const asked = avito.seen(/^\/token$/);
		expect(asked).toHaveLength(1);
		expect(asked[0]?.body).toBe(
			'grant_type=client_credentials&client_id=id&client_secret=very-secret',
		);
		expect(asked[0]?.headers.authorization).toBeUndefined();
		expect(avito.seen(/get_states/).map(({ token }) => token)).toEqual(
			Array(5).fill('first-token'),
		);
	});

	test.each([
		[200, { error: 'unauthorized_client', error_description: 'no' }],
		[401, { error: 'invalid_client' }],
		[400, { error: { code: 400, message: 'bad' } }],
	])(
		'a refusal with status %i says to check the credential, without the secret',
		async (status, json) => {
			avito = await startLocalAvito(({ url }) => (url === '/token' ? { status, json } : undefined));
			const error = await avito.client.account.self().catch((caught: unknown) => caught);
			expect(error).toMatchObject({ kind: 'authentication', name: 'avito.authentication' });
			expect(JSON.stringify(error)).not.toContain('very-secret');
			// Whoever comes next is told the same; Avito is left alone for a while.
			await expect(avito.client.account.self()).rejects.toBe(error);
			expect(avito.seen(/^\/token$/)).toHaveLength(1);
		},
	);

	const wall = { status: 403, text: '<html><h1>Доступ с вашего IP ограничен</h1></html>' };

	test('a block at the token says that the address is blocked, not the key, and gives it a rest', async () => {
		avito = await startLocalAvito(({ url }) => (url === '/token' ? wall : undefined));
		const error = await avito.client.account.self().catch((caught: unknown) => caught);
		expect(error).toMatchObject({
			name: 'avito.blocked',
			kind: 'blocked',
			message: expect.stringContaining('blocked the address'),
			remedy: expect.stringContaining('rests for 15 minutes'),
		});
		await expect(avito.client.account.self()).rejects.toMatchObject({ name: 'http.resting' });
		expect(avito.seen(/^\/token$/)).toHaveLength(1);
	});

	test('a block of a call says the same, and no refusal by the API is taken for one', async () => {
		avito = await startLocalAvito(({ url }) => (url === STATES ? wall : undefined));
		await expect(avito.client.applications.states()).rejects.toMatchObject({ kind: 'blocked' });
		await avito.close();
		const json = { error: { code: 403, message: 'Forbidden' } };
		avito = await startLocalAvito(({ url }) =>
			url === STATES ? { status: 403, json } : undefined,
		);
		await expect(avito.client.applications.states()).rejects.toMatchObject({ kind: 'forbidden' });
	});

	test.each([
		['401', { status: 401, json: { error: { code: 401, message: 'Unauthorized' } } }],
		['403', { status: 403, json: { error: { code: 403, message: 'Forbidden' } } }],
		[
			'an error inside 200',
			{ status: 200, json: { error: 'invalid_token', error_description: 'x' } },
		],
	])('%s: one renewal for all calls, then each is repeated once', async (_, refusal) => {
		const store = storeWith('old-token');
		avito = await startLocalAvito(
			(request) => {
				if (request.url === '/token') return token('new-token');
				if (request.url !== STATES) return undefined;
				return request.token === 'new-token' ? states : refusal;
			},
			{ store },
		);
		await Promise.all(
			Array.from({ length: 4 }, async () => await avito.client.applications.states()),
		);
		expect(avito.seen(/^\/token$/)).toHaveLength(1);
		expect(avito.seen(/get_states/)).toHaveLength(8);
		expect(store.saved.map(({ value }) => value)).toEqual(['new-token']);
	});

	test('a second refusal goes to the user, and nothing is asked a third time', async () => {
		const forbidden = { status: 403, json: { error: { code: 403, message: 'Forbidden' } } };
		avito = await startLocalAvito(({ url }) => (url === STATES ? forbidden : undefined), {
			store: storeWith('old-token'),
		});
		await expect(avito.client.applications.states()).rejects.toMatchObject({ kind: 'forbidden' });
		expect(avito.seen(/get_states/)).toHaveLength(2);
		// The token is young now: the refusal is about rights, so it is not renewed again.
		await expect(avito.client.applications.states()).rejects.toMatchObject({ kind: 'forbidden' });
		expect(avito.seen(/get_states/)).toHaveLength(3);
		expect(avito.seen(/^\/token$/)).toHaveLength(1);
	});

	test('a provided token is renewed by its owner', async () => {
		avito = await startLocalAvito(() => undefined);
		const refused: string[] = [];
		const tokens = new ProvidedTokens(
			{
				get: async () => 'mine',
				refresh: async (value) => {
					refused.push(value);
					return 'renewed';
				},
			},
			{ now: () => 10_000, sleep: async () => {} },
		);
		const current = await tokens.current();
		expect(current).toEqual({ value: 'mine', obtainedAtMs: 0 });
		const renewed = await Promise.all([tokens.renew(current), tokens.renew(current)]);
		expect(renewed.map(({ value }) => value)).toEqual(['renewed', 'renewed']);
		expect(refused).toEqual(['mine']);
	});
});

describe('calls', () => {
	test('an employee key names its company in Job calls only', async () => {
		avito = await startLocalAvito(({ url }) => (url === STATES ? states : undefined), {
			employeeOf: '77',
		});
		await avito.client.applications.states();
		await avito.client.account.self();
		expect(avito.seen(/get_states/)[0]?.headers['x-employee-of']).toBe('77');
		expect(avito.seen(/self/)[0]?.headers['x-employee-of']).toBeUndefined();
	});

	test('the account id is found once', async () => {
		avito = await startLocalAvito(({ url }) =>
			url.includes('/chats/') ? { json: { id: 'u2i-a~b' } } : undefined,
		);
		await avito.client.chats.get('u2i-a~b');
		await avito.client.chats.get('u2i-x/y');
		expect(avito.seen(/self/)).toHaveLength(1);
		expect(avito.seen(/chats/).map(({ url }) => url)).toEqual([
			'/messenger/v2/accounts/301455772/chats/u2i-a~b',
			'/messenger/v2/accounts/301455772/chats/u2i-x%2Fy',
		]);
	});

	test('an answer in an unknown shape names the place, not the value', async () => {
		avito = await startLocalAvito(({ url }) =>
			url === STATES ? { json: { states: [{ slug: { secret: 'x' } }] } } : undefined,
		);
		await expect(avito.client.applications.states()).rejects.toMatchObject({
			kind: 'contract',
			message: expect.stringContaining('states.0.slug'),
		});
	});

	test('empty answers are results: 204 of an archive, 200 of the blacklist', async () => {
		avito = await startLocalAvito(({ url }) => {
			if (url.includes('archived')) return { status: 204 };
			return url.includes('blacklist') ? { status: 200 } : undefined;
		});
		await avito.client.vacancies.archive(5);
		await avito.client.chats.blacklist(9, { itemId: 5, reason: 'spam' });
		expect(avito.seen(/blacklist/)[0]?.body).toBe(
			'{"users":[{"user_id":9,"context":{"item_id":5,"reason_id":1}}]}',
		);
	});

	test('a search goes by cursor, keeps all its digits and ends when nothing new comes', async () => {
		const page = (cursor: string, ids: number[]) => ({
			text: `{"meta":{"cursor":${cursor},"page":1,"pages":3,"per_page":2},"resumes":${JSON.stringify(ids.map((id) => ({ id })))}}`,
		});
		avito = await startLocalAvito(({ url }) => {
			if (!url.startsWith('/job/v1/resumes/')) return undefined;
			if (url.includes('cursor=9007199254740995')) return page('7', [2, 3]);
			return url.includes('cursor=7') ? page('7', [3]) : page('9007199254740995', [1, 2]);
		});
		const found = await all(avito.client.resumes.search({ query: 'оператор', ageMin: 18 }));
		expect(found.map(({ id }) => id)).toEqual([1, 2, 3]);
		const [first, second] = avito.seen(/resumes/);
		expect(first?.url).toContain('age_min=18');
		expect(second?.url).toContain('cursor=9007199254740995');
	});

	test('resumes by id keep their order; a hidden one is missing, another failure stops', async () => {
		avito = await startLocalAvito(({ url }) => {
			const id = /resumes\/(\d+)/.exec(url)?.[1];
			if (!id || id === '2') return undefined;
			return id === '9'
				? { status: 402, json: { error: { code: 402 } } }
				: { json: { id: Number(id) } };
		});
		const found = await all(avito.client.resumes.getMany([3, 2, 1], { concurrency: 2 }));
		expect(found).toEqual([{ id: 3, resume: { id: 3 } }, { id: 2 }, { id: 1, resume: { id: 1 } }]);
		await expect(all(avito.client.resumes.getMany([1, 9, 3]))).rejects.toMatchObject({
			name: 'avito.subscriptionRequired',
		});
	});

	test('applications: a day earlier is asked for, older ones are left out, details in one step', async () => {
		const heads = [
			{ id: 'b', created_at: '2026-05-04T12:00:00Z', updated_at: '2026-05-04T12:00:00Z' },
			{ id: 'a', created_at: '2026-05-01T12:00:00Z', updated_at: '2026-05-03T10:00:00Z' },
		];
		avito = await startLocalAvito(({ url, body }) => {
			if (url.includes('get_ids')) return { json: { applies: heads } };
			if (!url.includes('get_by_ids')) return undefined;
			const { ids } = JSON.parse(body) as { ids: string[] };
			return { json: { applies: ids.map((id) => ({ id, applicant: { resume_id: '7' } })) } };
		});
		const updatedSinceMs = Date.parse('2026-05-04T00:00:00Z');
		const found = await all(avito.client.applications.list({ updatedSinceMs }));
		expect(found.map(({ id }) => id)).toEqual(['b']);
		expect(avito.seen(/get_ids/)[0]?.url).toContain('updatedAtFrom=2026-05-03');
	});
});

describe('a write that Avito breaks off', () => {
	const page = '<html>Service Unavailable</html>';
	const own = (code: number, message: string) => ({ json: { error: { code, message } } });

	test.each<[string, object, string]>([
		['503 with a page', { status: 503, text: page }, 'outcomeUnknown'],
		['503 without words', { status: 503 }, 'outcomeUnknown'],
		['503 in JSON', { status: 503, ...own(503, 'Service unavailable') }, 'outcomeUnknown'],
		['500 in JSON', { status: 500, ...own(500, 'Error while processing') }, 'outcomeUnknown'],
		['504 with a page', { status: 504, text: page }, 'outcomeUnknown'],
		['408 with a page', { status: 408, text: page }, 'outcomeUnknown'],
		['an error 500 inside 200', { status: 200, ...own(500, 'Oops') }, 'outcomeUnknown'],
		['a page inside 200', { status: 200, text: page }, 'outcomeUnknown'],
		['503 by which Avito itself refuses', { status: 503, ...own(402, 'Pay') }, 'funds'],
		['400 with a page', { status: 400, text: page }, 'temporary'],
	])('%s', async (_, answer, kind) => {
		avito = await startLocalAvito(({ url }) => (url.endsWith('/blacklist') ? answer : undefined));
		await expect(avito.client.chats.blacklist(5)).rejects.toMatchObject({ kind });
		expect(avito.seen(/blacklist/)).toHaveLength(1);
	});

	test.each(['PUT', 'POST'])('also by API Call, where %s answers with a page', async (method) => {
		avito = await startLocalAvito(({ url }) =>
			url.startsWith('/job/') ? { status: 200, text: page } : undefined,
		);
		const id =
			method === 'PUT'
				? 'PUT /job/v1/vacancies/archived/{vacancy_id}'
				: 'POST /job/v1/vacancies/{vacancy_id}/prolongate';
		const call = await avito.client.api.prepare(id, { parameters: { vacancy_id: 5 }, body: {} });
		await expect(avito.client.api.send(call)).rejects.toMatchObject({ kind: 'outcomeUnknown' });
	});

	test.each([{}, { ok: false }, []])('%j to Mark Read is not taken for done', async (body) => {
		avito = await startLocalAvito(({ url }) =>
			url.endsWith('/read') ? { json: body } : undefined,
		);
		await expect(avito.client.chats.markRead('u2i-1')).rejects.toMatchObject({
			kind: 'outcomeUnknown',
		});
	});

	test('a block page does not renew the token and is not asked for a second time', async () => {
		avito = await startLocalAvito(
			({ url }) => (url.endsWith('/blacklist') ? { status: 403, text: page } : undefined),
			{ store: storeWith('old-token') },
		);
		await expect(avito.client.chats.blacklist(5)).rejects.toMatchObject({ kind: 'blocked' });
		expect(avito.seen(/blacklist/)).toHaveLength(1);
	});

	test('a page that says "too many" is a block, not a minute to wait', async () => {
		avito = await startLocalAvito(({ url }) =>
			url.endsWith('/blacklist') ? { status: 429, text: page } : undefined,
		);
		await expect(avito.client.chats.blacklist(5)).rejects.toMatchObject({ kind: 'blocked' });
		expect(avito.seen(/blacklist/)).toHaveLength(1);
	});
});
