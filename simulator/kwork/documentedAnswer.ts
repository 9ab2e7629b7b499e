import { type MethodRule, resolved, type Schema } from './contract';

/** A value of the documented shape, the same every time: lists of one, texts that say their name. */
function valueOf(schema: Schema, name: string, above: readonly Schema[]): unknown {
	const { type, properties, items, allOf, oneOf, enum: choices } = resolved(schema);
	const within = [...above, resolved(schema)];
	const part = (one: Schema, key = name) => valueOf(one, key, within);
	if (allOf !== undefined) return Object.assign({}, ...allOf.map((one) => part(one)));
	if (oneOf?.[0] !== undefined) return part(oneOf[0]);
	if (properties !== undefined) {
		return Object.fromEntries(
			Object.entries(properties).map(([key, one]) => [key, part(one, key)]),
		);
	}
	switch (type) {
		case 'array':
			// What holds itself ends here.
			return items === undefined || above.includes(resolved(items)) ? [] : [part(items)];
		case 'object':
			return {};
		case 'boolean':
			return true;
		case 'integer':
		case 'number':
			return Number(choices?.[0] ?? 1);
		case 'string':
			return String(choices?.[0] ?? name);
		default:
			return null;
	}
}

/**
 * The answer of a method that nothing is played for: of the shape that the document gives, with
 * values that mean nothing.
 */
export function documentedAnswer({ name, answer }: MethodRule): Record<string, unknown> {
	const body = answer && valueOf(answer, name, []);
	return { ...(body as Record<string, unknown> | undefined), success: true };
}
