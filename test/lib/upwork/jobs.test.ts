import { clientFigures, jobIdOf, passes, UpworkClient } from '../../../lib/upwork';
import type { LocalJobFilter, UpworkFoundJob } from '../../../lib/upwork';
import type { Answer, Asked, TestServer } from './server';
import { accountOn, JumpingClock, serve, tokens } from './server';

async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
	const list: T[] = [];
	for await (const result of results) list.push(result);
	return list;
}

const node = (index: number, extra: object = {}) => ({
	id: String(1_990_000_000_000_000_000n + BigInt(index)),
	title: `Job ${index}`,
	publishedDateTime: '2026-11-20T06:06:48+0000',
	...extra,
});

describe('UpworkJobs', () => {
	let server: TestServer;
	let handle: (asked: Asked, index: number) => Answer;
	let close: () => Promise<void>;

	beforeAll(async () => {
		server = await serve((asked, index) => handle(asked, index));
	});
	beforeEach(() => {
		server.asked.length = 0;
	});
	afterEach(async () => await close());
	afterAll(async () => await server.close());

	function client(): UpworkClient {
		const account = accountOn(server.url, new JumpingClock(Date.parse('2026-11-20T12:00:00Z')));
		close = async () => await account.close();
		return new UpworkClient({ account, tokens: tokens(), confirmationSecret: 's' });
	}

	/** A search over `total` postings that gives at most `most` at once. */
	function searching(total: number, most: number, extra: (index: number) => object = () => ({})) {
		return ({ variables }: Asked): Answer => {
			const { first, after } = (
				variables as { filter: { pagination_eq: { first: number; after: string } } }
			).filter.pagination_eq;
			const from = Number(after);
			const to = Math.min(total, from + Math.min(first, most));
			const edges = Array.from({ length: Math.max(0, to - from) }, (_, i) => ({
				cursor: String(from + i + 1),
				node: node(from + i, extra(from + i)),
			}));
			return {
				body: {
					data: {
						marketplaceJobPostingsSearch: {
							totalCount: total,
							pageInfo: { endCursor: String(to), hasNextPage: to < total },
							edges,
						},
					},
				},
			};
		};
	}

	it('reads all pages with no request too many', async () => {
		handle = searching(230, 50);
		const jobs = await all(client().jobs.search({ limit: Infinity }));
		expect(new Set(jobs.map(({ id }) => id)).size).toBe(230);
		expect(server.asked).toHaveLength(5);
		expect(server.asked[0]?.variables).toMatchObject({
			filter: { pagination_eq: { first: 50, after: '0' } },
			sort: [{ field: 'RECENCY' }],
		});
	});

	it('goes on where the server gives fewer than asked for', async () => {
		handle = searching(35, 10);
		expect(await all(client().jobs.search({ limit: Infinity }))).toHaveLength(35);
		expect(server.asked).toHaveLength(4);
	});

	it('asks for no more than wanted', async () => {
		handle = searching(230, 50);
		expect(await all(client().jobs.search({ limit: 7 }))).toHaveLength(7);
		expect(server.asked).toHaveLength(1);
		expect(server.asked[0]?.variables).toMatchObject({ filter: { pagination_eq: { first: 7 } } });
	});

	it('passes over broken entries and pages without pageInfo', async () => {
		handle = (_, index) => ({
			body: {
				data: {
					marketplaceJobPostingsSearch: {
						edges:
							index === 0
								? [null, { cursor: '1', node: null }, { cursor: '2', node: node(1) }]
								: [{ cursor: '2', node: node(1) }],
					},
				},
			},
		});
		expect(await all(client().jobs.search({ limit: Infinity }))).toHaveLength(1);
		expect(server.asked).toHaveLength(2);
	});

	it('takes the default page where any pagination crashes the search', async () => {
		handle = ({ variables }) =>
			'pagination_eq' in (variables.filter as object)
				? { body: { data: null, errors: [{ message: 'Exception occurred' }] } }
				: {
						body: {
							data: {
								marketplaceJobPostingsSearch: {
									totalCount: 10,
									pageInfo: { endCursor: '10', hasNextPage: false },
									edges: Array.from({ length: 10 }, (_, i) => ({ node: node(i) })),
								},
							},
						},
					};
		expect(await all(client().jobs.search({ limit: 50 }))).toHaveLength(10);
		expect(server.asked).toHaveLength(2);
	});

	it('filters by quality here and stops at the limit of matches', async () => {
		handle = searching(200, 50, (index) => ({
			client: { totalHires: index % 10, totalPostedJobs: 10 },
		}));
		const local = { minHireRate: 90 };
		expect(await all(client().jobs.search({ local, limit: 3 }))).toHaveLength(3);
		expect(server.asked).toHaveLength(1);
	});

	it('says so when hardly anything passes', async () => {
		handle = searching(200, 50, () => ({ client: { totalHires: 0, totalPostedJobs: 10 } }));
		const upwork = client();
		const search = upwork.jobs.search({ local: { minHires: 5 }, limit: 3, maxScanned: 100 });
		expect(await all(search)).toEqual([]);
		expect(upwork.notices).toContainEqual(expect.stringContaining('100 postings were looked at'));
	});

	it('asks for own fields and those the filters need', async () => {
		handle = searching(1, 50);
		const fields = { set: 'own' as const, fields: 'title client { totalReviews }' };
		await all(client().jobs.search({ fields, local: { minSpent: 1 }, limit: 1 }));
		expect(server.asked[0]?.query).toContain('totalReviews');
		expect(server.asked[0]?.query).toContain('totalSpent');
		expect(server.asked[0]?.query).not.toContain('description');
	});

	it.each(['title } } evil { id', '...Fragment', 'title(a: $b)', 'title {', '', '} mutation {'])(
		'refuses %j as a selection',
		async (given) => {
			const search = client().jobs.search({ fields: { set: 'own', fields: given }, limit: 1 });
			await expect(all(search)).rejects.toMatchObject({ kind: 'validation' });
			expect(server.asked).toHaveLength(0);
		},
	);

	it('finds out how the public search counts its offset', async () => {
		for (const unit of ['pages', 'results'] as const) {
			server.asked.length = 0;
			handle = ({ variables }) => {
				const { pageOffset, pageSize } = (
					variables as { filter: { pagination: { pageOffset: number; pageSize: number } } }
				).filter.pagination;
				const from = unit === 'pages' ? pageOffset * pageSize : pageOffset;
				const jobs = Array.from({ length: 230 }, (_, i) => node(i)).slice(from, from + pageSize);
				return { body: { data: { publicMarketplaceJobPostingsSearch: { jobs } } } };
			};
			const jobs = await all(client().jobs.searchPublic({ limit: Infinity }));
			expect(new Set(jobs.map(({ id }) => id)).size).toBe(230);
			expect(server.asked.length).toBeLessThanOrEqual(6);
			await close();
		}
		client();
	});

	it('says that a job is not there', async () => {
		handle = () => ({ body: { data: { marketplaceJobPosting: null } } });
		await expect(client().jobs.get('~021990000000000000001')).rejects.toMatchObject({
			kind: 'notFound',
		});
		expect(server.asked[0]?.variables).toEqual({ id: '1990000000000000001' });
		await expect(client().jobs.get('no id')).rejects.toMatchObject({ kind: 'validation' });
	});

	it('puts together what is known of a client', async () => {
		handle = ({ operationName }) =>
			operationName === 'JobDetails'
				? {
						body: {
							data: {
								marketplaceJobPosting: {
									id: '1990000000000000003',
									content: { title: 'Job 3' },
									clientCompanyPublic: { id: '5', country: { name: 'Canada' } },
								},
							},
						},
					}
				: searching(10, 50, () => ({
						client: { totalHires: 4, totalPostedJobs: 8, totalSpent: { rawValue: '72.11' } },
					}))({ variables: { filter: { pagination_eq: { first: 50, after: '0' } } } } as never);
		expect(await client().jobs.clientOf('1990000000000000003')).toMatchObject({
			company: { id: '5' },
			figures: { spent: 72.11, hires: 4, hireRate: 50 },
		});
	});
});

