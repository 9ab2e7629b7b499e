import type { Asked, Answer, TestServer } from './server';
import { accountOn, serve, tokens } from './server';
import { systemClock } from '../../../lib/time';
import { GraphqlExecutor } from '../../../lib/upwork';
import { MY_PROPOSALS, PROPOSALS_FOR_JOBS } from '../../../lib/upwork/documents/proposals';
import { SEND_MESSAGE } from '../../../lib/upwork/documents/rooms';
import { SEARCH_JOBS } from '../../../lib/upwork/documents/jobs';
import { VIEWER } from '../../../lib/upwork/documents/people';

const SEARCH = { filter: { searchExpression_eq: 'n8n' }, sort: [{ field: 'RECENCY' as const }] };
const denied = (...fields: string[]) => ({
	data: null,
	errors: [
		{
			message: `The client or authentication token doesn't have enough oauth2 permissions/scopes to access: [${fields.join(', ')}].`,
			path: ['marketplaceJobPostingsSearch'],
			extensions: { classification: 'ExecutionAborted' },
		},
	],
});
const oneJob = (extra: object = {}) => ({
	data: {
		marketplaceJobPostingsSearch: {
			totalCount: 1,
			edges: [{ cursor: '1', node: { id: '1990000000000000001', title: 'A', ...extra } }],
		},
	},
});

