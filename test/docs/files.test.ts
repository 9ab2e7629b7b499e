import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../..');

/** Pages for developers name files; a file that moves takes its line along. */
const pages = ['docs/architecture.md', 'docs/adding-an-operation.md', 'docs/reference/README.md'];

it.each(pages)('%s: every file that it names is there', (page) => {
	const text = readFileSync(path.join(root, page), 'utf8');
	const named = [...text.matchAll(/`([\w./-]+)`/g)]
		.map(([, name = '']) => name)
		.filter((name) => /^(credentials|docs|lib|nodes|playground|simulator|templates|test)\//.test(name));
	expect(named.length).toBeGreaterThan(1);
	expect(named.filter((name) => !existsSync(path.join(root, name)))).toEqual([]);
});
