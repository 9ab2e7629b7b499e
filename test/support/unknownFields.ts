/** One form of an answer: how it is read, and an answer in which every field is told. */
export interface FormCase {
	/** Checks the answer as the client does. */
	read(answer: unknown): unknown;
	/** All values differ, so that one can be recognised in the output. */
	full: object;
	/** What the thing is worthless without. */
	bare: object;
	/** Places of the answer without which a part of it is nothing. */
	needed?: readonly string[];
	/** What the output says although the bare answer does not: it is known all the same. */
	known?: Record<string, unknown>;
}

interface Forms {
	simplify(answer: never): unknown;
	record?(answer: never): unknown;
}

type Path = string[];

/** Every value of an object with its path; empty lists and objects are values. */
function leavesOf(value: unknown, path: Path = []): Array<[string, unknown]> {
	if (typeof value !== 'object' || value === null) return [[path.join('.'), value]];
	const entries = Object.entries(value);
	if (entries.length === 0) return [[path.join('.'), value]];
	return entries.flatMap(([name, inner]) => leavesOf(inner, [...path, name]));
}

/** Paths of all that may be missing: whatever is not in the bare answer. */
function optionalPaths(full: unknown, bare: unknown, path: Path = []): Path[] {
	if (typeof full !== 'object' || full === null) return [];
	return Object.entries(full).flatMap(([name, inner]) => {
		const kept = Object(bare) as Record<string, unknown>;
		const own = name in kept || Array.isArray(full) ? [] : [[...path, name]];
		return [...own, ...optionalPaths(inner, kept[name], [...path, name])];
	});
}

function without(value: object, [name = '', ...rest]: Path): object {
	const inner = (value as Record<string, unknown>)[name];
	if (Array.isArray(value)) {
		return value.map((one: object, index) => (String(index) === name ? without(one, rest) : one));
	}
	if (rest.length > 0) return { ...value, [name]: without(inner as object, rest) };
	return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
}

/** Texts of a record that are empty where there is none (docs/records.md), and what names it. */
const EMPTY_TEXTS = new Set(['title', 'text', 'threadId']);
const NAMES = new Set(['record', 'version', 'source', 'kind']);

/** A text or number that stands in the rest of the answer, or texts of it in a row. */
const isOther = (value: unknown, rest: string): boolean =>
	(typeof value === 'number' || (typeof value === 'string' && value !== '')) &&
	String(value)
		.split(', ')
		.every((part) => rest.includes(part));

/**
 * Whatever the service leaves out is `null` in the output, or another value of the same answer:
 * nothing is told that it does not say.
 *
 * @returns what is told all the same, as `field missing: place = value`
 */
export function inventions(forms: Forms, one: FormCase): string[] {
	const { read, full, bare, needed = [], known = {} } = one;
	const { simplify, record } = forms as {
		simplify(answer: unknown): unknown;
		record?(answer: unknown): unknown;
	};
	const found: string[] = [];
	for (const [name, form] of Object.entries({ simplify, record })) {
		if (!form) continue;
		const isRecord = name === 'record';
		const whole = new Map(leavesOf(form(read(full))));
		const missing = isRecord ? EMPTY_TEXTS : new Set<string>();
		const isHonest = (place: string, value: unknown, rest: string): boolean =>
			value === null ||
			(missing.has(place) && value === '') ||
			(isRecord && place === 'skills') ||
			(place in known && JSON.stringify(known[place]) === JSON.stringify(value)) ||
			isOther(value, rest);
		for (const path of optionalPaths(full, bare)) {
			if (needed.includes(path.join('.'))) continue;
			const answer = without(full, path);
			const rest = leavesOf(form(read(answer)));
			for (const [place, value] of rest) {
				if (value === whole.get(place) || isHonest(place, value, JSON.stringify(answer))) continue;
				found.push(`${name}, ${path.join('.')} missing: ${place} = ${JSON.stringify(value)}`);
			}
		}
		const id = new RegExp(
			leavesOf(bare)
				.map(([, value]) => String(value))
				.join('|'),
		);
		for (const [place, value] of leavesOf(form(read(bare)))) {
			const isNamed = (isRecord && NAMES.has(place)) || id.test(String(value));
			if (isNamed || isHonest(place, value, '')) continue;
			found.push(`${name}, all missing: ${place} = ${JSON.stringify(value)}`);
		}
	}
	return found;
}
