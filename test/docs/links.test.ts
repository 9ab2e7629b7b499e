import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../..');
const pages = [
	'README.md',
	...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.md'))
		.map((file) => path.join('docs', file)),
];

/** Anchors as the repository's host makes them from headings. */
const anchorsOf = (file: string): Set<string> =>
	new Set(
		[...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
			heading
				.toLowerCase()
				.replace(/[^\p{L}\p{N}\s_-]/gu, '')
				.replace(/\s/g, '-'),
		),
	);

it.each(pages)('%s: every link leads somewhere', (page) => {
	const text = readFileSync(path.join(root, page), 'utf8');
	const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
	const broken = links
		.filter((link) => !/^https?:/.test(link))
		.filter((link) => {
			const [file = '', anchor] = link.split('#');
			const target = file === '' ? path.join(root, page) : path.join(root, path.dirname(page), file);
			return !existsSync(target) || (anchor !== undefined && !anchorsOf(target).has(anchor));
		});
	expect(broken).toEqual([]);
});
