import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const page = read('docs/troubleshooting.md');

const sources = ['lib', 'nodes']
	.flatMap((folder) =>
		readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.map((file) => read(path.join(folder, file))),
	)
	.join('\n');

/** The first column of every row. */
const messages = [...page.matchAll(/^\| `(.+?)` \|/gm)].map(([, message = '']) => message);

/** What stays the same in a message, without the punctuation that only some cases have. */
const fixed = (message: string, variable: RegExp): string[] =>
	message
		.split(variable)
		.map((part) => part.replace(/^[\s.,:]+|[\s.,:(]+$/g, ''))
		.filter((part) => part.length > 3);

describe('docs/troubleshooting.md', () => {
	it('has no message that the code does not have', () => {
		expect(messages.length).toBeGreaterThan(70);
		const unknown = messages.filter(
			(message) => !fixed(message, /…/).every((part) => sources.includes(part)),
		);
		expect(unknown).toEqual([]);
		expect(messages.filter((message) => fixed(message, /…/).length === 0)).toEqual([]);
	});

	it.each(['kwork', 'avito', 'upwork', 'socket'])(
		'has every message of the failures of %s',
		(service) => {
			const code = read(`lib/${service}/failures.ts`);
			const literals = [
				...code.matchAll(/(?:message:|nothingSent\()\s*(['"`])(.+?)\1[,)]/g),
				// The words for what Avito refused come last.
				...code.matchAll(/(?<=refusal\([^;]*?)\n\t\t(?:\(.*\) => )?(["'`])(?!\w+\1)(.+)\1,\n\t\),/g),
			].map(([, , literal = '']) => literal);
			expect(literals.length).toBeGreaterThan(1);
			const rows = messages.join('\n');
			const isRemedy = (literal: string) => /\. \S|run again|\.$/.test(literal);
			const missing = literals
				.filter((literal) => service !== 'avito' || !isRemedy(literal))
				.map((literal) => fixed(literal.replace(/\$\{.*$/, ''), /…/))
				.filter(([beginning]) => beginning !== undefined && !rows.includes(beginning));
			expect(missing).toEqual([]);
		},
	);
});
