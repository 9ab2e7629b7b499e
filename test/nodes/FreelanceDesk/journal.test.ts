import type { IDataObject } from 'n8n-workflow';
import { accounts } from '../../../lib';
import type { SendIntent, SendOutcome } from '../../../lib/memory';
import { FreelanceDesk } from '../../../nodes/FreelanceDesk/FreelanceDesk.node';
import { openCredential } from '../../../nodes/shared/account';
import { deskMemory } from '../../../nodes/shared/memory';
import { readWorkbook } from '../../support/readWorkbook';
import { byId, runNode } from '../../support/workflow';
import { credentialOf, KworkBench } from '../Kwork/support';
import { failureOf, jsonOf } from './support';

const journal = async () => (await deskMemory(console)).memory.journal;

const SHOP = 'a'.repeat(16);
const STUDIO = 'b'.repeat(16);

async function noted(
	intent: Partial<SendIntent>,
	outcome: Exclude<SendOutcome, 'open'> = 'sent',
	sentId?: string,
): Promise<void> {
	const kept = await journal();
	const noted = await kept.intend({
		service: 'kwork',
		account: SHOP,
		target: 'user 1',
		operation: 'kwork.message.send',
		...intent,
	});
	if (!('id' in noted)) throw new Error('A limit');
	await kept.settle(noted.id, outcome, sentId);
}

beforeEach(async () => {
	await accounts.close();
	await noted({ target: 'user 1', contentHash: 'c0ffee', executionId: '7' }, 'sent', '900');
	await noted({ target: 'user 2' }, 'unknown');
	await noted({ account: STUDIO, target: 'user 2', operation: 'kwork.offer.submit' });
	await noted({ account: STUDIO, service: 'upwork', target: 'job 5' }, 'refused');
});

afterEach(() => jest.restoreAllMocks());

const found = async (filters: IDataObject = {}, given: IDataObject = {}) =>
	(await jsonOf('journal', 'getAll', [{}], { filters, ...given })).map(
		({ account, target }) => `${account === SHOP ? 'shop' : 'studio'} ${String(target)}`,
	);

const ALL = ['studio job 5', 'studio user 2', 'shop user 2', 'shop user 1'];

describe('Journal → Get Many', () => {
	it('tells what was sent, newest first, without a text', async () => {
		expect(await found()).toEqual(ALL);
		expect((await jsonOf('journal', 'getAll', [{}])).at(-1)).toEqual({
			id: 1,
			at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
			service: 'kwork',
			account: SHOP,
			target: 'user 1',
			operation: 'kwork.message.send',
			outcome: 'sent',
			sentId: '900',
			contentHash: 'c0ffee',
			cost: null,
			executionId: '7',
			workflowId: null,
		});
	});

	it.each<[IDataObject, string[]]>([
		[{ account: SHOP }, ['shop user 2', 'shop user 1']],
		[{ service: 'upwork' }, ['studio job 5']],
		[{ operation: 'kwork.offer.submit' }, ['studio user 2']],
		[{ outcome: 'unknown' }, ['shop user 2']],
		[{ target: 'user 2', account: STUDIO }, ['studio user 2']],
		[{ from: '={{ $now.plus({ hours: 1 }) }}' }, []],
		[{ until: '={{ $now.minus({ hours: 1 }) }}' }, []],
		[{ from: '={{ $now.minus({ hours: 1 }) }}', until: '={{ $now.plus({ hours: 1 }) }}' }, ALL],
		[{ account: ' ', operation: '', target: '' }, ALL],
	])('filters by %j', async (filters, expected) => {
		expect(await found(filters)).toEqual(expected);
	});

	it('returns as many as asked for, or all of many pages', async () => {
		expect(await found({}, { limit: 2 })).toEqual(ALL.slice(0, 2));
		for (let n = 0; n < 1_200; n += 1) await noted({ target: `user ${n}` });
		expect(await found({}, { returnAll: true })).toHaveLength(1_204);
		expect(await found({}, { limit: 1_100 })).toHaveLength(1_100);
	});

	it('knows an account by the login of its credential', async () => {
		const context = { helpers: {}, logger: console } as never;
		const credentials = { login: 'shop@example.com', password: 'x', environment: 'production' };
		const { remembered } = await openCredential('kwork', credentials, context);
		await noted({ account: remembered.account, target: 'user 77' });
		expect(
			await jsonOf('journal', 'getAll', [{}], { filters: { account: 'shop@example.com' } }),
		).toMatchObject([{ target: 'user 77' }]);
	});
});

