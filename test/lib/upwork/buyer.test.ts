import { UpworkClient } from '../../../lib/upwork';
import type { Answer, Asked, TestServer } from './server';
import { accountOn, serve, tokens } from './server';

async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
	const list: T[] = [];
	for await (const result of results) list.push(result);
	return list;
}

const REQUEST = {
	organizationId: '3',
	jobPostingInfo: { title: 'Wanted', description: 'A workflow', type: 'FIXED_PRICE' as const },
};

/** Postings of one client company and the proposals to them. */
class Company {
	postings = Array.from({ length: 45 }, (_, i) => ({
		id: String(i),
		content: { title: `Job ${i}` },
	}));

	lost: 'none' | 'before' | 'after' = 'none';

	created = 0;

	answer = ({ operationName, variables }: Asked): Answer => {
		switch (operationName) {
			case 'OwnJobs': {
				const { filter } = variables as {
					filter: { title_eq?: string; pagination_eq: { first: number; after?: string } };
				};
				const found = this.postings.filter(
					({ content }) => !filter.title_eq || content.title === filter.title_eq,
				);
				const jobPosting = page(found, filter.pagination_eq);
				return { body: { data: { organization: { id: '3', jobPosting } } } };
			}
			case 'OwnJob': {
				const jobPosting = this.postings.find(({ id }) => id === variables.id);
				return jobPosting
					? { body: { data: { jobPosting } } }
					: { body: { data: null, errors: [{ message: 'Job not found' }] } };
			}
			case 'CreateJob': {
				this.created += 1;
				if (this.lost === 'before') return { body: null, break: true };
				const { title } = (variables as { request: typeof REQUEST }).request.jobPostingInfo;
				this.postings.push({ id: 'new', content: { title } });
				if (this.lost === 'after') return { body: null, break: true };
				return { body: { data: { createJobPosting: { id: 'new', questionsSaved: true } } } };
			}
			case 'ClientProposals': {
				const proposals = Array.from({ length: 50 }, (_, i) => ({ id: String(i), user: null }));
				const connection = page(proposals, variables.page as { first: number; after?: string });
				return { body: { data: { clientProposals: connection } } };
			}
			default:
				return { status: 400, body: {} };
		}
	};
}

function page<T>(list: T[], { first, after = '0' }: { first: number; after?: string }) {
	const from = Number(after);
	const edges = list.slice(from, from + first).map((node) => ({ cursor: '', node }));
	const end = from + edges.length;
	return {
		totalCount: list.length,
		pageInfo: { endCursor: String(end), hasNextPage: end < list.length },
		edges,
	};
}

describe('UpworkBuyer', () => {
	let server: TestServer;
	let company: Company;
	let upwork: UpworkClient;
	let account: ReturnType<typeof accountOn>;

	beforeAll(async () => {
		server = await serve((asked) => company.answer(asked));
	});
	beforeEach(() => {
		company = new Company();
		account = accountOn(server.url);
		const organizationId = '3';
		upwork = new UpworkClient({
			account,
			tokens: tokens(),
			organizationId,
			confirmationSecret: 's',
		});
	});
	afterEach(async () => await account.close());
	afterAll(async () => await server.close());

	it('lists own postings and the proposals to one over pages', async () => {
		expect(await all(upwork.buyer.jobs({ limit: Infinity }))).toHaveLength(45);
		expect(await all(upwork.buyer.proposals('1', { limit: Infinity }))).toHaveLength(50);
		expect(await all(upwork.buyer.proposals('1', { limit: 3 }))).toHaveLength(3);
		expect(server.asked.every(({ tenant }) => tenant === '3')).toBe(true);
	});

	it('reads one, and names the one that is not there', async () => {
		await expect(upwork.buyer.job('7')).resolves.toMatchObject({ content: { title: 'Job 7' } });
		await expect(upwork.buyer.job('700')).rejects.toMatchObject({
			kind: 'notFound',
			message: expect.stringContaining('posting 700'),
		});
	});

	it('posts once', async () => {
		await expect(upwork.buyer.create(REQUEST)).resolves.toMatchObject({
			id: 'new',
			settledByReading: false,
		});
		expect(company.created).toBe(1);
	});

	it('finds a posting whose answer was lost, and says when it cannot', async () => {
		company.lost = 'after';
		await expect(upwork.buyer.create(REQUEST)).resolves.toMatchObject({
			id: 'new',
			settledByReading: true,
		});
		company = new Company();
		company.lost = 'before';
		await expect(upwork.buyer.create(REQUEST)).rejects.toMatchObject({ kind: 'outcomeUnknown' });
		expect(company.created).toBe(1);
	});
});
