import type { FilePart, QueryParameters, QueryValue } from '../http/types';

export type ParameterValue =
	| string
	| number
	| boolean
	| null
	| undefined
	| readonly ParameterValue[]
	| { readonly [key: string]: ParameterValue };

export type Parameters = Record<string, ParameterValue>;
export type Files = Record<string, FilePart | readonly FilePart[]>;

/**
 * Parameters in the form in which they travel (kwork.md 1.3): null left out, true and false as 1
 * and 0, a list as `name[]` repeated, a map as `name[key]`. A name that ends in `[]` is kept.
 */
export function encodeParameters(parameters: Parameters): QueryParameters {
	const encoded: Record<string, QueryValue[]> = {};
	for (const [name, value] of Object.entries(parameters)) encodeInto(encoded, name, value);
	const short: QueryParameters = encoded;
	for (const name in encoded) {
		const values = encoded[name];
		if (values?.length === 1 && !name.endsWith('[]')) short[name] = values[0];
	}
	return short;
}

function encodeInto(
	encoded: Record<string, QueryValue[]>,
	name: string,
	value: ParameterValue,
): void {
	if (value === null || value === undefined) return;
	if (typeof value !== 'object') {
		(encoded[name] ??= []).push(typeof value === 'boolean' ? Number(value) : value);
		return;
	}
	if (isList(value)) {
		value.forEach((entry, index) => {
			const scalar = typeof entry !== 'object' || entry === null;
			const base = name.endsWith('[]') ? name.slice(0, -2) : name;
			encodeInto(encoded, scalar ? `${base}[]` : `${base}[${index}]`, entry);
		});
		return;
	}
	for (const [key, entry] of Object.entries(value)) encodeInto(encoded, `${name}[${key}]`, entry);
}

function isList(value: ParameterValue): value is readonly ParameterValue[] {
	return Array.isArray(value);
}