describe('local filters', () => {
	const now = Date.parse('2026-11-20T12:00:00Z');
	const job: UpworkFoundJob = {
		id: '1',
		title: 'n8n workflow',
		description: 'Automation',
		publishedDateTime: '2026-11-20T06:00:00+0000',
		amount: { rawValue: '0.0', currency: 'USD' },
		hourlyBudgetMin: { rawValue: '25.0', currency: 'USD' },
		hourlyBudgetMax: { rawValue: '45.0', currency: 'USD' },
		totalApplicants: 12,
		freelancersToHire: 1,
		client: {
			totalHires: 6,
			totalPostedJobs: 10,
			totalSpent: { rawValue: '5000.5', currency: 'USD' },
			totalReviews: 5,
			totalFeedback: 4.8,
			verificationStatus: 'VERIFIED',
			location: { country: 'Canada' },
		},
		job: { contractTerms: { contractType: 'HOURLY' } },
	};
	const fixed: UpworkFoundJob = {
		...job,
		amount: { rawValue: '500.0', currency: 'USD' },
		hourlyBudgetMin: null,
		hourlyBudgetMax: null,
		job: { contractTerms: { contractType: 'FIXED' } },
	};

	it.each<[LocalJobFilter, boolean]>([
		[{}, true],
		[{ minSpent: 5000 }, true],
		[{ minSpent: 5001 }, false],
		[{ minHires: 6 }, true],
		[{ minHires: 7 }, false],
		[{ minHireRate: 60 }, true],
		[{ minHireRate: 61 }, false],
		[{ minRating: 4.8 }, true],
		[{ minRating: 4.9 }, false],
		[{ minReviews: 6 }, false],
		[{ countries: ['canada', 'Germany'] }, true],
		[{ countries: ['Germany'] }, false],
		[{ excludedCountries: ['CANADA'] }, false],
		[{ paymentVerified: true }, true],
		[{ jobType: 'FIXED' }, false],
		[{ minHourlyRate: 45 }, true],
		[{ minHourlyRate: 46 }, false],
		[{ maxHourlyRate: 24 }, false],
		[{ minBudget: 1_000_000 }, true],
		[{ maxApplicants: 11 }, false],
		[{ postedWithinHours: 6 }, true],
		[{ postedWithinHours: 5 }, false],
		[{ anyWords: ['zapier', 'N8N'] }, true],
		[{ noWords: ['automation'] }, false],
		[{ openOnly: true }, true],
	])('%j lets the hourly job pass: %s', (filter, expected) => {
		expect(passes(job, filter, now)).toBe(expected);
	});

	it.each<[LocalJobFilter, boolean]>([
		[{ minBudget: 500 }, true],
		[{ minBudget: 501 }, false],
		[{ maxBudget: 499 }, false],
		[{ minHourlyRate: 1_000 }, true],
	])('%j lets the fixed-price job pass: %s', (filter, expected) => {
		expect(passes(fixed, filter, now)).toBe(expected);
	});

	it('drops what is not known unless told to keep it', () => {
		const bare: UpworkFoundJob = { id: '2' };
		expect(passes(bare, { minSpent: 1 }, now)).toBe(false);
		expect(passes(bare, { minSpent: 1, keepUnknown: true }, now)).toBe(true);
		expect(passes(bare, { countries: ['Canada'] }, now)).toBe(false);
		expect(passes(bare, { countries: ['Canada'], keepUnknown: true }, now)).toBe(true);
	});

	it.each<LocalJobFilter>([
		{ paymentVerified: true },
		{ jobType: 'HOURLY' },
		{ jobType: 'FIXED' },
		{ minBudget: 1 },
		{ maxBudget: 1 },
		{ minHourlyRate: 1 },
		{ maxHourlyRate: 1 },
		{ openOnly: true },
		{ excludedCountries: ['Canada'] },
		{ anyWords: ['n8n'] },
		{ noWords: ['n8n'] },
		{ maxApplicants: 1 },
		{ postedWithinHours: 1 },
	])('%j is told neither yes nor no where nothing is known', (filter) => {
		expect(passes({ id: '2' }, filter, now)).toBe(false);
		expect(passes({ id: '2' }, { ...filter, keepUnknown: true }, now)).toBe(true);
	});

	it('takes a client without reviews for unrated, not for bad', () => {
		const rated = { ...job, client: { ...job.client, totalReviews: 0, totalFeedback: 0 } };
		expect(clientFigures(rated).rating).toBeUndefined();
	});

	it('drops filled postings', () => {
		expect(passes({ ...job, freelancersToHire: 0 }, { openOnly: true }, now)).toBe(false);
	});
});

describe('ids', () => {
	it.each([
		['1990000000000000001', '1990000000000000001'],
		['~021990000000000000001', '1990000000000000001'],
		['021990000000000000001', '1990000000000000001'],
		['https://www.upwork.com/jobs/~021990000000000000001', '1990000000000000001'],
		['https://www.upwork.com/jobs/n8n-flow_%7E021990000000000000001/?x=1', '1990000000000000001'],
		['job', undefined],
		['', undefined],
	])('%s is job %s', (given, id) => {
		expect(jobIdOf(given)).toBe(id);
	});
});
