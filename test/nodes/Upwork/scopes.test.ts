import type { IDataObject } from 'n8n-workflow';
import { accounts } from '../../../lib';
import { buildUpworkSchema } from '../../../simulator/upwork/schema';
import { mayRead } from '../../../simulator/upwork/scopes';
import type { NodeRun } from '../../support/workflow';
import { callOf, hintsOf, idsOf, READS, WRITES } from './operationRuns';
import type { Ids, OperationCase } from './operationTable';
import { UpworkBench } from './support';

/** Identifier of each scope, and its name in Upwork's API Center (upwork.md 1.5). */
const SCOPES: Array<[scope: string, name: string]> = [
	['pub-commons:read:all', 'Common Entities - Read-Only Access'],
	['pub-marketplace-job-postings:read:all', 'Read marketplace Job Postings'],
	['pub-public-marketplace-job-postings:read:all', 'Read public marketplace Job Postings'],
	['job-details:read', 'Job Details - Read-Only'],
	['pub-submit-proposal:write:all', 'Submit Proposal'],
	['connects:read', 'Ad Credits and Connects'],
	['pub-talent-profiles:write:all', 'Talent Profile - Read and Write public'],
	['pub-talent-workhistory:read:all', 'Talent Profile - Read and Write public'],
	['pub-freelancer-profiles:write:all', 'Freelancer Profile - Read and Write'],
	['pub-messages:write:all', 'Messaging - Read'],
	['pub-offer:read:all', 'Offer - Read-Only Access'],
	['pub-contract:write:all', 'Contract - Read and Write Access'],
	['pub-ontology:read:all', 'Ontology - Read-Only Access'],
	['pub-userdetails:read:all', 'View UserDetails'],
	['pub-time-sheet:read:all', 'TimeSheet - Read-Only Access'],
	['pub-transaction:read:all', 'Read transaction data'],
	['pub-client-proposals:write:all', 'Client Proposals'],
	['pub-management-job-postings:write:all', 'Management Job Postings'],
];

const schema = buildUpworkSchema(true);
const bench = new UpworkBench();
let ids: Ids;
let all: string[];
const whole = new Map<string, NodeRun>();

beforeAll(async () => {
	await bench.start();
	await bench.reset(1);
	all = (bench.control.setKey({}) as { scopes: string[] }).scopes;
	ids = await idsOf(bench);
	await bench.reset(1);
	await prepareAll();
	for (const one of READS) whole.set(one.at, await bench.run(callOf(one, ids)));
	await bench.reset(1);
});
afterAll(async () => await bench.stop());
beforeEach(async () => await prepareAll());
afterEach(async () => await bench.reset(1));

/** What the writes need, made while the key may do everything. */
async function prepareAll() {
	for (const { before } of WRITES) await before?.(bench, ids);
}

async function withKey(scopes: string[], alsoDenied: string[] = []) {
	bench.control.setKey({ scopes });
	bench.control.configure({ alsoDenied });
	await accounts.close();
	await bench.connect();
	return { schema, scopes, alsoDenied };
}

/** `Type.field` in what a run says. */
const fieldsIn = (text: string) => text.match(/\b[A-Z]\w*\.\w+/g) ?? [];
/** A confirmation holds the time at which it was made. */
const jsonsOf = ({ outputs }: NodeRun) =>
	(outputs[0] ?? []).map(({ json }): IDataObject => ({ ...json, confirmation: undefined }));
/** What makes an item that item. */
const essence = (run: NodeRun) =>
	jsonsOf(run).map(({ id, title, jobId, ciphertext, message }) => ({
		id,
		title,
		jobId,
		ciphertext,
		message,
	}));

/** Told is only what is so: no readable field is left out or blamed, no item loses its name. */
function expectTold(
	one: OperationCase,
	run: NodeRun,
	access: Awaited<ReturnType<typeof withKey>>,
	name: string,
) {
	const hints = hintsOf(run);
	const blamed = [...hints, run.error?.message ?? ''].flatMap(fieldsIn);
	const wrongly = blamed.filter((entry) => {
		const [type = '', field = ''] = entry.split('.');
		return mayRead(access, type, field);
	});
	expect([one.at, wrongly]).toEqual([one.at, []]);
	if (run.error) {
		// Which scope a document of the user's own needs is not known.
		const scope = one.at.startsWith('graphql.') ? 'the scope that covers it' : name;
		expect([one.at, run.error.description]).toEqual([one.at, expect.stringContaining(scope)]);
		return;
	}
	const before = whole.get(one.at);
	if (!before) return;
	if (hints.length === 0 && !/^account\.get(Connects|Status)$/.test(one.at)) {
		expect([one.at, jsonsOf(run)]).toEqual([one.at, jsonsOf(before)]);
	} else if (!one.at.startsWith('account.')) {
		expect([one.at, essence(run)]).toEqual([one.at, essence(before)]);
	}
}

describe('A key without a scope, all operations one after another', () => {
	it.each(SCOPES)('%s', async (scope, name) => {
		const access = await withKey(all.filter((one) => one !== scope));
		let refused = 0;
		for (const one of [...READS, ...WRITES]) {
			const run = await bench.run(callOf(one, ids));
			expectTold(one, run, access, name);
			if (run.error) refused += 1;
		}
		expect(refused).toBeGreaterThan(scope.startsWith('connects') ? -1 : 0);
	});

	it('covers every scope that a key of the simulator has and a document needs', () => {
		const known = SCOPES.map(([scope]) => scope);
		expect(all.filter((scope) => !known.includes(scope))).toEqual(['pub-snapshots:read:all']);
	});
});

describe('One refused call', () => {
	const refuseContract = async () => {
		await withKey(all, ['Query.contractDetails', 'ContractDetails.*', 'ContractTerms.*']);
		const { error } = await bench.run(
			callOf({ at: 'contract.get', root: '' }, ids, {
				contractId: { __rl: true, mode: 'id', value: ids.contracts[0] },
			}),
		);
		expect(error?.message).toContain('Query.contractDetails');
		expect(error?.description).toContain('Contract - Read and Write Access');
	};

	it('takes nothing out of any other operation', async () => {
		await refuseContract();
		const others = READS.filter(({ at }) => !/^(contract|report\.time)/.test(at));
		for (const one of others) {
			const run = await bench.run(callOf(one, ids));
			expect([one.at, run.error?.message, hintsOf(run)]).toEqual([one.at, undefined, []]);
			const before = whole.get(one.at);
			if (before && one.at !== 'account.getStatus') {
				expect([one.at, jsonsOf(run)]).toEqual([one.at, jsonsOf(before)]);
			}
		}
	});

	it('is forgotten as soon as the credential is connected again', async () => {
		await withKey(all.filter((scope) => !scope.startsWith('pub-offer')));
		const offers = { resource: 'offer', operation: 'getAll', parameters: { returnAll: true } };
		expect((await bench.run(offers)).error?.description).toContain('Offer - Read-Only Access');
		bench.control.setKey({ scopes: all });
		await bench.connect();
		expect(await bench.items(offers)).toHaveLength(ids.offers.length);
	});
});
