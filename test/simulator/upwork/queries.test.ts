import type { Simulator } from '../../../simulator';
import { accessToken, graphql, startUpwork, type Answer } from './session';

let simulator: Simulator;
let token: string;

beforeEach(async () => {
	({ simulator, token } = await startUpwork());
});
afterEach(async () => {
	await simulator.close();
});

const ask = (
	query: string,
	variables?: Record<string, unknown>,
	headers?: Record<string, string>,
) => graphql(simulator, token, query, variables, headers);

/** The value at a path of keys and indexes. */
function at(answer: Answer | unknown, ...path: (string | number)[]): unknown {
	let value: unknown = (answer as Answer).data ?? answer;
	for (const key of path) value = (value as Record<string | number, unknown> | null)?.[key];
	return value;
}

const SEARCH = `query ($filter: MarketplaceJobPostingsSearchFilter) {
	marketplaceJobPostingsSearch(marketPlaceJobFilter: $filter, sortAttributes: [{ field: RECENCY }]) {
		totalCount pageInfo { hasNextPage endCursor }
		edges { node { id ciphertext title publishedDateTime applied amount { rawValue } hourlyBudgetMax { rawValue }
			skills { name prettyName } occupations { category { id prefLabel } }
			client { totalHires totalSpent { rawValue } verificationStatus location { country } }
			job { id contractTerms { contractType } contractorSelection { proposalRequirement { coverLetterRequired screeningQuestions { question sequenceNumber } } } } } }
	}
}`;

async function jobs(filter: Record<string, unknown>) {
	return await ask(SEARCH, { filter });
}

const searchEdges = (answer: Answer) =>
	at(answer, 'marketplaceJobPostingsSearch', 'edges') as { node: Record<string, unknown> }[];

