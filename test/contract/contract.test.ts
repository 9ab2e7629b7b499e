import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse, visit } from 'graphql';
import { KWORK_CONTRACT } from '../../simulator/kwork/contract';
import { upworkSchema } from '.';

const files = [
	...readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) =>
		/\.(json|graphql)$/.test(file),
	),
	path.relative(__dirname, KWORK_CONTRACT),
];

const TEXTS = ['description', 'summary', 'title', 'example', 'deprecationReason'];

/** Texts of a document; a property may well be called "description". */
function textsOf(node: unknown): string[] {
	if (typeof node !== 'object' || node === null) return [];
	return Object.entries(node).flatMap(([key, value]) =>
		TEXTS.includes(key) && typeof value === 'string' ? [value] : textsOf(value),
	);
}

describe('what is kept of the services’ documents', () => {
	it.each(files.filter((file) => file.endsWith('.json')))('%s has no text of theirs', (file) => {
		expect(textsOf(JSON.parse(readFileSync(path.join(__dirname, file), 'utf8')))).toEqual([]);
	});

	it('the schema of Upwork has no text, either', () => {
		const texts: string[] = [];
		const remember = (node: { description?: { value: string } }) => {
			if (node.description) texts.push(node.description.value);
		};
		visit(parse(upworkSchema()), {
			enter: (node) => {
				if ('description' in node) remember(node);
				if (node.kind === 'Directive') texts.push(node.name.value);
			},
		});
		expect(texts).toEqual([]);
		expect(upworkSchema()).not.toContain('#');
	});

	it('is small', () => {
		const bytes = files.map((file) => statSync(path.join(__dirname, file)).size);
		expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(400_000);
	});
});

it('no test reads documents that are not in the repository', () => {
	const root = path.join(__dirname, '..');
	const outside = ['shared', 'reference'].join('/');
	const readers = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
		(file) => file.endsWith('.ts') && readFileSync(path.join(root, file), 'utf8').includes(outside),
	);
	expect(readers).toEqual([]);
});
