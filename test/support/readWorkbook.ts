import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Workbook } from '@cj-tech-master/excelts';

/** An XLSX as a spreadsheet program opens it. */
export async function readWorkbook(file: Buffer): Promise<Workbook> {
	const folder = mkdtempSync(path.join(tmpdir(), 'workbook-'));
	try {
		const name = path.join(folder, 'w.xlsx');
		writeFileSync(name, file);
		const workbook = new Workbook();
		await workbook.xlsx.readFile(name);
		return workbook;
	} finally {
		rmSync(folder, { recursive: true });
	}
}
