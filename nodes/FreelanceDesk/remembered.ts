import { anything, ParameterValueError, text } from '../shared/parameters';

/** What claims are told apart by; what is remembered of the key is a hash. */
export const claimFields = {
	scope: text({
		displayName: 'Scope',
		required: true,
		default: 'leads',
		description:
			'Name of what is to happen once, e.g. "offers". Nodes and workflows with the same scope share what they remember.',
	}),
	key: anything({
		displayName: 'Key',
		required: true,
		default: '={{ $json.dedupeKey }}',
		description: 'What an item is known again by, e.g. its ID',
	}),
};

/** Scope and key, or an error: empty ones, or an object, would make one thing of all items. */
export function claimOf({ scope, key }: { scope: string; key: unknown }) {
	return { scope: plainText(scope, 'Scope', 'leads'), key: keyOf(key, 'Key') };
}

export function keyOf(value: unknown, displayName: string): string {
	const key = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (!['', 'undefined', 'null', 'NaN', '[object Object]'].includes(key)) return key;
	throw new ParameterValueError(
		`"${displayName}" is empty or not an ID: ${key || '(empty)'}`,
		'Give an ID, e.g. {{ $json.dedupeKey }}; check that the item has that field.',
	);
}

/** A name of at most 100 characters. */
export function plainText(value: string, displayName: string, example: string): string {
	const name = value.trim();
	if (/^\P{C}{1,100}$/u.test(name)) return name;
	throw new ParameterValueError(
		`"${displayName}" is not a name: ${name.slice(0, 40) || '(empty)'}`,
		`Give 1 to 100 characters, e.g. ${example}.`,
	);
}

/** An ID or a word; nothing where it is empty. */
export function wordOf(given = '', displayName: string): string | undefined {
	const word = given.trim();
	if (word === '') return undefined;
	if (/^[^\s\p{C}]{1,100}$/u.test(word)) return word;
	throw new ParameterValueError(
		`"${displayName}" is not an ID or a word: ${word.slice(0, 40)}`,
		'Give at most 100 characters without spaces, e.g. sent, or the ID of what was sent.',
	);
}
