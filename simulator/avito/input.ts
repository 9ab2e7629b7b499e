import type { z } from 'zod';
import type { Answer } from '../core/types';
import { validationError } from './errors';
import { Refusal, type AvitoCall } from './world';

/** A query parameter as whole number within bounds; otherwise 400 and a violation. */
export function integerParameter(
	call: AvitoCall,
	name: string,
	bounds: { low: number; high: number; fallback: number },
): number {
	const text = call.request.query.get(name);
	if (text === null || text === '') return bounds.fallback;
	const value = Number(text);
	if (!Number.isSafeInteger(value) || value < bounds.low || value > bounds.high) {
		refuse(call, name, `must be a whole number from ${bounds.low} to ${bounds.high}`);
	}
	return value;
}

/** Comma-separated or repeated values. */
export function listParameter(call: AvitoCall, name: string): string[] {
	return [...call.request.query.getAll(name), ...call.request.query.getAll(`${name}[]`)]
		.flatMap((value) => value.split(','))
		.map((value) => value.trim())
		.filter((value) => value !== '');
}

export function integerList(call: AvitoCall, name: string): number[] {
	return listParameter(call, name).map((text) => {
		const value = Number(text);
		if (!Number.isSafeInteger(value)) refuse(call, name, 'must be a list of whole numbers');
		return value;
	});
}

/** Values out of a fixed set. */
export function choiceList(call: AvitoCall, name: string, choices: readonly string[]): string[] {
	const values = listParameter(call, name);
	for (const value of values) {
		if (!choices.includes(value)) refuse(call, name, `must be one of ${choices.join(', ')}`);
	}
	return values;
}

export function booleanParameter(call: AvitoCall, name: string): boolean | undefined {
	const text = call.request.query.get(name);
	if (text === null || text === '') return undefined;
	if (text !== 'true' && text !== 'false') refuse(call, name, 'must be true or false');
	return text === 'true';
}

/** `YYYY-MM-DD` as the start of that day in Moscow (avito.md 6.5). */
export function dayParameter(call: AvitoCall, name: string): number | undefined {
	const text = call.request.query.get(name);
	if (text === null || text === '') return undefined;
	const ms = Date.parse(`${text}T00:00:00+03:00`);
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(ms)) {
		refuse(call, name, 'must be a date like 2026-05-04');
	}
	return ms;
}

/** A date-time; without a zone it is Moscow time. */
export function timeParameter(call: AvitoCall, name: string): number | undefined {
	const text = call.request.query.get(name);
	if (text === null || text === '') return undefined;
	const ms = Date.parse(/(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}+03:00`);
	if (Number.isNaN(ms)) refuse(call, name, 'must be a date and time');
	return ms;
}

/** The whole number in a path segment. */
export function pathNumber(call: AvitoCall, name: string): number {
	const value = Number(call.params[name]);
	if (!Number.isSafeInteger(value) || value <= 0) refuse(call, name, 'must be a whole number');
	return value;
}

/** The JSON body by a schema; otherwise a violation, and `answer` of the first wrong field. */
export function bodyOf<Schema extends z.ZodType>(
	call: AvitoCall,
	schema: Schema,
	answer: (field: string, message: string) => Answer = (field, message) =>
		validationError({ [field]: message }),
): z.output<Schema> {
	const parsed = schema.safeParse(call.request.body.json ?? {});
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	const field = issue?.path.join('.') ?? 'body';
	const message = issue?.message ?? 'is wrong';
	call.world.context.violation(call.request, `Body field ${field}: ${message}`);
	throw new Refusal(answer(field, message));
}

/** Ends the call with 400 and notes the violation. */
export function refuse(call: AvitoCall, name: string, message: string): never {
	call.world.context.violation(call.request, `Parameter ${name} ${message}`);
	throw new Refusal(validationError({ [name]: message }));
}

/** Moscow wall-clock time without a zone, `2026-05-02T09:10:11` (avito.md 3.3). */
export function zonelessMoscow(ms: number): string {
	return new Date(ms + 3 * 3_600_000).toISOString().slice(0, 19);
}

/** RFC 3339 in UTC without fraction. */
export function utc(ms: number): string {
	return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** RFC 3339 with fraction and Moscow's offset, as in an application's `created_at`. */
export function moscowWithOffset(ms: number): string {
	return `${new Date(ms + 3 * 3_600_000).toISOString().slice(0, 23)}+03:00`;
}

/** `yes` or `no`; the `true` and `false` of the April document are an artefact (avito.md 3.3). */
export function booleanText(call: AvitoCall, name: string): boolean | undefined {
	const [value] = choiceList(call, name, ['yes', 'no']);
	return value === undefined ? undefined : value === 'yes';
}
