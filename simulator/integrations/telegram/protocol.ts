import type { Answer } from '../../core/types';

/** Fields of a Bot API call, from its query, its form or its JSON. */
export type Input = Record<string, unknown>;

export const ok = (result: unknown): Answer => ({ json: { ok: true, result } });

export const telegramError = (code: number, description: string, more: object = {}): Answer => ({
	status: code,
	json: { ok: false, error_code: code, description, ...more },
});

export const badRequest = (text: string): Answer => telegramError(400, `Bad Request: ${text}`);

/** A field that comes as an object, or as JSON text in a form. */
export function parsed(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value);
	} catch {
		return undefined;
	}
}
