import { escapeHtml } from '../core/html';

/** Escapes a text the way the service stores messages (kwork.md 8). */
export const escapeText = (text: string): string => escapeHtml(text).replaceAll("'", '&#039;');

/** How an offer's text comes back: quotes become guillemets, blank lines collapse (kwork.md 4.4). */
export const storedOfferText = (text: string): string =>
	escapeHtml(
		text
			.trim()
			.replace(/\r\n?/g, '\n')
			.replace(/\n{2,}/g, '\n')
			.replace(/"([^"\n]*)"/g, '\u0001$1\u0002'),
	)
		.replaceAll('\u0001', '&laquo;')
		.replaceAll('\u0002', '&raquo;');

/** The visible text of an editor's HTML, e.g. `<div>Bot</div>`. */
export const withoutTags = (html: string): string => html.replace(/<[^>]*>/g, '').trim();

export const sameWords = (text: string, query: string): boolean =>
	text.toLowerCase().includes(query.trim().toLowerCase());

/** `2026-10-01 12:30:00` in Moscow time, as the site writes dates. */
export const siteDate = (seconds: number): string =>
	new Date((seconds + 3 * 3600) * 1000).toISOString().slice(0, 19).replace('T', ' ');
