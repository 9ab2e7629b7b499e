/** How comments cite the pages of docs/reference (see its README), and how that is read. */

/**
 * `kwork.md 3.2`, `avito.md 1.6, 2.3 and 3.4`, `upwork.md 3.1 to 3.3`, `kwork.md section 8`,
 * `avito.md 0, pitfalls 13 and 14`, or the page alone.
 */
const NUMBER = String.raw`\d+(?:\.\d+)*(?![\w%])`;
const KIND = String.raw`(?:sections?|pitfalls?)`;
const SEPARATOR = String.raw`(?:,? and |, | to )`;
const LIST = String.raw`(?:${KIND} )?${NUMBER}(?:${SEPARATOR}(?:${KIND} )?${NUMBER})*`;
/** Links and paths (`docs/kwork.md`, `kwork.md#credential`) mean the guides. */
const CITATION = new RegExp(
	String.raw`(?<![\w/.-]|\]\()(?<page>[\w-]+)\.md(?!#[a-z])(?: (?<list>${LIST}))?(?<rest>.{0,12})`,
	'g',
);
const PART = new RegExp(`(?<to>to )?(?:(?<kind>section|pitfall)s? )?(?<number>${NUMBER})`, 'g');
/** What somebody wrote who wanted to cite: it would be passed over in silence. */
const FAILED = /^(?:,? ?(?:§|#|no\.|nr\.|chapter|ch\.|sec\.|point|p\.|sections?|pitfalls?) ?|[,:]? ?)\d/i;
/** A number without its page. */
const ORPHAN = new RegExp(`(?:§ ?|\\b(?:sections?|pitfalls?) )${NUMBER}`, 'gi');

export interface Citation {
	page: string;
	/** Numbers of sections, as they have to stand in front of a heading. */
	sections: string[];
	/** Numbers of entries in the list of pitfalls. */
	pitfalls: string[];
	/** As it stands in the text. */
	text: string;
	/** It looks like a citation and cannot be read. */
	unreadable: boolean;
}

/** Text as one line, so that a citation may be broken at the end of a comment's line. */
const joined = (text: string) => text.replace(/\s*\n\s*(?:\*(?!\/)|\/\/+)?\s*/g, ' ');

function between(from: string, to: string): string[] {
	const [start, end] = [from.split('.'), to.split('.')];
	const [first, last] = [Number(start.pop()), Number(end.pop())];
	if (start.join('.') !== end.join('.') || last <= first) return [to, `${from} to ${to}`];
	return Array.from({ length: last - first }, (_, index) =>
		[...start, String(first + index + 1)].join('.'),
	);
}

function partsOf(list: string): Pick<Citation, 'sections' | 'pitfalls'> {
	const found = { sections: [] as string[], pitfalls: [] as string[] };
	let current = found.sections;
	for (const { groups = {} } of list.matchAll(PART)) {
		if (groups.kind === 'pitfall') current = found.pitfalls;
		if (groups.kind === 'section') current = found.sections;
		const number = groups.number ?? '';
		const before = current.at(-1);
		current.push(...(groups.to && before !== undefined ? between(before, number) : [number]));
	}
	return found;
}

/** All citations of a text; names of pages are not checked here. */
export function citationsIn(text: string): Citation[] {
	return [...joined(text).matchAll(CITATION)].map(({ groups = {} }) => {
		const { page = '', list = '', rest = '' } = groups;
		return {
			page,
			...partsOf(list),
			text: `${page}.md ${list}`.trim(),
			unreadable: list === '' && FAILED.test(rest),
		};
	});
}

/** Sections that are named without a page. */
export function orphansIn(text: string): string[] {
	const rest = joined(text).replace(CITATION, (whole, ...groups) => {
		const named = groups.at(-1) as Record<string, string | undefined>;
		return named.rest ?? whole;
	});
	return [...rest.matchAll(ORPHAN)].map(([orphan]) => orphan);
}

export interface Page {
	sections: ReadonlySet<string>;
	pitfalls: ReadonlySet<string>;
}

/** What of a page can be cited. */
export function pageOf(markdown: string): Page {
	const sections = [...markdown.matchAll(/^#{2,5} (\d+(?:\.\d+)*)\.? /gm)].map(
		([, number = '']) => number,
	);
	const [, list = ''] = /^#+ [^\n]*pitfalls\n([\s\S]*?)(?=^#|$(?![\s\S]))/im.exec(markdown) ?? [];
	const pitfalls = [...list.matchAll(/^(\d+)\. /gm)].map(([, number = '']) => number);
	return { sections: new Set(sections), pitfalls: new Set(pitfalls) };
}
