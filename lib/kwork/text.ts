import { Parser } from 'htmlparser2';

const LINE_BREAKS = new Set(['br', 'p', 'div', 'li', 'tr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const NOT_SHOWN = new Set(['script', 'style']);

/**
 * A text as a person reads it: tags gone, `<br>` and the ends of blocks as line ends, entities
 * (`&laquo;`, `&quot;`) decoded. Kwork stores every text escaped (kwork.md section 8).
 */
export function plainText(html: string): string {
	const lines = html.replace(/\r\n?/g, '\n');
	return (/[<&]/.test(lines) ? withoutTags(lines) : lines)
		.replace(/\u00a0/g, ' ')
		.replace(/[ \t]+\n/g, '\n')
		.trim();
}

function withoutTags(html: string): string {
	let text = '';
	let hidden = 0;
	const parser = new Parser({
		onopentagname(name) {
			if (NOT_SHOWN.has(name)) hidden += 1;
			if (name === 'br') text += '\n';
		},
		ontext(part) {
			if (hidden === 0) text += part;
		},
		onclosetag(name) {
			if (NOT_SHOWN.has(name)) hidden -= 1;
			else if (name !== 'br' && LINE_BREAKS.has(name) && !text.endsWith('\n')) text += '\n';
		},
	});
	parser.end(html.replace(/<br\s*\/?>\n/gi, '<br>'));
	return text;
}

/** As `plainText`; what Kwork does not tell stays unknown. */
export const plainOrNull = (html: string | undefined): string | null =>
	html === undefined ? null : plainText(html);

/**
 * Do both say the same, as far as Kwork keeps texts as they were? It turns quotes into « », drops
 * blank lines, replaces emoji and escapes the rest (kwork.md 4.4, 6.4), so the stored text never
 * equals the sent one byte for byte. Either side may be escaped or plain.
 */
export function sameText(left: string, right: string): boolean {
	const forms = new Set([comparable(left), comparable(plainText(left))]);
	return forms.has(comparable(right)) || forms.has(comparable(plainText(right)));
}

function comparable(text: string): string {
	return text
		.normalize('NFC')
		.replace(/[«»„“”‟"]/g, '"')
		.replace(/[‘’‚‛`´]/g, "'")
		.replace(/[‐‑‒–—―−]/g, '-')
		.replace(/…/g, '...')
		.replace(
			/[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{Variation_Selector}\u20e3\u200b-\u200d\u2060\ufeff]/gu,
			'',
		)
		.replace(/\s+/g, ' ')
		.trim();
}

/** Characters as a counter in a form counts them. */
export function lengthOf(text: string): number {
	return [...text].length;
}
