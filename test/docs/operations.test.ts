import { readFileSync } from 'node:fs';
import path from 'node:path';
import { resources as desk } from '../../nodes/FreelanceDesk/actions';
import { resources as kwork } from '../../nodes/Kwork/actions';
import { resources as upwork } from '../../nodes/Upwork/actions';

interface Listed {
	name: string;
	operations: Map<string, { head: { name: string } }>;
}

const nodes: Array<[guide: string, resources: Listed[]]> = [
	['desk', desk],
	['kwork', kwork],
	['upwork', upwork],
];

const wordsOf = (text: string) => text.toLowerCase().match(/[a-z]+/g) ?? [];

it.each(nodes)('docs/%s.md names every operation in the row of its resource', (guide, resources) => {
	const page = readFileSync(path.join(__dirname, '../../docs', `${guide}.md`), 'utf8');
	const [, table = ''] = /\n\| resource \| operations \|\n(.+?)\n\n/s.exec(page) ?? [];
	const rows = table.split('\n').map((row) => row.split('|').map((cell) => cell.trim()));
	const missing = resources.flatMap(({ name, operations }) => {
		const row = rows.find(([, names = '']) => names.split(', ').includes(name));
		const known = new Set(wordsOf(row?.[2] ?? ''));
		return [...operations.values()].flatMap(({ head }) =>
			row?.[2] && (name === 'API Call' || wordsOf(head.name).every((word) => known.has(word)))
				? []
				: [`${name} → ${head.name}`],
		);
	});
	expect(missing).toEqual([]);
});
