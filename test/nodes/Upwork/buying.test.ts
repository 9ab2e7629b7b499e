import type { IDataObject } from 'n8n-workflow';
import { byId } from '../../support/workflow';
import { COMPANY, UpworkBench } from './support';

const bench = new UpworkBench();
beforeAll(async () => await bench.start());
afterAll(async () => await bench.stop());
afterEach(async () => await bench.reset());

const asCompany = (operation: string, parameters: IDataObject = {}) => ({
	resource: 'myJob',
	operation,
	parameters,
	credential: { organizationId: COMPANY },
});
const items = async (operation: string, parameters?: IDataObject) =>
	await bench.items(asCompany(operation, parameters));
const posted = () => bench.requests('createJobPosting').length;
/** Whether freelancers find the posting. */
const isOnTheMarket = async (title: string) =>
	(
		await bench.items({
			resource: 'job',
			operation: 'search',
			parameters: { searchFilters: { title }, limit: 10 },
		})
	).some((job) => job.title === title);

const POSTING = {
	title: 'Nightly report from our shop',
	description: 'Orders of the day as a spreadsheet, every night.',
	amount: 700,
	postingOptions: { experienceLevel: 'EXPERT', questions: 'Which tools would you use?' },
};

describe('My Job as a client company, against the simulator', () => {
	it('lists own postings only, one of them by its title, and reads one with its counts', async () => {
		const own = await items('getAll', { returnAll: true });
		expect(own).toHaveLength(3);
		expect(await items('getAll', { limit: 2 })).toHaveLength(2);
		const found = await items('getAll', { title: own[1]?.title });
		expect(found.map(({ id }) => id)).toContain(own[1]?.id);
		const [one] = await items('get', { myJobId: byId(own[0]?.id) });
		expect(one).toMatchObject({ id: own[0]?.id, title: own[0]?.title, proposals: 5 });
		const { error } = await bench.run(asCompany('get', { myJobId: byId('1999999999999999999') }));
		expect(error?.message).toContain('1999999999999999999');
	});

	it('reads the proposals to a posting, also by status and by words', async () => {
		const [job] = await items('getAll', { limit: 1 });
		const myJobId = byId(job?.id);
		const all = await items('getProposals', { myJobId, returnAll: true });
		expect(all).toHaveLength(5);
		expect(all[0]).toMatchObject({
			freelancer: expect.any(String),
			coverLetter: expect.any(String),
			amount: expect.any(Number),
		});
		expect(await items('getProposals', { myJobId, limit: 2 })).toHaveLength(2);
		const declined = await items('getProposals', {
			myJobId,
			returnAll: true,
			proposalFilters: { status: 'Declined' },
		});
		const ofStatus = all.filter(({ status }) => status === 'Declined');
		expect(declined.map(({ id }) => id)).toEqual(ofStatus.map(({ id }) => id));
		const none = await items('getProposals', { myJobId, proposalFilters: { text: 'nobody says' } });
		expect(none).toEqual([]);
	});

	it('saves a draft that nobody finds, and publishes where told to, once', async () => {
		const [draft] = await items('create', { ...POSTING, draft: true });
		const [saved] = await items('get', { myJobId: byId(draft?.id) });
		expect(saved).toMatchObject({ title: POSTING.title, status: 'DRAFT', type: 'fixed' });
		expect(await isOnTheMarket(POSTING.title)).toBe(false);
		const title = 'Nightly report, published';
		const [made] = await items('create', { ...POSTING, title, draft: false });
		expect(made).toMatchObject({ alreadySent: false });
		expect(await isOnTheMarket(title)).toBe(true);
		const [again] = await items('create', { ...POSTING, title, draft: false });
		expect(again).toMatchObject({ alreadySent: true, id: made?.id });
		expect(posted()).toBe(2);
	});

	it('posts an hourly job', async () => {
		const { amount, ...rest } = POSTING;
		const [made] = await items('create', {
			...rest,
			jobType: 'HOURLY',
			hourlyMin: amount / 20,
			hourlyMax: 60,
			draft: false,
		});
		const [saved] = await items('get', { myJobId: byId(made?.id) });
		expect(saved).toMatchObject({ status: 'REQUESTED', type: 'hourly' });
	});

	it('posts nothing in a dry run, with Write Access Block, without a text or as a freelancer', async () => {
		const [dry] = await items('create', { ...POSTING, dryRun: true });
		expect(dry).toMatchObject({ dryRun: true, request: { organizationId: COMPANY } });
		const blocked = asCompany('create', POSTING);
		const refusals = [
			{ ...blocked, credential: { ...blocked.credential, writeAccess: 'block' } },
			asCompany('create', { ...POSTING, description: ' ' }),
		];
		for (const call of refusals) expect((await bench.run(call)).error).toBeDefined();
		expect(posted()).toBe(0);
		const { error } = await bench.run({ ...blocked, credential: {} });
		expect(error?.message).toContain('does not let this account');
		expect(await isOnTheMarket(POSTING.title)).toBe(false);
	});

	it.each(['answerLost', 'reset'] as const)(
		'posts once when the connection breaks (%s)',
		async (kind) => {
			bench.simulator.control.fault({ service: 'upwork', operation: 'createJobPosting', kind });
			const { outputs, error } = await bench.run(asCompany('create', { ...POSTING, draft: false }));
			expect(posted()).toBe(1);
			const own = await items('getAll', { title: POSTING.title });
			if (kind === 'answerLost') {
				expect(outputs[0]?.[0]?.json).toMatchObject({ settledByReading: true, id: own[0]?.id });
				expect(own).toHaveLength(1);
			} else {
				expect(error?.message).toMatch(/not known whether/i);
				expect(own).toEqual([]);
			}
		},
	);
});
