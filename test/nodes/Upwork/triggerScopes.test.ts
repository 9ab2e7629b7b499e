import { UpworkTrigger } from '../../../nodes/Upwork/UpworkTrigger.node';
import { byId } from '../../support/workflow';
import { Poller } from '../../support/poller';
import { NOON, UpworkBench } from './support';

const bench = new UpworkBench();
let now = NOON;
beforeAll(async () => await bench.start());
beforeEach(() => {
	now = NOON;
	jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterAll(async () => await bench.stop());
afterEach(async () => {
	jest.restoreAllMocks();
	await bench.reset();
});

const newPoller = () =>
	new Poller(
		{
			node: UpworkTrigger,
			credential: {
				type: 'upworkOAuth2Api',
				decrypt() {
					const credential = bench.credential();
					bench.settle(credential);
					return credential;
				},
			},
		},
		{ event: 'newJob', options: { minMinutes: 1 } },
	);

const titles = ['A shop', 'A bot', 'A report'];

function pass(ms: number): void {
	now += ms;
	bench.simulator.control.advance(ms);
}

/** Three postings of one client. */
function post(): void {
	let clientOf: string | undefined;
	for (const title of titles) {
		const job = bench.control.newJob({ title, clientOf }) as { id: string };
		clientOf = job.id;
		pass(1_000);
	}
	pass(20 * 60_000);
}

it('tells three postings of one client after another call was refused', async () => {
	const poller = newPoller();
	await poller.poll();
	bench.control.configure({ alsoDenied: ['Query.contractDetails', 'ContractDetails.*'] });
	const { error } = await bench.run({
		resource: 'contract',
		operation: 'get',
		parameters: { contractId: byId('41000001') },
	});
	expect(error?.description).toContain('Contract - Read and Write Access');
	post();
	expect((await poller.poll()).map(({ title }) => title)).toEqual(titles);
});

it.each([
	'MarketplaceJobPostingSearchResult.title',
	'MarketplaceJobPostingSearchResult.description',
	'MarketplaceJobPostingSearchResult.publishedDateTime',
	'MarketplaceJobPostingSearchClientInfo.companyOrgUid',
])('says that it cannot tell postings apart without %s, and goes on with it', async (field) => {
	const poller = newPoller();
	await poller.poll();
	bench.control.configure({ alsoDenied: [field] });
	post();
	await expect(poller.poll()).rejects.toMatchObject({
		message: expect.stringContaining(field),
		description: expect.stringContaining('Read marketplace Job Postings'),
	});
	bench.control.configure({ alsoDenied: [] });
	await bench.connect();
	expect((await poller.poll()).map(({ title }) => title)).toEqual(titles);
});

it('goes on without what it does not need', async () => {
	const poller = newPoller();
	await poller.poll();
	bench.control.configure({
		alsoDenied: [
			'MarketplaceJobPostingSearchResult.premium',
			'MarketplaceJobPosting.contractTerms',
			'MarketplaceContractTerms.contractType',
			'MarketplaceJobPosting.id',
			'ContractDetails.id',
			'JobPosting.id',
		],
	});
	post();
	expect((await poller.poll()).map(({ title }) => title)).toEqual(titles);
});
