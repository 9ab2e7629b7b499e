import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { citationsIn, orphansIn, pageOf } from './citations';

const root = path.join(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const below = (folder: string, pattern: RegExp) =>
	readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
		.map((file) => path.join(folder, file))
		.filter((file) => pattern.test(file) && !/node_modules|[/\\]dist[/\\]/.test(file));

const pages = new Map(
	readdirSync(path.join(root, 'docs/reference'))
		.filter((file) => file !== 'README.md')
		.map((file) => [path.basename(file, '.md'), pageOf(read(`docs/reference/${file}`))]),
);

/** This file and its grammar hold citations that are wrong on purpose. */
const EXAMPLES = ['test/docs/citations.ts', 'test/docs/reference.test.ts'].map(path.normalize);
const code = ['credentials', 'lib', 'nodes', 'playground', 'simulator', 'test'].flatMap((folder) =>
	below(folder, /\.(ts|js)$/).filter((file) => !EXAMPLES.includes(file)),
);
/** Pages speak of other Markdown files, too: only what has the name of a reference counts there. */
const texts = ['README.md', ...below('docs', /\.md$/)];

/** Why a citation leads nowhere. */
function faultsOf(text: string, isCode: boolean): string[] {
	return citationsIn(text).flatMap(({ page, sections, pitfalls, text: cited, unreadable }) => {
		const found = pages.get(page);
		const isCitation = sections.length + pitfalls.length > 0 || unreadable;
		if (!found) return isCode && isCitation ? [`${cited}: no page of docs/reference`] : [];
		if (unreadable) return [`${cited}: the number after it cannot be read`];
		return [
			...sections.filter((one) => !found.sections.has(one)).map((one) => `${cited}: no section ${one}`),
			...pitfalls.filter((one) => !found.pitfalls.has(one)).map((one) => `${cited}: no pitfall ${one}`),
		];
	});
}

describe('citations of the reference', () => {
	it('are there', () => {
		const all = code.flatMap((file) => citationsIn(read(file)));
		expect(all.filter(({ sections }) => sections.length > 0).length).toBeGreaterThan(300);
		expect([...pages.keys()].sort()).toEqual(['avito', 'kwork', 'n8n', 'upwork']);
	});

	it('lead to a section, in code', () => {
		const faults = code.flatMap((file) =>
			faultsOf(read(file), true).map((fault) => `${file}: ${fault}`),
		);
		expect(faults).toEqual([]);
	});

	it('lead to a section, in the docs', () => {
		const faults = texts.flatMap((file) =>
			faultsOf(read(file), false).map((fault) => `${file}: ${fault}`),
		);
		expect(faults).toEqual([]);
	});

	it('name their page', () => {
		const orphans = code.flatMap((file) =>
			orphansIn(commentsOf(read(file))).map((orphan) => `${file}: ${orphan} of what?`),
		);
		expect(orphans).toEqual([]);
	});
});

const commentsOf = (text: string) =>
	[...text.matchAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*/g)].map(([comment]) => comment).join('\n\n.\n\n');

describe('the grammar of citations', () => {
	it.each<[text: string, sections: string[], pitfalls: string[]]>([
		['(kwork.md 3.2).', ['3.2'], []],
		['kwork.md 3.2, setAvailableAtWeekends', ['3.2'], []],
		['Facts: upwork.md 2. */', ['2'], []],
		['kwork.md\n\t * 3.2', ['3.2'], []],
		['kwork.md sections 1.5, 2.3, 9)', ['1.5', '2.3', '9'], []],
		['kwork.md 3.12 and section 8', ['3.12', '8'], []],
		['kwork.md 3.6 to 3.8', ['3.6', '3.7', '3.8'], []],
		['avito.md 0, pitfalls 13 and 14', ['0'], ['13', '14']],
		['avito.md pitfall 12).', [], ['12']],
		['kwork.md 7.2 does with 2 s', ['7.2'], []],
		['(avito.md).', [], []],
	])('%j', (text, sections, pitfalls) => {
		expect(citationsIn(text)).toMatchObject([{ sections, pitfalls, unreadable: false }]);
	});

	it.each(['docs/kwork.md 3.2', '[Kwork](kwork.md)', 'kwork.md#credential', 'x/docs/avito.md#a'])(
		'%s is the guide',
		(text) => {
			expect(citationsIn(text)).toEqual([]);
		},
	);

	it.each(['kwork.md §3.2', 'kwork.md: 3.2', 'kwork.md #4', 'avito.md chapter 4', 'kwork.md3.2'])(
		'%s cannot be read',
		(text) => {
			expect(citationsIn(text)).toMatchObject([{ unreadable: true }]);
		},
	);

	it('says which section is not there', () => {
		expect(faultsOf('kwork.md 3.2, 3.99', true)).toEqual(['kwork.md 3.2, 3.99: no section 3.99']);
		expect(faultsOf('upwork.md 3.4 to 2.1', true)).toHaveLength(1);
		expect(faultsOf('avito.md pitfall 99', true)).toHaveLength(1);
		expect(faultsOf('design.md 8', true)).toHaveLength(1);
		expect(orphansIn('made over the site (section 6)')).toEqual(['section 6']);
		expect(orphansIn('kwork.md 3.12 and section 8, not section 9')).toEqual(['section 9']);
	});
});
