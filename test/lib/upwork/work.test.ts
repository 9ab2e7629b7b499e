import {
	upworkForms,
	UpworkClient,
	watchMessages,
	watchOffers,
	watchProposals,
	withoutFields,
} from '../../../lib/upwork';
import { parse } from 'graphql';
import type { Answer, Asked, TestServer } from './server';
import { accountOn, JumpingClock, serve, tokens } from './server';

async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
	const list: T[] = [];
	for await (const result of results) list.push(result);
	return list;
}

const NOW = Date.UTC(2026, 10, 21);
const DAY = 86_400_000;

interface Own {
	id: string;
	status: string;
	made: number;
}

const proposalNode = ({ id, status, made }: Own) => ({
	id,
	status: { status },
	auditDetails: { createdDateTime: { rawValue: String(made) }, modifiedDateTime: null },
	marketplaceJobPosting: { id: `job${id}`, content: { title: `Job ${id}` } },
});

describe('Upwork work data', () => {
	let server: TestServer;
	let handle: (asked: Asked) => Answer;
	let upwork: UpworkClient;
	let account: ReturnType<typeof accountOn>;

	beforeAll(async () => {
		server = await serve((asked) => handle(asked));
	});
	beforeEach(() => {
		server.asked.length = 0;
		account = accountOn(server.url, new JumpingClock(NOW));
		upwork = new UpworkClient({ account, tokens: tokens(), confirmationSecret: 's' });
	});
	afterEach(async () => await account.close());
	afterAll(async () => await server.close());

	/** `vendorProposals`: one status per call, at most 40, newest first. */
	const proposalsOf =
		(list: Own[]) =>
		({ operationName, variables }: Asked): Answer => {
			if (operationName === 'MyProposal') {
				const own = list.find(({ id }) => id === variables.id);
				return { body: { data: { vendorProposal: own ? proposalNode(own) : null } } };
			}
			const { filter, page } = variables as {
				filter: { status_eq: string };
				page: { first: number; after?: string };
			};
			if (page.first > 40) {
				return { body: { data: null, errors: [{ message: 'VJCA-6 incorrect value' }] } };
			}
			const found = list
				.filter(({ status }) => status === filter.status_eq)
				.sort((a, b) => b.made - a.made);
			const from = Number(page.after ?? 0);
			const part = found.slice(from, from + page.first);
			const pageInfo = {
				endCursor: String(from + part.length),
				hasNextPage: from + part.length < found.length,
			};
			const edges = part.map((own) => ({ node: proposalNode(own) }));
			const vendorProposals = { totalCount: found.length, pageInfo, edges };
			return { body: { data: { vendorProposals } } };
		};

	it('lists proposals by status in pages of forty', async () => {
		const list = Array.from({ length: 95 }, (_, i) => ({
			id: String(i),
			status: i < 90 ? 'Accepted' : 'Hired',
			made: NOW - i * DAY,
		}));
		handle = proposalsOf(list);
		const found = await all(
			upwork.proposals.list({ statuses: ['Accepted', 'Hired'], limit: Infinity }),
		);
		expect(found).toHaveLength(95);
		expect(server.asked).toHaveLength(4);
		expect(await all(upwork.proposals.list({ statuses: ['Accepted'], limit: 5 }))).toHaveLength(5);
	});

	it('counts the funnel by week', async () => {
		const at = Date.UTC(2026, 10, 18); // Wednesday
		handle = proposalsOf([
			{ id: '1', status: 'Accepted', made: at },
			{ id: '2', status: 'Activated', made: at + DAY },
			{ id: '3', status: 'Hired', made: at },
			{ id: '4', status: 'Declined', made: at - 7 * DAY },
			{ id: '5', status: 'Accepted', made: at - 60 * DAY },
		]);
		const since = new Date(at - 10 * DAY).toISOString();
		expect(await upwork.funnel({ period: 'week', since })).toEqual([
			expect.objectContaining({
				period: '2026-11-09',
				submitted: 1,
				answered: 0,
				hireRatePercent: 0,
			}),
			expect.objectContaining({
				period: '2026-11-16',
				submitted: 3,
				answered: 2,
				hired: 1,
				answerRatePercent: 66.7,
				hireRatePercent: 33.3,
			}),
		]);
	});

	it.each([0, 1])('reads all offers where pages begin at %i', async (start) => {
		const offers = Array.from({ length: 112 }, (_, i) => ({ id: String(i) }));
		handle = ({ operationName, variables }) => {
			if (operationName === 'Viewer') {
				return { body: { data: { user: { id: '1', nid: 'a' }, organization: { id: '2' } } } };
			}
			const { page, limit } = (variables as { filter: { page: number; limit: number } }).filter;
			const from = Math.max(0, page - start) * limit;
			return {
				body: { data: { offersByAttribute: { offers: offers.slice(from, from + limit) } } },
			};
		};
		const found = await all(upwork.business.offers({ limit: Infinity }));
		expect(new Set(found.map(({ id }) => id)).size).toBe(112);
		expect(found).toHaveLength(112);
	});

	it('keeps two equal entries of a time report', async () => {
		const entry = { dateWorkedOn: '2026-11-20', totalHoursWorked: 1, memo: 'Same' };
		handle = ({ operationName }) =>
			operationName === 'Viewer'
				? { body: { data: { user: { id: '1', nid: 'a' }, organization: { id: '2' } } } }
				: {
						body: {
							data: {
								contractTimeReport: {
									pageInfo: { endCursor: null, hasNextPage: false },
									edges: [
										{ cursor: 'a', node: entry },
										{ cursor: 'b', node: entry },
									],
								},
							},
						},
					};
		const options = { from: '2026-11-01', until: '2026-11-21', limit: Infinity };
		expect(await all(upwork.business.time(options))).toHaveLength(2);
	});

	it('names the scope that transactions need', async () => {
		handle = ({ operationName }) =>
			operationName === 'Accounting'
				? { body: { data: { accountingEntity: { id: '7' } } } }
				: { body: { data: null, errors: [{ message: 'Authorization failed' }] } };
		await expect(
			upwork.business.transactions({ from: '2026-11-01', until: '2026-11-21' }),
		).rejects.toMatchObject({ kind: 'forbidden' });
	});

	it('runs own documents after a check', async () => {
		handle = () => ({ body: { data: { user: { id: '1' } } } });
		const call = { variables: {}, effect: 'read' as const };
		await expect(upwork.graphql({ ...call, text: '{ user { id } }' })).resolves.toEqual({
			user: { id: '1' },
		});
		for (const [text, reason] of [
			['{ user { id }', 'Syntax Error'],
			['mutation { archiveRoom(roomId: "r") { id } }', 'mutation'],
			['query A { a } query B { b }', 'several operations'],
		] as const) {
			await expect(upwork.graphql({ ...call, text })).rejects.toThrow(reason);
		}
		await expect(
			upwork.graphql({
				variables: {},
				effect: 'write',
				text: 'mutation { x: createJobProposal(input: {}) { error } }',
			}),
		).rejects.toMatchObject({ kind: 'refusedLocally' });
		expect(server.asked).toHaveLength(1);
	});

	it('tells each change of a proposal once, also of those that left the lists', async () => {
		const list: Own[] = Array.from({ length: 60 }, (_, i) => ({
			id: String(i),
			status: 'Accepted',
			made: NOW - i * DAY,
		}));
		// More ended ones than a page shows.
		for (let i = 100; i < 150; i += 1) {
			list.push({ id: String(i), status: 'Declined', made: NOW + i });
		}
		handle = proposalsOf(list);
		const poll = async (state: unknown) =>
			await watchProposals(upwork.proposals, { state, now: NOW, outOfTime: () => false });
		let { state, events } = await poll(undefined);
		expect(events).toEqual([]);
		(list[3] as Own).status = 'Activated';
		(list[50] as Own).status = 'Declined';
		list.push({ id: 'new', status: 'Pending', made: NOW + DAY });
		({ state, events } = await poll(JSON.parse(JSON.stringify(state))));
		expect(events.map(({ proposal, from, to }) => [proposal.id, from, to]).sort()).toEqual([
			['3', 'Accepted', 'Activated'],
			['50', 'Accepted', 'Declined'],
			['new', null, 'Pending'],
		]);
		({ events } = await poll(state));
		expect(events).toEqual([]);
	});

	it('tells each message of others once, from all rooms', async () => {
		const rooms = new Map<string, Array<{ id: string; at: number; user: string | null }>>();
		handle = ({ operationName, variables }) => {
			if (operationName === 'Viewer') {
				return { body: { data: { user: { id: '1', nid: 'a' }, organization: { id: '2' } } } };
			}
			const node = ({ id, at, user }: { id: string; at: number; user: string | null }) => ({
				id,
				message: `Text ${id}`,
				createdDateTime: new Date(at).toISOString(),
				user: user === null ? null : { id: user },
			});
			if (operationName === 'Rooms') {
				const { includeHidden_eq: hidden } = (
					variables as { filter: { includeHidden_eq?: boolean } }
				).filter;
				const edges = [...rooms]
					.filter(([id]) => hidden || !id.includes('hidden'))
					.map(([id, stories]) => {
						const last = stories.at(-1);
						return { node: { id, roomName: id, latestStory: last ? node(last) : null } };
					});
				return { body: { data: { roomList: { totalCount: edges.length, edges } } } };
			}
			const { roomId_eq: id } = (variables as { filter: { roomId_eq: string } }).filter;
			const edges = [...(rooms.get(id) ?? [])].reverse().map((story) => ({ node: node(story) }));
			return { body: { data: { roomStories: { totalCount: edges.length, edges } } } };
		};
		const poll = async (state: unknown) =>
			await watchMessages(upwork, {
				state,
				now: NOW,
				outOfTime: () => false,
			});
		rooms.set('room_a', [{ id: 'a1', at: NOW - DAY, user: '9' }]);
		let { state, events } = await poll(undefined);
		expect(events).toEqual([]);
		rooms
			.get('room_a')
			?.push(
				{ id: 'a2', at: NOW + 1_000, user: '9' },
				{ id: 'a3', at: NOW + 2_000, user: '1' },
				{ id: 'a4', at: NOW + 3_000, user: null },
			);
		rooms.set('room_hidden', [{ id: 'h1', at: NOW + 500, user: '8' }]);
		({ state, events } = await poll(JSON.parse(JSON.stringify(state))));
		expect(events.map(({ story }) => story.id)).toEqual(['h1', 'a2']);
		server.asked.length = 0;
		({ events } = await poll(state));
		expect(events).toEqual([]);
		expect(server.asked.filter(({ operationName }) => operationName === 'RoomMessages')).toEqual(
			[],
		);
	});

	it('tells each new offer once', async () => {
		const offers = [{ id: '1' }];
		handle = ({ operationName, variables }) => {
			if (operationName === 'Viewer') {
				return { body: { data: { user: { id: '1', nid: 'a' }, organization: { id: '2' } } } };
			}
			const { page } = (variables as { filter: { page: number } }).filter;
			return { body: { data: { offersByAttribute: { offers: page === 1 ? offers : [] } } } };
		};
		const poll = async (state: unknown) =>
			await watchOffers(upwork.business, { state, now: NOW, outOfTime: () => false });
		let { state, events } = await poll(undefined);
		expect(events).toEqual([]);
		offers.unshift({ id: '3' }, { id: '2' });
		({ state, events } = await poll(state));
		expect(events.map(({ id }) => id)).toEqual(['2', '3']);
		({ events } = await poll(state));
		expect(events).toEqual([]);
	});
});

