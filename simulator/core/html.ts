/** A text inside HTML, or inside a quoted attribute. */
export const escapeHtml = (text: string): string =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');

/** A page for a person's browser; `body` is HTML. */
export const htmlPage = (lang: string, title: string, body: string): string =>
	`<!DOCTYPE html><html lang="${lang}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head><body><h1>${escapeHtml(title)}</h1>${body}</body></html>`;

export const hiddenInput = (name: string, value: string): string =>
	`<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;
