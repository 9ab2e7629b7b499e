import { z } from 'zod';

/** How far out is dropped: a field, its object, the list of that, and what holds the list. */
const LEVELS = 4;

/**
 * An element of a list. A field of another shape than is known reads as missing, so that one odd
 * entry does not cost the whole list; without its id it is still an error (avito.md pitfall 17).
 */
export function entry<S extends z.ZodType>(schema: S) {
	return z.unknown().transform((value, context): z.output<S> => {
		const whole = schema.safeParse(value);
		if (whole.success) return whole.data;
		const copy: unknown = structuredClone(value);
		let result: ReturnType<typeof schema.safeParse> = whole;
		// The odd field itself first, then what it stands in.
		for (let level = 0; !result.success && level < LEVELS; level += 1) {
			for (const { path } of result.error.issues) {
				dropField(copy, path.slice(0, Math.max(1, path.length - level)));
			}
			result = schema.safeParse(copy);
		}
		if (result.success) return result.data;
		for (const { path } of result.error.issues) {
			context.addIssue({ code: 'custom', path: [...path], message: 'not known' });
		}
		return z.NEVER;
	});
}

/** Takes out a field; of a list in which an element does not fit, the whole list. */
function dropField(value: unknown, [key, ...rest]: readonly PropertyKey[]): void {
	if (typeof value !== 'object' || value === null || key === undefined) return;
	const inner: unknown = Reflect.get(value, key);
	const isElement = Array.isArray(inner) && rest.length === 1;
	if (rest.length === 0 || isElement) Reflect.deleteProperty(value, key);
	else dropField(inner, rest);
}
