import { byId } from '../../support/workflow';
import { UpworkBench } from './support';

const bench = new UpworkBench();
beforeAll(async () => await bench.start());
afterAll(async () => await bench.stop());
afterEach(async () => await bench.reset());

const search = async (parameters: object = {}) =>
	await bench.items({
		resource: 'job',
		operation: 'search',
		parameters: { limit: 5, ...parameters },
	});

describe('Upwork reads', () => {
	it('searches jobs in all three outputs, linked to the input', async () => {
		const { outputs } = await bench.run({
			resource: 'job',
			operation: 'search',
			parameters: { limit: 2 },
			items: [{}, {}],
		});
		expect(outputs[0]).toHaveLength(4);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 1, 1].map((item) => ({ item })),
		);
		const [simple] = await search();
		expect(simple).toMatchObject({
			id: expect.stringMatching(/^\d{19}$/),
			url: `https://www.upwork.com/jobs/~02${String(simple?.id)}`,
			publishedAt: expect.stringMatching(/Z$/),
		});
		expect(await search({ output: 'record' })).toContainEqual(
			expect.objectContaining({ record: 'lead', kind: 'job', source: 'upwork' }),
		);
		expect((await search({ output: 'raw' }))[0]).toHaveProperty('job.contractTerms');
	});

	it('returns all postings with no request too many', async () => {
		const first = bench.requests().length;
		const jobs = await search({ returnAll: true });
		expect(new Set(jobs.map(({ id }) => id)).size).toBe(jobs.length);
		expect(jobs.length).toBeGreaterThan(250);
		expect(bench.requests().length - first).toBe(Math.ceil(jobs.length / 50));
	});

	it('keeps own fields, whatever the output', async () => {
		const [job] = await search({ fields: 'own', ownFields: 'title client { totalHires }' });
		expect(Object.keys(job ?? {}).sort()).toEqual(['client', 'id', 'title']);
	});

	it('filters by what Upwork ignores', async () => {
		const given = {
			returnAll: true,
			searchFilters: { jobType: 'FIXED', budgetFrom: 1_000 },
			qualityFilters: { minSpent: 5_000, minHireRate: 50, paymentVerified: true },
		};
		const jobs = await search(given);
		expect(jobs.length).toBeGreaterThan(0);
		for (const { budget, client, type } of jobs) {
			expect(type).toBe('fixed');
			expect(budget).toBeGreaterThanOrEqual(1_000);
			expect(client).toMatchObject({ paymentVerified: true });
			expect((client as { spent: number }).spent).toBeGreaterThanOrEqual(5_000);
		}
		const all = await search({ returnAll: true });
		expect(jobs.length).toBeLessThan(all.length);
	});

	it('takes the default page where the search crashes on pages, and the public search', async () => {
		bench.control.configure({ searchUnavailable: true });
		const { error } = await bench.run({
			resource: 'job',
			operation: 'search',
			parameters: { limit: 3 },
		});
		expect(error?.name).toBe('NodeApiError');
		expect(error?.message).toContain('Exception occurred');
		const jobs = await bench.items({
			resource: 'job',
			operation: 'searchPublic',
			parameters: { returnAll: true },
		});
		expect(new Set(jobs.map(({ id }) => id)).size).toBe(jobs.length);
		expect(jobs.length).toBeGreaterThan(250);
	});

	it('reads a job by number, by ciphertext and by address', async () => {
		const [found] = await search();
		const id = String(found?.id);
		for (const jobId of [
			byId(id),
			byId(`~02${id}`),
			{ __rl: true, mode: 'url', value: `https://www.upwork.com/jobs/n8n_~02${id}/` },
		]) {
			const [job] = await bench.items({ resource: 'job', operation: 'get', parameters: { jobId } });
			expect(job).toMatchObject({ id, title: found?.title });
		}
	});

	it.each([
		['account', 'get', {}],
		['account', 'getStatus', {}],
		['account', 'getOrganizations', {}],
		['account', 'getConnects', {}],
		['proposal', 'getAll', { statuses: [] }],
		['proposal', 'getReasons', { reasonType: 'OFFER_DECLINE' }],
		['room', 'getAll', {}],
		['offer', 'getAll', {}],
		['contract', 'getHistory', {}],
		['profile', 'getOwn', {}],
		['profile', 'search', { keyword: 'n8n' }],
		['report', 'funnel', { period: 'month' }],
		['report', 'time', { from: '2026-01-01', until: '2026-12-31' }],
		['category', 'getAll', {}],
		['skill', 'getAll', {}],
		['skill', 'search', { name: 'type', elementType: 'SKILL', limit: 5 }],
		['graphql', 'query', { document: '{ user { id } }', variables: '{}' }],
	])('%s %s gives something', async (resource, operation, parameters) => {
		const items = await bench.items({ resource, operation, parameters });
		expect(items.length).toBeGreaterThan(0);
	});

	it('follows the IDs from one resource to the next', async () => {
		const of = async (resource: string, operation: string, parameters: object) =>
			(await bench.items({ resource, operation, parameters: { ...parameters } }))[0];
		const [proposal] = await bench.items({
			resource: 'proposal',
			operation: 'getAll',
			parameters: { statuses: ['Activated'], returnAll: true },
		});
		const one = await of('proposal', 'get', { proposalId: byId(proposal?.id) });
		expect(one).toMatchObject({ id: proposal?.id, meaning: expect.stringContaining('client') });
		const room = await of('room', 'getByProposal', {
			roomOf: 'proposal',
			proposalId: byId(proposal?.id),
		});
		expect(room?.proposalId).toBe(proposal?.id);
		expect(await of('room', 'get', { roomId: byId(room?.id) })).toMatchObject({ id: room?.id });
		const message = await of('message', 'getAll', { roomId: byId(room?.id) });
		expect(message).toMatchObject({
			roomId: room?.id,
			direction: expect.stringMatching(/^(in|out)$/),
		});
		const client = await of('client', 'get', { jobId: byId(proposal?.jobId) });
		expect(client).toMatchObject({ jobId: proposal?.jobId });
		const [offer] = await bench.items({ resource: 'offer', operation: 'getAll', parameters: {} });
		expect(await of('offer', 'get', { offerId: byId(offer?.id) })).toMatchObject({ id: offer?.id });
		const [found] = await bench.items({
			resource: 'profile',
			operation: 'search',
			parameters: { keyword: '', limit: 1 },
		});
		const profile = await of('profile', 'getByKey', { profileKey: byId(found?.ciphertext) });
		expect(profile?.url).toBe(found?.url);
	});

	it('shows hidden rooms where asked for', async () => {
		const list = async (roomFilters: object) =>
			await bench.items({
				resource: 'room',
				operation: 'getAll',
				parameters: { returnAll: true, roomFilters },
			});
		const some = await list({});
		const everything = await list({ everything: true });
		expect(everything.length).toBeGreaterThan(some.length);
		expect(new Set(everything.map(({ id }) => id)).size).toBe(everything.length);
	});

	it('acts for the organization chosen in the node, else for that of the credential', async () => {
		const [, agency] = await bench.items({
			resource: 'account',
			operation: 'getOrganizations',
			parameters: {},
		});
		const organization = String(agency?.id);
		const get = { resource: 'account', operation: 'get' };
		expect(await bench.items({ ...get, parameters: { organization } })).toMatchObject([
			{ organizationId: organization },
		]);
		const credential = { organizationId: organization };
		expect(await bench.items({ ...get, credential })).toMatchObject([
			{ organizationId: organization },
		]);
	});

	it('leaves denied fields out and says so above the output', async () => {
		const key = bench.control.setKey({}) as { scopes: string[] };
		const scopes = key.scopes.filter((scope) => !/userdetails/.test(scope));
		expect(scopes.length).toBeLessThan(key.scopes.length);
		bench.control.setKey({ scopes });
		await bench.connect();
		const { outputs, run } = await bench.run({ resource: 'account', operation: 'get' });
		expect(outputs[0]?.[0]?.json).toMatchObject({ id: null, organizationId: expect.any(String) });
		const [task] = run.data.resultData.runData.Tested ?? [];
		expect(task?.hints?.map(({ message }) => message).join()).toContain('Query.user');
		const own = await bench.run({ resource: 'profile', operation: 'getOwn' });
		expect(own.error?.description).toContain('View UserDetails');
		const [status] = await bench.items({ resource: 'account', operation: 'getStatus' });
		expect(status).toMatchObject({ connected: true, userId: null });
		expect(status?.problems).toHaveLength(1);
	});

	it.each([
		[{ jobId: byId('abc') }, 'is not a valid ID'],
		[{ jobId: byId('12345678901234567890123') }, 'is not a valid ID'],
	])('names a wrong ID %j', async (parameters, text) => {
		const { error } = await bench.run({ resource: 'job', operation: 'get', parameters });
		expect(error?.name).toBe('NodeOperationError');
		expect(error?.message).toContain(text);
	});

	it('says that something is not there, on the error output where wanted', async () => {
		const { outputs } = await bench.run({
			resource: 'job',
			operation: 'get',
			parameters: { jobId: byId('1000000000000000000') },
			onError: 'continueErrorOutput',
		});
		expect(outputs[1]?.[0]?.json.error).toContain('job 1000000000000000000');
	});

	it('shows the syntax error of an own document, and runs no mutation as a query', async () => {
		for (const [document, text] of [
			['{ user { id ', 'Syntax Error'],
			['mutation { archiveRoom(roomId: "r") { id } }', 'Run Mutation'],
		]) {
			const { error } = await bench.run({
				resource: 'graphql',
				operation: 'query',
				parameters: { document, variables: '{}' },
			});
			expect(error?.message).toContain(text);
		}
	});

	it('renews an expired token and goes on', async () => {
		bench.simulator.control.advance(25 * 3_600_000);
		bench.simulator.control.clearLog();
		const { outputs } = await bench.run({
			resource: 'account',
			operation: 'get',
			items: [{}, {}, {}],
		});
		expect(outputs[0]?.map(({ json }) => json.login)).toEqual(Array(3).fill('demo_freelancer'));
		const renewals = bench
			.requests()
			.filter((one) => JSON.stringify(one).includes('refresh_token'));
		expect(renewals).toHaveLength(1);
	});

	it('asks to connect again when the refresh token is gone, too', async () => {
		bench.control.revokeTokens({});
		const { error } = await bench.run({ resource: 'account', operation: 'get' });
		expect(`${error?.message} ${error?.description}`).toMatch(/connect|reconnected/i);
	});
});
