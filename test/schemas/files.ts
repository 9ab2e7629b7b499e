import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');

/** Compares a generated file with the one in the repository; `npm run schemas` writes it first. */
export function expectFile(file: string, content: object): void {
	const full = path.join(ROOT, file);
	const text = `${JSON.stringify(content, null, '\t')}\n`;
	if (process.env.WRITE_SCHEMAS !== undefined) {
		mkdirSync(path.dirname(full), { recursive: true });
		writeFileSync(full, text);
	}
	expect({ [file]: readFileSync(full, 'utf8') }).toEqual({ [file]: text });
}
