import type { IDataObject } from 'n8n-workflow';
import { byId } from '../../support/workflow';
import { hintsOf } from './operationRuns';
import { UpworkBench } from './support';

const bench = new UpworkBench();
beforeAll(async () => await bench.start());
afterAll(async () => await bench.stop());
afterEach(async () => await bench.reset());

async function withoutScopes(...missing: string[]): Promise<void> {
	const { scopes } = bench.control.setKey({}) as { scopes: string[] };
	bench.control.setKey({ scopes: scopes.filter((scope) => !missing.includes(scope)) });
	await bench.connect();
}

const status = async () => (await bench.items({ resource: 'account', operation: 'getStatus' }))[0];

describe('Get Status', () => {
	it('has no problem with a key that may read everything', async () => {
		expect(await status()).toMatchObject({ connected: true, problems: [], missingScopes: [] });
	});

	it('names every scope for reading that is missing', async () => {
		await withoutScopes(
			'pub-contract:write:all',
			'pub-offer:read:all',
			'pub-messages:write:all',
			'pub-time-sheet:read:all',
		);
		const scopes = [
			'Messaging - Read-Only Access',
			'Offer - Read-Only Access',
			'Contract - Read and Write Access',
			'TimeSheet - Read-Only Access',
		];
		expect(await status()).toMatchObject({
			connected: true,
			userId: expect.any(String),
			missingScopes: scopes,
			problems: scopes.map((scope) => `The API key lacks the scope "${scope}".`),
		});
	});

	it('names the scope that everything needs', async () => {
		await withoutScopes('pub-commons:read:all');
		expect((await status())?.missingScopes).toEqual(['Common Entities - Read-Only Access']);
	});
});

it('says which contracts Upwork does not show', async () => {
	const history = { resource: 'contract', operation: 'getHistory', parameters: {} };
	const [known] = await bench.items(history);
	const run = await bench.run({
		resource: 'contract',
		operation: 'getAll',
		parameters: { contractIds: `${String(known?.id)}, 49999998, 49999999` },
	});
	expect(run.outputs[0]?.map(({ json }) => json.id)).toEqual([known?.id]);
	expect(hintsOf(run)).toEqual(['Upwork shows nothing of 2 of the contracts: 49999998, 49999999.']);
});

describe('A posting that is filled', () => {
	const post = () =>
		(bench.control.newJob({ title: 'Wanted', questions: [] }) as { id: string }).id;
	const fill = (id: string) => bench.control.changeJob({ id, freelancersToHire: 0 });
	const prepare = async (id: string) => {
		const parameters = { jobId: byId(id), coverLetter: 'Hello', amount: 40 };
		const call = { resource: 'proposal', operation: 'prepare', parameters };
		return (await bench.items(call))[0] ?? {};
	};

	it('is not ready for a proposal', async () => {
		const id = post();
		expect(await prepare(id)).toMatchObject({ ready: true });
		fill(id);
		const prepared = await prepare(id);
		expect(prepared).toMatchObject({ ready: false, confirmation: null });
		expect((prepared.missing as IDataObject[])[0]?.message).toContain('is filled');
	});

	it('takes none that was prepared before', async () => {
		const id = post();
		const prepared = await prepare(id);
		fill(id);
		const { error } = await bench.run({
			resource: 'proposal',
			operation: 'submit',
			parameters: { prepared, confirmation: String(prepared.confirmation) },
		});
		expect(error?.message).toContain('is filled');
		expect(bench.requests('createJobProposal')).toHaveLength(0);
	});
});
