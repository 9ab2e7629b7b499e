import { z } from 'zod';

/**
 * Kwork's backend is loosely typed (kwork.md section 4): numbers come as strings, an empty map as
 * `[]`, and "no value" as null, '', false or a missing key. These builders say once what is read
 * from such a value. A field that carries something else altogether reads as undefined: one odd
 * field must not cost the user the whole list. Names and unknown keys stay as Kwork sends them.
 */
const NUMERIC = /^[+-]?\d+(?:[.,]\d+)?$/;

function toNumber(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string') return undefined;
	const text = value.replace(/[\s\u00a0]/g, '');
	return NUMERIC.test(text) ? Number(text.replace(',', '.')) : undefined;
}

function toText(value: unknown): string | undefined {
	if (typeof value === 'string') return value;
	return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

function toFlag(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	if (typeof value === 'number') return value !== 0;
	if (typeof value !== 'string') return undefined;
	const text = value.trim().toLowerCase();
	if (text === '1' || text === 'true') return true;
	return text === '0' || text === 'false' ? false : undefined;
}

/** A PHP list with holes travels as an object with numeric keys; an empty one as null, '' or {}. */
function toList(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'object' || value === null) return [];
	return Object.keys(value).every((key) => /^\d+$/.test(key)) ? Object.values(value) : [value];
}

function toRecord(value: unknown): Record<string, unknown> | undefined {
	if (Array.isArray(value)) return value.length === 1 ? toRecord(value[0]) : undefined;
	return typeof value === 'object' && value !== null ? { ...value } : undefined;
}

/** A number, or undefined for every spelling of "no value". */
export const number = z.transform(toNumber).optional();

/** A number that the object is worthless without, e.g. its id. */
export const id = z.transform((value, context) => {
	const result = toNumber(value);
	if (result === undefined || !Number.isSafeInteger(result)) {
		context.addIssue({ code: 'custom', message: 'expected an ID (whole number)' });
		return z.NEVER;
	}
	return result;
});

/** A text; numbers become texts, null and missing undefined. */
export const text = z.transform(toText).optional();

/** A text that the object is worthless without. */
export const requiredText = z.transform((value, context) => {
	const result = toText(value);
	if (result === undefined || result === '') {
		context.addIssue({ code: 'custom', message: 'expected a text' });
		return z.NEVER;
	}
	return result;
});

/** true/false, 1/0, "1"/"0". */
export const flag = z.transform(toFlag).optional();

/** Always a list. An element that does not fit the schema is an error of the whole answer. */
export function list<T extends z.ZodType>(element: T) {
	return z.preprocess(toList, z.array(element));
}

/** A list inside an object: elements that do not fit are left out, they are not what was asked for. */
export function looseList<T extends z.ZodType>(element: T) {
	return z
		.transform((value): Array<z.output<T>> =>
			toList(value).flatMap((entry) => {
				const result = element.safeParse(entry);
				return result.success ? [result.data] : [];
			}),
		)
		.optional();
}

/** An object, or undefined where Kwork sends `[]`, null, '' or nothing. */
export function part<T extends z.ZodType>(shape: T) {
	return z
		.transform((value): z.output<T> | undefined => {
			const result = shape.safeParse(toRecord(value));
			return result.success ? result.data : undefined;
		})
		.optional();
}

/** The object itself, or a list of length one with it (kwork.md section 8, "Types wobble"). */
export function one<T extends z.ZodType>(shape: T) {
	return z.preprocess((value) => toRecord(value) ?? value, shape);
}

/** Anything: for answers that only say `success`. */
export const anything = z.unknown();
