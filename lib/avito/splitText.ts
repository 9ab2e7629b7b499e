/** Characters of one message (avito.md 4.5). */
export const MAX_TEXT = 1000;

/** Cuts a text into messages, at the last line, sentence or word that fits. */
export function splitText(text: string, maximum = MAX_TEXT): string[] {
	const parts: string[] = [];
	let rest = text.trim();
	while (rest.length > maximum) {
		const head = rest.slice(0, maximum);
		const cut =
			[/^[\s\S]*\n/, /^[\s\S]*[.!?…]\s/, /^[\s\S]*\s/]
				.map((pattern) => pattern.exec(head)?.[0].length ?? 0)
				.find((length) => length > maximum / 3) ?? wholeCharacters(head);
		parts.push(rest.slice(0, cut).trimEnd());
		rest = rest.slice(cut).trimStart();
	}
	return rest === '' ? parts : [...parts, rest];
}

/** Never between the two halves of an emoji. */
const wholeCharacters = (head: string): number =>
	/[\uD800-\uDBFF]$/.test(head) ? head.length - 1 : head.length;