describe('job search', () => {
	it('gives ten jobs by default, newest first', async () => {
		const answer = await jobs({});
		const times = searchEdges(answer).map(({ node }) => String(node.publishedDateTime));
		expect(answer.errors).toEqual([]);
		expect(times).toHaveLength(10);
		expect(times).toEqual([...times].sort().reverse());
		expect(times[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/);
		expect(at(answer, 'marketplaceJobPostingsSearch', 'totalCount')).toBeGreaterThanOrEqual(300);
	});

	it('walks through all pages without a gap or a double', async () => {
		const seen = new Set<unknown>();
		let after: unknown = '0';
		for (let page = 0; page < 10; page++) {
			const answer = await jobs({ pagination_eq: { first: 50, after } });
			for (const { node } of searchEdges(answer)) seen.add(node.id);
			if (at(answer, 'marketplaceJobPostingsSearch', 'pageInfo', 'hasNextPage') === false) break;
			after = at(answer, 'marketplaceJobPostingsSearch', 'pageInfo', 'endCursor');
		}
		const total = at(await jobs({}), 'marketplaceJobPostingsSearch', 'totalCount');
		expect(seen.size).toBe(total);
	});

	it('crashes on a page without after, unless the quirk is off', async () => {
		const crashed = await jobs({ pagination_eq: { first: 20 } });
		expect([crashed.status, crashed.errors[0]?.message]).toEqual([200, 'Exception occurred']);
		simulator.control.upwork.configure({ searchCrashesWithoutAfter: false });
		expect(searchEdges(await jobs({ pagination_eq: { first: 20 } }))).toHaveLength(20);
	});

	it('understands AND, OR, NOT, quotes and brackets', async () => {
		const titles = async (searchExpression_eq: string) =>
			searchEdges(
				await jobs({ searchExpression_eq, pagination_eq: { first: 100, after: '0' } }),
			).map(({ node }) => String(node.title));
		const both = await titles('n8n AND ("custom" OR invoice) AND NOT openai');
		expect(new Set(both)).toEqual(new Set(['TypeScript developer for a custom n8n node']));
		expect(await titles('nothing-like-this')).toEqual([]);
	});

	it('ignores budgets and finds nothing by workload, unless the quirks are off', async () => {
		const count = async (filter: Record<string, unknown>) =>
			Number(at(await jobs(filter), 'marketplaceJobPostingsSearch', 'totalCount'));
		const all = await count({ jobType_eq: 'FIXED' });
		const dear = { jobType_eq: 'FIXED', budgetRange_eq: { rangeStart: 2000 } };
		expect(await count(dear)).toBe(all);
		expect(await count({ workload_eq: 'FULL_TIME' })).toBe(0);
		simulator.control.upwork.configure({
			budgetFiltersIgnored: false,
			workloadFindsNothing: false,
		});
		expect(await count(dear)).toBeLessThan(all);
		expect(await count({ workload_eq: 'FULL_TIME' })).toBeGreaterThan(0);
	});

	it('shows a job that has just been posted, and thousands on demand', async () => {
		const { id } = simulator.control.upwork.newJob({ title: 'Brand new', skills: ['n8n'] });
		expect(searchEdges(await jobs({})).map(({ node }) => node.id)).toContain(id);
		simulator.control.upwork.seed({ jobs: 3000, weeks: 8 });
		token = await accessToken(simulator);
		const total = at(await jobs({}), 'marketplaceJobPostingsSearch', 'totalCount');
		expect(total).toBeGreaterThanOrEqual(3000);
	});
});

describe('scopes and validation', () => {
	it('aborts the whole operation for one denied field', async () => {
		const answer = await ask('{ companySelector { items { title typeTitle } } }');
		expect(answer.status).toBe(200);
		expect(answer.data).toBeNull();
		expect(answer.errors[0]?.extensions?.classification).toBe('ExecutionAborted');
		expect(answer.errors[0]?.message).toContain('[CompanySelectorItem.typeTitle]');
	});

	it('can leave the rest of the data instead', async () => {
		simulator.control.upwork.configure({ deniedFields: 'partial' });
		const answer = await ask('{ companySelector { items { title typeTitle } } }');
		expect(at(answer, 'companySelector', 'items', 0, 'title')).toBe('Dana Petrov');
		expect(answer.errors).toHaveLength(3);
	});

	it('refuses to a basic key what its scopes lack', async () => {
		const basic = await accessToken(simulator, 'upwork-basic-key');
		const answer = await graphql(simulator, basic, '{ connectsSummary { connectsBalance } }');
		expect(answer.errors[0]?.message).toContain('Query.connectsSummary');
	});

	it('words validation errors as the service does, and notes them', async () => {
		const answer = await ask('{ user { noSuchField } }');
		expect(answer.errors[0]?.message).toMatch(/^Validation error of type FieldUndefined/);
		expect(simulator.control.violations()).toHaveLength(1);
		simulator.control.clearLog();
	});

	it('refuses several __type in one query', async () => {
		const one = '__type(name: "CreateJobProposalInput") { name }';
		expect(at(await ask(`{ ${one} }`), '__type', 'name')).toBe('CreateJobProposalInput');
		const two = await ask(`{ a: ${one} b: ${one} }`);
		expect(two.errors[0]?.extensions?.classification).toBe('BadFaithIntrospection');
		simulator.control.upwork.configure({ operationsOf2026: false });
		const older = await ask('mutation { createJobProposal { error } }');
		expect(older.errors[0]?.message).toContain('FieldUndefined');
	});

	it('limits requests per second on the clock', async () => {
		simulator.control.upwork.configure({ limits: { perSecond: 10 } });
		const statuses = [];
		for (let call = 0; call < 12; call++) statuses.push((await ask('{ __typename }')).status);
		expect(statuses.filter((status) => status === 429)).toHaveLength(2);
		const limited = await ask('{ __typename }');
		expect(limited.headers.get('retry-after')).toBe('1');
		simulator.control.advance(1_000);
		expect((await ask('{ __typename }')).status).toBe(200);
	});
});

const SUBMIT = `mutation ($input: CreateJobProposalInput!) {
	createJobProposal(input: $input) { newProposalId status error }
}`;
const VIEWER = '{ user { id nid } organization { id } connectsSummary { connectsBalance } }';

async function proposalInput(jobReference: string, more: Record<string, unknown> = {}) {
	const viewer = await ask(VIEWER);
	return {
		jobReference,
		chargedAmount: 45,
		coverLetter: 'Hello, I have done this before.',
		teamOrgId: at(viewer, 'organization', 'id'),
		selectedContractor: {
			id: at(viewer, 'user', 'id'),
			oDeskUserID: at(viewer, 'user', 'nid'),
		},
		...more,
	};
}

describe('proposals', () => {
	const withStatus = async (status: string, first = 40) =>
		await ask(
			`query ($filter: VendorProposalFilter!, $page: Pagination!) {
				vendorProposals(filter: $filter, sortAttribute: { field: CREATEDDATETIME, sortOrder: DESC }, pagination: $page) {
					totalCount edges { node { id status { status } auditDetails { createdDateTime { rawValue } } marketplaceJobPosting { id content { title } } } }
				}
			}`,
			{ filter: { status_eq: status }, page: { first } },
		);

	it('exist in every status', async () => {
		const statuses = ['Pending', 'Accepted', 'Activated', 'Offered', 'Hired', 'Declined'];
		for (const status of [...statuses, 'Withdrawn', 'Archived']) {
			expect(at(await withStatus(status), 'vendorProposals', 'totalCount')).toBeGreaterThan(0);
		}
	});

	it('refuse more than forty per page', async () => {
		const answer = await withStatus('Accepted', 41);
		expect(answer.errors[0]?.message).toContain('VJCA-6');
	});

	it('are submitted once, spend Connects and become Accepted', async () => {
		const { id: jobId } = simulator.control.upwork.newJob({ questions: [], connectsCost: 8 });
		const before = at(await ask(VIEWER), 'connectsSummary', 'connectsBalance') as number;
		const input = await proposalInput(jobId);
		const answer = await ask(SUBMIT, { input });
		const proposalId = at(answer, 'createJobProposal', 'newProposalId');
		expect(proposalId).toEqual(expect.stringMatching(/^\d{19}$/));
		const after = at(await ask(VIEWER), 'connectsSummary', 'connectsBalance');
		expect(after).toBe(before - 8);
		const again = await ask(SUBMIT, { input });
		expect(again.errors[0]?.message).toContain('VJ-JA-10');
		simulator.control.advance(10_000);
		const accepted = await withStatus('Accepted');
		const edges = at(accepted, 'vendorProposals', 'edges') as { node: { id: string } }[];
		expect(edges.map(({ node }) => node.id)).toContain(proposalId);
		expect(simulator.control.violations()).toEqual([]);
	});

	it('are refused inside the result without Connects, or without answers', async () => {
		const { id: jobId } = simulator.control.upwork.newJob({ questions: ['How would you start?'] });
		const unanswered = await ask(SUBMIT, { input: await proposalInput(jobId) });
		expect(at(unanswered, 'createJobProposal', 'error')).toContain('Screening');
		simulator.control.upwork.setConnects({ connects: 0 });
		const questions = [{ question: 'How would you start?', answer: 'Small.' }];
		const poor = await ask(SUBMIT, { input: await proposalInput(jobId, { questions }) });
		expect(at(poor, 'createJobProposal', 'error')).toBe('Not enough Connects');
		simulator.control.clearLog();
	});
});

describe('rooms', () => {
	const ROOMS = `query ($filter: RoomFilter, $page: Pagination) {
		roomList(filter: $filter, pagination: $page) { totalCount edges { node { id numUnread hidden latestStory { id message } } } }
	}`;
	const STORIES = `query ($filter: RoomStoryFilter) {
		roomStories(filter: $filter) { totalCount edges { node { id message createdDateTime user { id name } } } }
	}`;

	it('hide what is hidden or not subscribed to, unless asked', async () => {
		const count = async (filter: Record<string, unknown>) =>
			Number(at(await ask(ROOMS, { filter, page: { first: 100 } }), 'roomList', 'totalCount'));
		const shown = await count({});
		const subscribed = await count({ includeHidden_eq: true });
		const others = await count({ includeHidden_eq: true, subscribed_eq: false });
		expect(subscribed).toBeGreaterThan(shown);
		expect(others).toBeGreaterThan(0);
	});

	it('belong to the organization of the tenant header', async () => {
		const selector = await ask('{ companySelector { items { organizationId title } } }');
		const agency = String(at(selector, 'companySelector', 'items', 1, 'organizationId'));
		const own = await ask(ROOMS, { page: { first: 100 } });
		const other = await ask(ROOMS, { page: { first: 100 } }, { 'X-Upwork-API-TenantId': agency });
		const ids = (answer: Answer) =>
			(at(answer, 'roomList', 'edges') as { node: { id: string } }[]).map(({ node }) => node.id);
		expect(ids(other).length).toBeGreaterThan(0);
		expect(ids(own).filter((id) => ids(other).includes(id))).toEqual([]);
	});

	it('receive and send messages; a system story empties its node', async () => {
		const { roomId } = simulator.control.upwork.clientWrites({ text: 'Hello?' });
		simulator.control.upwork.clientWrites({ roomId, system: true });
		const sent = await ask(
			'mutation ($input: RoomStoryCreateInputV2!) { createRoomStoryV2(input: $input) { id message } }',
			{ input: { roomId, message: 'On it.' } },
		);
		const read = await ask(STORIES, {
			filter: { roomId_eq: roomId, storyFilter: { pagination: { first: 3 } } },
		});
		const nodes = (
			at(read, 'roomStories', 'edges') as { node: { id: string; message: string } | null }[]
		).map(({ node }) => node?.message ?? null);
		expect(nodes).toEqual(['On it.', null, 'Hello?']);
		expect(read.errors).toHaveLength(1);
		expect(at(sent, 'createRoomStoryV2', 'message')).toBe('On it.');
	});

	it('open as an interview when a client answers a proposal, and lead to offer and contract', async () => {
		const { id: jobId } = simulator.control.upwork.newJob({ questions: [] });
		const answer = await ask(SUBMIT, { input: await proposalInput(jobId) });
		const proposalId = String(at(answer, 'createJobProposal', 'newProposalId'));
		simulator.control.upwork.clientWrites({ proposalId, text: 'Shall we talk?' });
		const room = await ask(
			'query ($id: ID!) { proposalRoom(vendorProposalId: $id) { roomType numUnread } vendorProposal(id: $id) { status { status } } }',
			{ id: proposalId },
		);
		expect(room.data).toEqual({
			proposalRoom: { roomType: 'INTERVIEW', numUnread: 1 },
			vendorProposal: { status: { status: 'Activated' } },
		});
		simulator.control.upwork.newOffer({ proposalId });
		simulator.control.upwork.proposalStatus({ id: proposalId, status: 'Hired' });
		const viewer = await ask(VIEWER);
		const offers = await ask(
			'query ($filter: SearchOffersInput!) { offersByAttribute(filter: $filter) { offers { state job { id } } } }',
			{
				filter: {
					id: at(viewer, 'organization', 'id'),
					searchAttribute: 'VendorOrg',
					// The schema's own default is oldest first.
					ascendingOrder: false,
					limit: 50,
					page: 0,
				},
			},
		);
		expect(at(offers, 'offersByAttribute', 'offers', 0)).toEqual({
			state: 'ACCEPTED',
			job: { id: jobId },
		});
	});
});

it('shows a client the own postings with their proposals, and posts another', async () => {
	const tenant = { 'X-Upwork-API-TenantId': '1430000000000000003' };
	const list = `{ organization { jobPosting(jobPostingFilter: {}) { totalCount edges { node { id proposalsStatistics { totalProposals } } } } } }`;
	const before = await ask(list, {}, tenant);
	expect(before.errors).toEqual([]);
	expect(at(before, 'organization', 'jobPosting', 'totalCount')).toBe(3);
	const made = await ask(
		'mutation ($request: JobPostingCreateRequest!) { createJobPosting(jobPostingRequest: $request) { id } }',
		{
			request: {
				organizationId: tenant['X-Upwork-API-TenantId'],
				jobPostingInfo: { title: 'Mine', amount: '500' },
			},
		},
		tenant,
	);
	const after = await ask(list, {}, tenant);
	const path = ['organization', 'jobPosting', 'edges'] as const;
	expect(at(after, ...path, 0, 'node', 'id')).toBe(at(made, 'createJobPosting', 'id'));
	const jobId = at(before, ...path, 0, 'node', 'id');
	const proposals = await ask(
		'query ($id: ID!) { clientProposals(jobPostingId: $id) { totalCount edges { node { id user { id } job { id } } } } }',
		{ id: jobId },
		tenant,
	);
	expect(at(proposals, 'clientProposals', 'totalCount')).toBe(
		at(before, ...path, 0, 'node', 'proposalsStatistics', 'totalProposals'),
	);
});

it('answers profiles, ontology, history, reports and payments', async () => {
	const answer = await ask(`{
		user { id freelancerProfile { skills { edges { node { preferredLabel } } } languages { edges { node { id } } } } }
		ontologyCategories { id preferredLabel subcategories { id services { preferredLabel } } }
		ontologySkills(limit: 3) { id preferredLabel }
		ontologyElementsSearchByPrefLabel(filter: { preferredLabel_any: "type", type: SKILL, sortOrder: "match-start" }) { preferredLabel }
		talentWorkHistory(filter: { personId: "1420000000000000001" }) { totalCount workHistoryList { contract { id terms { jobType } } } }
		contractTimeReport(filter: { organizationId_eq: "1430000000000000001", timeReportDate_bt: { rangeStart: "2026-11-01", rangeEnd: "2026-11-20" } }) { totalCount }
		accountingEntity { id }
		freelancerProfileSearchRecords(searchFilter: { userType: Freelancer }, pagination: { first: 2 }) { edges { node { __typename } } }
	}`);
	expect(answer.errors).toEqual([]);
	expect(at(answer, 'ontologyElementsSearchByPrefLabel')).toEqual([
		{ preferredLabel: 'TypeScript' },
	]);
	expect(at(answer, 'ontologyCategories')).toHaveLength(12);
	expect(at(answer, 'talentWorkHistory', 'totalCount')).toBeGreaterThan(0);
	const history = await ask(
		'query ($ids: [ID!]!) { transactionHistory(transactionHistoryFilter: { aceIds_any: $ids, transactionDateTime_bt: { rangeStart: "2026-10-01", rangeEnd: "2026-11-30" } }) { transactionDetail { transactionHistoryRow { recordId transactionAmount { rawValue } } } } }',
		{ ids: [at(answer, 'accountingEntity', 'id')] },
	);
	const rows = at(history, 'transactionHistory', 'transactionDetail', 'transactionHistoryRow');
	expect((rows as unknown[]).length).toBeGreaterThan(0);
});
