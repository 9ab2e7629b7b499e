import { PassThrough } from 'node:stream';
import type { Writable } from 'node:stream';

/** A date is local wall-clock time in UTC fields; everything else is text or a count. */
export type Cell = string | number | Date | null;

/** One sheet: columns and rows, read when they are written. */
export interface Sheet {
	name: string;
	/** `width` in characters; the addresses of a `link` can be clicked. */
	columns: Array<{ header: string; width: number; link?: boolean }>;
	rows(): Iterable<Cell[]>;
}

/** Characters of one cell; Excel refuses the file beyond it. */
const MAX_CELL = 32_767;
const CUT_MARK = '… [cut]';
/** Rows between two pauses in which what was written can leave. */
const ROWS_PER_TURN = 200;
const DATE_FORMAT = 'dd.mm.yyyy hh:mm';
/** Excel refuses a sheet with more than 65,530 links, and links of more than 2,079 characters. */
const MAX_LINKS = 65_000;
const MAX_LINK = 2_000;

const FONT = { name: 'Calibri', size: 11 };
const HEADER = {
	font: { ...FONT, bold: true },
	fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFDDEBF7' } },
} as const;
/** Numbers and dates begin where texts do, so that no two columns run into one. */
const LEFT = { horizontal: 'left' } as const;
/**
 * One object per kind of cell: the library looks a style up by its object, and computes it again for
 * every other one, which made 50,000 rows take more than twice as long.
 */
const STYLES = {
	date: { numFmt: DATE_FORMAT, alignment: LEFT },
	number: { alignment: LEFT },
	link: { font: { ...FONT, color: { argb: 'FF0563C1' }, underline: true } },
};
/** Characters that a heading's filter button hides. */
const FILTER_BUTTON = 4;
/** Printed on A4 across, as wide as the page, with the headings on each. */
const PAGE = {
	paperSize: 9,
	orientation: 'landscape',
	fitToPage: true,
	fitToWidth: 1,
	fitToHeight: 0,
	printTitlesRow: '1:1',
} as const;

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

const isAddress = (cell: Cell): cell is string =>
	typeof cell === 'string' && cell.startsWith('https://') && cell.length <= MAX_LINK;

const turn = async () => await new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Writes sheets as one XLSX, row by row: a row leaves as soon as it is written, so that memory does
 * not grow with the number of rows. Resolves when the last byte was handed over.
 */
export async function writeWorkbook(sheets: readonly Sheet[], output: Writable): Promise<void> {
	const { WorkbookWriter } = await import('@cj-tech-master/excelts');
	const workbook = new WorkbookWriter({
		stream: output,
		// Shared strings would have to be kept until the end.
		useSharedStrings: false,
		useStyles: true,
	});
	for (const { name, columns, rows } of sheets) {
		const sheet = workbook.addWorksheet(name, {
			views: [{ state: 'frozen', ySplit: 1 }],
			pageSetup: PAGE,
		});
		sheet.columns = columns.map(({ header, width }) => ({
			header,
			width: Math.max(width, header.length + FILTER_BUTTON),
		}));
		Object.assign(sheet.getRow(1), HEADER).commit();
		let count = 0;
		let links = 0;
		for (const cells of rows()) {
			const row = sheet.addRow(cells.map(cellOf));
			cells.forEach((cell, index) => {
				if (cell === null) return;
				const written = row.getCell(index + 1);
				if (cell instanceof Date) written.style = STYLES.date;
				else if (typeof cell === 'number') written.style = STYLES.number;
				else if (columns[index]?.link && isAddress(cell) && links < MAX_LINKS) {
					written.value = { text: cell, hyperlink: cell };
					written.style = STYLES.link;
					links += 1;
				}
			});
			row.commit();
			count += 1;
			if (count % ROWS_PER_TURN === 0) await turn();
		}
		const last = { row: count + 1, column: columns.length };
		sheet.autoFilter = { from: { row: 1, column: 1 }, to: last };
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

/**
 * A sheet as CSV (RFC 4180), with the mark by which Excel knows UTF-8. A text that a spreadsheet would
 * take for a formula gets an apostrophe before it.
 */
export function csvFile({ columns, rows }: Sheet): Buffer {
	const written = (cell: Cell): string => {
		if (cell === null) return '';
		if (cell instanceof Date) return dateText(cell);
		const text = typeof cell === 'string' ? cell.replace(/^(?=[=+\-@\t\r])/, "'") : String(cell);
		return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
	};
	const lines = [columns.map(({ header }) => header), ...rows()];
	const text = lines.map((cells) => `${cells.map(written).join(',')}\r\n`).join('');
	return Buffer.from(`\uFEFF${text}`);
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
