import { PassThrough } from 'node:stream';
import type { Writable } from 'node:stream';
import { WorkbookWriter } from '@cj-tech-master/excelts';
import type { Cell, Sheet } from './sheets';

/** Characters of one cell; Excel refuses the file beyond it. */
const MAX_CELL = 32_767;
const CUT_MARK = '… [cut]';
/** Rows between two pauses in which what was written can leave. */
const ROWS_PER_TURN = 200;
const DATE_FORMAT = 'yyyy-mm-dd hh:mm:ss';

/**
 * Text that every spreadsheet opens: no control characters, no half characters, not too long. Cells
 * are typed as text by the writer, so a leading `=` stays a letter and starts no formula.
 */
export function cellText(text: string): string {
	const clean = text
		// What XML 1.0 does not allow.
		.replace(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
		.replace(/\p{Surrogate}/gu, '\uFFFD');
	return clean.length <= MAX_CELL
		? clean
		: `${clean.slice(0, MAX_CELL - CUT_MARK.length).replace(/[\uD800-\uDBFF]$/, '')}${CUT_MARK}`;
}

const cellOf = (cell: Cell): Cell => (typeof cell === 'string' ? cellText(cell) : cell);

const turn = async () => await new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Writes sheets as one XLSX, row by row: a row leaves as soon as it is written, so that memory does
 * not grow with the number of rows. Resolves when the last byte was handed over.
 */
export async function writeWorkbook(sheets: readonly Sheet[], output: Writable): Promise<void> {
	const workbook = new WorkbookWriter({
		stream: output,
		// Shared strings would have to be kept until the end.
		useSharedStrings: false,
		useStyles: true,
	});
	for (const { name, columns, rows } of sheets) {
		const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
		sheet.columns = columns.map(({ header, width }) => ({ header, width }));
		sheet.getRow(1).font = { bold: true };
		sheet.getRow(1).commit();
		let count = 0;
		for (const cells of rows()) {
			const row = sheet.addRow(cells.map(cellOf));
			cells.forEach((cell, index) => {
				if (cell instanceof Date) row.getCell(index + 1).numFmt = DATE_FORMAT;
			});
			row.commit();
			count += 1;
			if (count % ROWS_PER_TURN === 0) await turn();
		}
		sheet.commit();
	}
	await workbook.commit();
}

/** The workbook as one file in memory; only its compressed bytes are kept. */
export async function workbookFile(sheets: readonly Sheet[]): Promise<Buffer> {
	const chunks: Buffer[] = [];
	const output = new PassThrough();
	output.on('data', (chunk: Buffer) => chunks.push(chunk));
	await writeWorkbook(sheets, output);
	return Buffer.concat(chunks);
}

/** The rows of the sheets as plain objects, for Google Sheets or Data Tables. */
export function* sheetItems(sheets: readonly Sheet[]): Generator<Record<string, Cell>> {
	for (const { name, columns, rows } of sheets) {
		for (const cells of rows()) {
			const item: Record<string, Cell> = { sheet: name };
			columns.forEach(({ header }, index) => {
				const cell = cells[index] ?? null;
				item[header] = cell instanceof Date ? dateText(cell) : cell;
			});
			yield item;
		}
	}
}

const dateText = (date: Date): string => date.toISOString().slice(0, 19).replace('T', ' ');
