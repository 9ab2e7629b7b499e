/** A JSON Schema as n8n's editor reads it: types and properties, nothing else. */
export interface Shape {
	type: string;
	properties?: Record<string, Shape>;
	items?: Shape;
}

/** The shape of values that were seen in one place; `null` gives way to whatever else was there. */
export function shapeOf(values: readonly unknown[]): Shape {
	const known = values.filter((value) => value !== null && value !== undefined);
	const [first] = known;
	if (first === undefined) return { type: 'null' };
	if (Array.isArray(first)) {
		const entries = known.flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : []));
		return entries.length > 0 ? { type: 'array', items: shapeOf(entries) } : { type: 'array' };
	}
	if (typeof first !== 'object') return { type: typeof first };
	const objects = known.filter((value): value is object => typeof value === 'object');
	const names = [...new Set(objects.flatMap((value) => Object.keys(value)))].sort();
	const properties = names.map((name): [string, Shape] => [
		name,
		shapeOf(objects.map((value) => (value as Record<string, unknown>)[name])),
	]);
	return { type: 'object', properties: Object.fromEntries(properties) };
}