describe('withoutFields', () => {
	const text = `query Q($id: ID!, $n: Int) {
		marketplaceJobPosting(id: $id) { id content { title } clientCompanyPublic { country { name } } }
		offer(id: $id) { id }
		reasons(reasonType: OFFER_DECLINE, all: $n) { id }
	}`;

	it('takes out the field of that type only, and what becomes empty', () => {
		const reduced = withoutFields(text, new Set(['Country.name', 'ReasonsMetadata.id']));
		expect(reduced.text).not.toContain('clientCompanyPublic');
		expect(reduced.text).toContain('title');
		expect([...reduced.roots]).toEqual(['marketplaceJobPosting', 'offer']);
		expect([...reduced.variables]).toEqual(['id']);
		expect(reduced.text).not.toContain('$n');
		expect(() => parse(reduced.text)).not.toThrow();
	});

	it('leaves other types alone', () => {
		const reduced = withoutFields(text, new Set(['Offer.id']));
		expect(reduced.text).not.toContain('offer(');
		expect([...reduced.roots]).toContain('marketplaceJobPosting');
	});
});

describe('forms', () => {
	it('keeps simplified results small', () => {
		const forms = Object.entries(upworkForms).map(([name, form]) => [
			name,
			Object.keys(form.simplify({ id: '1', viewer: {}, profiles: [] } as never)).length,
		]);
		for (const [, fields] of forms) expect(fields).toBeLessThanOrEqual(13);
	});

	it('says what a status means', () => {
		const proposal = { id: '1', status: { status: 'Accepted' } };
		expect(upworkForms.proposal.simplify(proposal)).toMatchObject({
			meaning: 'submitted, waiting for the client',
		});
		expect(upworkForms.proposal.record(proposal)).toMatchObject({
			stage: 'offered',
			dedupeKey: 'upwork:proposal:1',
		});
	});

	it('makes a lead of a found job', () => {
		const lead = upworkForms.foundJob.record({
			id: '1990000000000000001',
			title: 'A',
			publishedDateTime: '2026-11-20T06:06:48+0000',
			amount: { rawValue: '500.0', currency: 'USD' },
			job: { contractTerms: { contractType: 'FIXED' } },
			client: { totalHires: 2, totalPostedJobs: 5, totalSpent: { rawValue: '72.11' } },
		});
		expect(lead).toMatchObject({
			record: 'lead',
			url: 'https://www.upwork.com/jobs/~021990000000000000001',
			createdAt: '2026-11-20T06:06:48.000Z',
			money: { amount: 500, currency: 'USD', kind: 'budget' },
			client: { spent: { amount: 72.11 }, hires: 2, hireRatePercent: 40 },
		});
	});
});
