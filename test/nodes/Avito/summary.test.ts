import type { IDataObject } from 'n8n-workflow';
import { readWorkbook } from '../../support/readWorkbook';
import { AvitoBench } from './support';

const bench = new AvitoBench();
beforeEach(async () => await bench.start());
afterEach(async () => await bench.stop());

const candidate = async (operation: string, parameters: IDataObject, items?: IDataObject[]) =>
	await bench.run({ resource: 'candidate', operation, parameters, items });

const jsonOf = ({ outputs, error }: Awaited<ReturnType<typeof candidate>>): IDataObject[] => {
	expect(error).toBeUndefined();
	return (outputs[0] ?? []).map(({ json }) => json);
};

/** The last sheet of the file that Build Workbook makes. */
async function summaryOf(items: IDataObject[]): Promise<{ summary: IDataObject; all: number }> {
	const { outputs } = await candidate('buildWorkbook', {}, items);
	const file = outputs[0]?.[0]?.binary?.data?.data ?? '';
	const workbook = await readWorkbook(Buffer.from(file, 'base64'));
	const sheet = workbook.getWorksheet('summary');
	const cells = (column: number) => (sheet?.getColumn(column).values ?? []).slice(2);
	const values = cells(2);
	return {
		summary: Object.fromEntries(cells(1).map((metric, row) => [String(metric), values[row]])),
		all: Number(outputs[0]?.[0]?.json.candidates),
	};
}

const stopList = [
	{ телефон: '+7 999 000-00-01', 'полный комментарий': 'не звонить' },
	{ resume_id: '5', 'полный комментарий': 'уже работает' },
];

/** More chats than Avito lists, one that cannot be read, one resume that is gone. */
async function collected(output: string): Promise<IDataObject[]> {
	const { control } = bench.simulator;
	await control.avito.seed({ chats: 1800 });
	const { chatId } = (await control.avito.newApplication({})) as { chatId: string };
	control.fault({
		kind: 'status',
		status: 403,
		body: '{"error":{"code":403,"message":"Forbidden"}}',
		operation: 'GET /messenger/v2/accounts/:user_id/chats/:chat_id',
		match: { chat_id: chatId },
		times: null,
	});
	const day = 86_400_000;
	return jsonOf(
		await candidate('collect', {
			applicationsSince: new Date(control.now() - day).toISOString(),
			resumeIds: `5,${await bench.someResume({ isPurchased: false })}`,
			stopList: stopList.slice(1),
			addCoverage: true,
			output,
		}),
	);
}

describe.each(['simplified', 'raw'])('Add Coverage of Collect, output %s', (output) => {
	test('reaches the summary of the workbook, by way of Classify too', async () => {
		const items = await collected(output);
		expect(items.at(-1)).toMatchObject({
			id: 'coverage',
			coverage: { capHit: true, failed: [{ reason: 'forbidden' }] },
			errors: { forbidden: 1, notFound: 1 },
			contactsSpent: 0,
			stopListSize: 1,
		});
		const { found } = items.at(-1)?.coverage as { found: number };
		const figures = {
			stoplist_size: 1,
			contacts_spent: 0,
			chats_found: found,
			chats_cap_hit: 'true',
			chats_complete: 'false',
			chats_failed: 1,
			'errors: forbidden': 1,
			'errors: notFound': 1,
		};
		const direct = await summaryOf(items);
		expect(direct.summary).toMatchObject({ ...figures, count_unique: items.length - 1 });
		expect(direct.all).toBe(items.length - 1);

		const classified = await candidate('classify', { stopList }, items);
		expect(classified.outputs[0]?.at(-1)?.pairedItem).toEqual([{ item: items.length - 1 }]);
		const again = await summaryOf(jsonOf(classified));
		expect(again.summary).toMatchObject({ ...figures, stoplist_size: 2 });
		expect(again.all).toBe(items.length - 1);
	});
});

test('figures of several runs are not mixed: the summary leaves them out, and that is said', async () => {
	const parameters = { resumeIds: '5', chats: 'none', addCoverage: true };
	const items = jsonOf(await candidate('collect', parameters, [{}, {}]));
	expect(items.filter(({ id }) => id === 'coverage')).toHaveLength(2);
	const { summary, all } = await summaryOf(items);
	expect(all).toBe(2);
	expect(summary).not.toHaveProperty('stoplist_size');
	expect(summary).not.toHaveProperty(['errors: notFound']);
	const { run } = await candidate('buildWorkbook', {}, items);
	const hints = JSON.stringify(run.data.resultData.runData.Tested?.[0]?.hints);
	expect(hints).toContain('2 coverage items');
});

test('a coverage item among Previous Candidates is nobody', async () => {
	const parameters = { resumeIds: '5', chats: 'none', addCoverage: true };
	const previous = jsonOf(await candidate('collect', parameters));
	const items = jsonOf(await candidate('collect', { ...parameters, previous }));
	expect(items).toHaveLength(2);
});