describe('what a node sends', () => {
	const bench = new KworkBench();
	beforeAll(async () => await bench.start());
	afterAll(async () => await bench.stop());

	it('is in the journal, and not its text', async () => {
		const text = 'Готово, посмотрите';
		await bench.items({
			resource: 'message',
			operation: 'send',
			parameters: { userId: byId(777001), text },
			credential: credentialOf(bench.simulator),
		});
		const [last] = await jsonOf('journal', 'getAll', [{}], { limit: 1 });
		expect(last).toMatchObject({
			service: 'kwork',
			target: 'user 777001',
			operation: 'kwork.message.send',
			outcome: 'sent',
		});
		expect(JSON.stringify(last)).not.toContain(text);
	});
});

describe('Journal → Export', () => {
	const fileOf = async (parameters: IDataObject) => {
		const { outputs, error } = await runNode({
			node: new FreelanceDesk(),
			parameters: { resource: 'journal', operation: 'export', ...parameters },
			timeZone: 'Asia/Tokyo',
		});
		if (error) throw error;
		const [item] = outputs[0] ?? [];
		return { json: item?.json, data: Buffer.from(item?.binary?.data?.data ?? '', 'base64') };
	};

	it('writes CSV that a spreadsheet takes for no formula', async () => {
		await noted({ target: '=cmd|"calc"' });
		await noted({ target: 'user 3', cost: { amount: 2, unit: 'connects' } });
		const [{ at = '' } = {}] = await jsonOf('journal', 'getAll', [{}], { limit: 1 });
		const inTokyo = new Date(Date.parse(String(at)) + 9 * 3_600_000).toISOString();
		const { json, data } = await fileOf({ fileName: 'sent' });
		expect(json).toMatchObject({ fileName: 'sent.csv', mimeType: 'text/csv', entries: 6 });
		const lines = data.toString().split('\r\n');
		expect(lines[0]).toBe(
			'\uFEFFat,service,account,target,operation,outcome,sentId,cost,costUnit,contentHash,executionId,workflowId,id',
		);
		expect(lines).toHaveLength(8);
		expect(lines).toContainEqual(expect.stringContaining(`"'=cmd|""calc"""`));
		expect(lines).toContain(
			`${inTokyo.slice(0, 19).replace('T', ' ')},kwork,${SHOP},user 3,kwork.message.send,sent,,2,connects,,,,6`,
		);
	});

	it('writes an Excel file of what is filtered', async () => {
		const { json, data } = await fileOf({ format: 'xlsx', filters: { account: SHOP } });
		expect(json).toMatchObject({ fileName: 'journal.xlsx', entries: 2 });
		const [sheet] = (await readWorkbook(data)).worksheets;
		expect(sheet?.rowCount).toBe(3);
		expect(sheet?.getRow(3).getCell(4).value).toBe('user 1');
		expect(sheet?.getRow(3).getCell(1).value).toBeInstanceOf(Date);
	});

	it('is a file of headings where nothing was sent', async () => {
		const { json, data } = await fileOf({ filters: { target: 'nobody' } });
		expect([json?.entries, data.toString().split('\r\n')]).toEqual([
			0,
			[expect.stringContaining('at,service'), ''],
		]);
	});
});

describe('Journal → Erase', () => {
	const erase = async (parameters: IDataObject) =>
		(await jsonOf('journal', 'erase', [{}], parameters))[0];

	it('shows with Dry Run what it would forget, and forgets nothing', async () => {
		expect(await erase({ recipient: 'user 2', dryRun: true })).toEqual({
			dryRun: true,
			sent: false,
			target: 'journal user 2',
			request: { account: null, recipient: 'user 2' },
			entries: 2,
		});
		expect(await found()).toEqual(ALL);
	});

	it('forgets a recipient for every account, and counts on for the limits', async () => {
		expect(await erase({ recipient: 'user 2' })).toEqual({
			account: null,
			recipient: 'user 2',
			erased: 2,
		});
		expect(await found({ target: 'user 2' })).toEqual([]);
		const { count } = await (await journal()).sent({ account: SHOP, ms: 3_600_000 });
		expect(count).toBe(2);
	});

	it('forgets a recipient for one account', async () => {
		expect(await erase({ recipient: 'user 2', account: SHOP })).toMatchObject({ erased: 1 });
		expect(await found({ target: 'user 2' })).toEqual(['studio user 2']);
	});

	it('forgets an account, and nothing of it is left after two days', async () => {
		const now = Date.now();
		jest.spyOn(Date, 'now').mockReturnValue(now + 3 * 24 * 3_600_000);
		expect(await erase({ account: STUDIO })).toMatchObject({ erased: 2 });
		expect(await found()).toEqual(ALL.slice(2));
	});

	it('never forgets all because nothing was named', async () => {
		expect(await failureOf('journal', 'erase', [{}], { account: ' ' })).toMatchObject({
			error: 'Neither "Account" nor "Recipient" is set, nothing was erased',
			details: expect.stringContaining('Name the account') as string,
		});
		expect(await found()).toEqual(ALL);
	});

	it('is no send itself: it makes no entry', async () => {
		await erase({ recipient: 'user 9' });
		expect(await found()).toEqual(ALL);
	});
});