describe('GraphqlExecutor', () => {
	let server: TestServer;
	let handle: (asked: Asked, index: number) => Answer;

	beforeAll(async () => {
		server = await serve((asked, index) => handle(asked, index));
	});
	beforeEach(() => {
		server.asked.length = 0;
	});
	afterAll(async () => await server.close());

	async function withExecutor<T>(
		work: (executor: GraphqlExecutor, source: ReturnType<typeof tokens>) => Promise<T>,
		organizationId?: string,
	): Promise<T> {
		const account = accountOn(server.url);
		const source = tokens();
		try {
			return await work(new GraphqlExecutor({ account, tokens: source, organizationId }), source);
		} finally {
			await account.close();
		}
	}

	it('sends the document, its variables, the token and the organization', async () => {
		handle = () => ({ body: oneJob() });
		await withExecutor(async (executor) => await executor.run(SEARCH_JOBS, SEARCH), '15000');
		expect(server.asked).toHaveLength(1);
		expect(server.asked[0]).toMatchObject({
			operationName: 'SearchJobs',
			variables: SEARCH,
			token: 'token-1',
			tenant: '15000',
		});
	});

	it('leaves denied fields out, says so, asks once more and remembers them', async () => {
		handle = ({ query }) =>
			/currency|endCursor/.test(query)
				? { body: denied('Money.currency', 'PageInfo.endCursor') }
				: { body: oneJob() };
		await withExecutor(async (executor) => {
			const answer = await executor.run(SEARCH_JOBS, SEARCH);
			expect(answer.marketplaceJobPostingsSearch?.edges).toHaveLength(1);
			expect(executor.notices).toEqual([
				expect.stringContaining('PageInfo.endCursor'),
				expect.stringContaining('Money.currency'),
			]);
			expect(server.asked).toHaveLength(2);
			expect(server.asked[1]?.query).toContain('rawValue');
			await executor.run(SEARCH_JOBS, SEARCH);
			expect(server.asked).toHaveLength(3);
		});
	});

	it('drops variables that only a denied root used', async () => {
		handle = ({ query }) =>
			query.includes('vendorProposals') ? { body: denied('Query.vendorProposals') } : { body: {} };
		await withExecutor(async (executor) => {
			await expect(executor.run(PROPOSALS_FOR_JOBS, { jobIds: ['1'] })).rejects.toMatchObject({
				kind: 'forbidden',
				details: { denied: ['Query.vendorProposals'] },
				remedy: expect.stringContaining('Talent Profile'),
			});
			expect(server.asked).toHaveLength(1);
		});
	});

	it('keeps partial data and puts its errors into the notices', async () => {
		handle = () => ({
			body: {
				data: {
					marketplaceJobPostingsSearch: {
						edges: [null, { cursor: '2', node: { id: '2' } }],
					},
				},
				errors: [
					{ message: 'Cannot return null', path: ['marketplaceJobPostingsSearch', 'edges', 0] },
				],
			},
		});
		await withExecutor(async (executor) => {
			const answer = await executor.run(SEARCH_JOBS, SEARCH);
			expect(answer.marketplaceJobPostingsSearch?.edges).toHaveLength(2);
			expect(executor.notices[0]).toContain('marketplaceJobPostingsSearch.edges');
		});
	});

	it.each([
		[
			{
				message: 'Validation error of type FieldUndefined: x',
				extensions: { classification: 'ValidationError' },
			},
			'validation',
		],
		[{ message: 'VJCA-6 Input parameter provided has incorrect value' }, 'validation'],
		[{ message: 'refused', extensions: { code: 'VJ-JA-10' } }, 'conflict'],
		[{ message: 'Authorization failed' }, 'forbidden'],
		[{ message: 'Exception occurred', extensions: { code: '500' } }, 'temporary'],
		[{ message: 'Something new' }, 'temporary'],
	])('tells %j apart', async (error, kind) => {
		handle = () => ({ body: { data: null, errors: [error] } });
		await withExecutor(async (executor) => {
			await expect(
				executor.run(MY_PROPOSALS, {
					filter: { status_eq: 'Accepted' },
					sort: { field: 'CREATEDDATETIME', sortOrder: 'DESC' },
					page: { first: 40 },
				}),
			).rejects.toMatchObject({ kind, details: { requestId: 'request-1' } });
		});
	});

	it('refreshes an expired token once for calls that run side by side', async () => {
		handle = ({ token }) =>
			token === 'token-1'
				? { status: 401, body: { message: 'Authentication failed' } }
				: { body: { data: { user: { id: '1', nid: 'a' }, organization: null } } };
		await withExecutor(async (executor, source) => {
			await Promise.all([1, 2, 3].map(async () => await executor.run(VIEWER, {})));
			expect(source.refreshes).toBe(1);
			expect(server.asked.filter(({ token }) => token === 'token-2')).toHaveLength(3);
		});
	});

	it('refreshes once for two executions, and again when the next token ends', async () => {
		let valid = 'token-2';
		handle = ({ token }) =>
			token === valid
				? { body: { data: { user: { id: '1', nid: 'a' }, organization: null } } }
				: { status: 401, body: { message: 'Authentication failed' } };
		const account = accountOn(server.url);
		const source = tokens();
		const stale = { current: async () => 'token-1', refresh: async () => await source.refresh() };
		const executors = [1, 2].map(() => new GraphqlExecutor({ account, tokens: stale }));
		const runAll = async () =>
			await Promise.all(executors.map(async (executor) => await executor.run(VIEWER, {})));
		await runAll();
		expect(source.refreshes).toBe(1);
		valid = 'token-3';
		await runAll();
		await runAll();
		expect(source.refreshes).toBe(2);
		expect(server.asked.filter(({ token }) => token === 'token-1').length).toBeLessThanOrEqual(2);
		await account.close();
	});

	it('gives up when the new token is refused, too', async () => {
		handle = () => ({ status: 401, body: { message: 'Authentication failed' } });
		await withExecutor(async (executor) => {
			await expect(executor.run(VIEWER, {})).rejects.toMatchObject({ kind: 'authentication' });
			expect(server.asked).toHaveLength(2);
		});
	});

	it('never repeats a write whose outcome is not known', async () => {
		const input = { input: { roomId: 'room_1', message: 'Hello' } };
		for (const answer of [
			{ body: null, break: true },
			{ status: 502, body: 'bad gateway' },
			{ status: 408, body: '' },
			{ body: { errors: [{ message: 'Exception occurred', extensions: { code: '500' } }] } },
			{ body: '<html>Just a moment...</html>' },
		]) {
			server.asked.length = 0;
			handle = () => answer;
			await withExecutor(async (executor) => {
				await expect(executor.run(SEND_MESSAGE, input)).rejects.toMatchObject({
					kind: 'outcomeUnknown',
				});
			});
			expect(server.asked).toHaveLength(1);
		}
	});

	it('rests after a page instead of JSON with HTTP 403', async () => {
		handle = () => ({ status: 403, body: '<html>Just a moment...</html>' });
		const account = accountOn(server.url, systemClock);
		const executor = new GraphqlExecutor({ account, tokens: tokens() });
		for (let call = 0; call < 3; call += 1) {
			await expect(executor.run(VIEWER, {})).rejects.toMatchObject({ kind: 'blocked' });
		}
		expect(server.asked).toHaveLength(1);
		await account.close();
	});

	it('reports how long Upwork asks to wait', async () => {
		handle = () => ({ status: 429, headers: { 'retry-after': '0' }, body: {} });
		await withExecutor(async (executor) => {
			await expect(executor.run(VIEWER, {})).rejects.toMatchObject({
				kind: 'rateLimited',
				retryAfterMs: 0,
			});
		});
	});
});
