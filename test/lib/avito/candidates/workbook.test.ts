import * as fc from 'fast-check';
import type { ClassifiedCandidate } from '../../../../lib/avito/candidates';
import {
	candidateSheets,
	cellText,
	classifyCandidate,
	joinCandidates,
	PhraseMatcher,
	SHEET_NAMES,
	sheetItems,
	StopList,
	WallClock,
	workbookFile,
} from '../../../../lib/avito/candidates';
import { readWorkbook } from '../../../support/readWorkbook';

const clock = new WallClock('Europe/Moscow');
const runAtMs = Date.parse('2026-05-04T12:00:00Z');

function candidates(): ClassifiedCandidate[] {
	const profiles = joinCandidates({
		resumes: [
			{ id: 1, title: '=1+1', update_time: '2026-05-04T09:00:00Z', url: '/a_1', is_active: true },
			{ id: 2, title: 'Курьер', update_time: '2026-05-01T09:00:00Z', is_active: true },
			{ id: 3, title: 'Повар', update_time: '2026-05-04T10:00:00Z', is_active: true },
		],
		contacts: [
			{
				resumeId: 1,
				outcome: 'ok',
				name: '@Анна',
				phones: ['89990000001'],
				chatId: 'u2i-1',
				raw: { long: 'a'.repeat(40_000) },
			},
			{ resumeId: 2, outcome: 'closed', chatId: 'u2i-2' },
			{ resumeId: 3, outcome: 'ok', phones: ['89990000003'] },
		],
	});
	const stopList = new StopList([{ phone: '79990000003', comment: 'не звонить' }]);
	const options = { phrases: new PhraseMatcher(), nowMs: runAtMs, stopList };
	return profiles.map((profile) =>
		classifyCandidate(
			profile,
			profile.chatId
				? { state: 'loaded', messages: [], complete: true }
				: { state: 'absent', reason: 'no_chat_id' },
			options,
		),
	);
}

const sheets = (list = candidates()) =>
	candidateSheets({ candidates: list, clock, runAtMs, stopListSize: 1, contactsSpent: 0 });

test('six sheets with their Russian names, in order, and the right rows in each', async () => {
	const workbook = await readWorkbook(await workbookFile(sheets()));
	expect(workbook.worksheets.map(({ name }) => name)).toEqual([...SHEET_NAMES]);
	const rows = Object.fromEntries(
		workbook.worksheets.map(({ name, rowCount }) => [name, rowCount - 1]),
	);
	expect(rows).toMatchObject({
		paid_cvs: 2,
		Для_звонков: 2,
		Кому_не_писали: 2,
		на_сегодня: 1,
		Исключено_по_стоплисту: 1,
	});
	const [first] = workbook.worksheets;
	expect(first?.getRow(1).values).toEqual([
		undefined,
		...'purchased_at_web updated_at_web updated_at_api candidate_name_web job_search_status_web ready_to_start_web chat_status last_message_direction last_message_text phone_api email_api desired_title_api city_web respond_status json_open json_paid link'.split(
			' ',
		),
		'Ссылка на чат',
		'chat_id_api',
		'resume_id',
		'api_difference',
	]);
});

test('cells: text stays text, phones and ids too, dates are dates in the zone, long text is cut', async () => {
	const workbook = await readWorkbook(await workbookFile(sheets()));
	const row = workbook.getWorksheet('paid_cvs')?.getRow(2);
	const cell = (number: number) => row?.getCell(number).value;
	expect(cell(4)).toBe('@Анна');
	expect(cell(10)).toBe('79990000001');
	expect(cell(12)).toBe('=1+1');
	expect(cell(20)).toBe('1');
	expect(cell(3)).toEqual(new Date('2026-05-04T12:00:00Z'));
	const long = String(cell(16));
	expect(long).toHaveLength(32_767);
	expect(long.endsWith('[cut]')).toBe(true);
});

test('a person can work with it: headings stay in view and filter, columns fit them, links open', async () => {
	const workbook = await readWorkbook(await workbookFile(sheets()));
	for (const sheet of workbook.worksheets) {
		expect(sheet.views).toMatchObject([{ state: 'frozen', ySplit: 1 }]);
		expect(sheet.autoFilter).toMatch(new RegExp(`^A1:[A-Z]${sheet.rowCount}$`));
		expect(sheet.pageSetup).toMatchObject({ orientation: 'landscape', fitToWidth: 1 });
		for (let number = 1; number <= sheet.columnCount; number += 1) {
			const { width, values } = sheet.getColumn(number);
			expect(width).toBeGreaterThan(String(values?.[1]).length + 3);
		}
	}
	const row = workbook.getWorksheet('paid_cvs')?.getRow(2);
	expect(row?.getCell(17).value).toMatchObject({ hyperlink: 'https://www.avito.ru/a_1' });
	expect(row?.getCell(3).numFmt).toBe('dd.mm.yyyy hh:mm');
});

test('links beyond what Excel bears stay addresses', async () => {
	const rows = Array.from({ length: 65_001 }, () => ['https://www.avito.ru/a_1']);
	const columns = [{ header: 'link', width: 40, link: true }];
	const file = await workbookFile([{ name: 'paid_cvs', columns, rows: () => rows }]);
	const sheet = (await readWorkbook(file)).getWorksheet('paid_cvs');
	expect(sheet?.getCell(65_001, 1).value).toMatchObject({ hyperlink: rows[0]?.[0] });
	expect(sheet?.getCell(65_002, 1).value).toBe(rows[0]?.[0]);
});

test('the summary counts', () => {
	const rows = [...sheetItems(sheets())].filter(({ sheet }) => sheet === 'summary');
	const summary = Object.fromEntries(rows.map(({ metric, value }) => [metric, value]));
	expect(summary).toMatchObject({
		count_unique: 3,
		excluded_by_stoplist: 1,
		not_contacted_count: 2,
		tz_name: 'Europe/Moscow',
		snapshot: '2026-05-04 15:00:00',
		'status: Не высылали сообщения': 2,
	});
});

test('the rows as items carry the name of their sheet', () => {
	const [first] = [...sheetItems(sheets())];
	expect(first).toMatchObject({
		sheet: 'paid_cvs',
		phone_api: '79990000001',
		updated_at_api: '2026-05-04 12:00:00',
	});
});

test('whatever candidates write, the file can be read again', async () => {
	const text = fc.string({ unit: 'binary', maxLength: 60 });
	await fc.assert(
		fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (titles) => {
			const list = joinCandidates({ resumes: titles.map((title, id) => ({ id, title })) }).map(
				(profile) =>
					classifyCandidate(
						profile,
						{ state: 'unknown', reason: 'not_covered' },
						{ phrases: new PhraseMatcher(), nowMs: 0 },
					),
			);
			const workbook = await readWorkbook(await workbookFile(sheets(list)));
			const sheet = workbook.getWorksheet('paid_cvs');
			const found = list.map((_, index) => sheet?.getRow(index + 2).getCell(12).value ?? '');
			const expected = titles.map((title) => (title.trim() === '' ? '' : cellText(title)));
			// XML folds line ends into one form.
			const folded = (value: unknown) => String(value).replace(/\r\n?/g, '\n');
			expect(found.map(folded)).toEqual(expected.map(folded));
		}),
		{ numRuns: 25 },
	);
});
