import type { INodeProperties, INodePropertyOptions, NodeParameterValueType } from 'n8n-workflow';
import { asFlag, asList, asNumber, asText } from './convert';
import { ParameterValueError, type Parameter, type Shown } from './parameter';

function parameter<T>(
	type: INodeProperties['type'],
	shown: Shown,
	fallback: NodeParameterValueType,
	convert: (value: unknown) => T,
): Parameter<T> {
	return {
		describe: (name) => [{ ...shown, name, type, default: fallback } as INodeProperties],
		read: (reader, name) => convert(reader(name, fallback)),
	};
}

export function text(shown: Shown & { default?: string; rows?: number }): Parameter<string> {
	const { default: fallback = '', rows, ...rest } = shown;
	const typeOptions = rows ? { ...rest.typeOptions, rows } : rest.typeOptions;
	return parameter('string', typeOptions ? { ...rest, typeOptions } : rest, fallback, asText);
}

export function number(shown: Shown & { default: number }): Parameter<number> {
	const { default: fallback, ...rest } = shown;
	const convert = numberFor(shown.displayName);
	return parameter('number', rest, fallback, (value) => convert(value) ?? fallback);
}

/** A number that may stay empty, for filters. */
export function optionalNumber(shown: Shown): Parameter<number | undefined> {
	return parameter('number', shown, '', numberFor(shown.displayName));
}

/** An id that may stay empty. 0 is what services say instead of "none", and never an id. */
export function optionalId(shown: Shown): Parameter<number | undefined> {
	const { describe, read } = optionalNumber(shown);
	return {
		describe,
		read(reader, name) {
			const id = read(reader, name);
			if (id === undefined || (Number.isSafeInteger(id) && id > 0)) return id;
			throw new ParameterValueError(
				`"${shown.displayName}" is not a valid ID: ${id}`,
				'An ID is a whole number of 1 or more. Leave the field out if there is none.',
			);
		},
	};
}

/** Empty means "not set"; anything else that is no number was meant to be one. */
const numberFor = (displayName: string) => (value: unknown) => {
	const number = asNumber(value);
	if (number !== undefined || asText(value).trim() === '') return number;
	throw new ParameterValueError(
		`"${displayName}" is not a number: ${asText(value).slice(0, 60)}`,
		`Give "${displayName}" as digits, e.g. 10.`,
	);
};

export function flag(shown: Shown & { default?: boolean }): Parameter<boolean> {
	const { default: fallback = false, ...rest } = shown;
	return parameter('boolean', rest, fallback, (value) => asFlag(value, shown.displayName));
}

/** One of a fixed list; the value is what the list says. */
export function choice<const V extends string>(
	shown: Shown & { default: V; options: Array<INodePropertyOptions & { value: V }> },
): Parameter<V> {
	const { default: fallback, ...rest } = shown;
	const known = new Map(rest.options.map((option) => [String(option.value), option.value]));
	return parameter('options', rest, fallback, (value) => {
		const given = asText(value).trim();
		const found = known.get(given === '' ? fallback : given);
		if (found !== undefined) return found;
		throw new ParameterValueError(
			`"${shown.displayName}" cannot be ${given.slice(0, 60)}`,
			`Give one of: ${[...known.keys()].join(', ')}.`,
		);
	});
}

/** One of a list that the service tells, empty when not set. */
export function loadedChoice(shown: Shown & { loadOptionsMethod: string }): Parameter<string> {
	const { loadOptionsMethod, typeOptions, ...rest } = shown;
	return parameter(
		'options',
		{ ...rest, typeOptions: { ...typeOptions, loadOptionsMethod } },
		'',
		asText,
	);
}

export function choices(
	shown: Shown & {
		options?: INodePropertyOptions[];
		loadOptionsMethod?: string;
		default?: string[];
	},
): Parameter<string[]> {
	const { default: fallback = [], loadOptionsMethod, ...rest } = shown;
	const typeOptions = loadOptionsMethod
		? { ...rest.typeOptions, loadOptionsMethod }
		: rest.typeOptions;
	return parameter('multiOptions', typeOptions ? { ...rest, typeOptions } : rest, fallback, asList);
}

/** Several texts in one field, separated by commas, or a list from an expression. */
export function textList(shown: Shown & { default?: string }): Parameter<string[]> {
	const { default: fallback = '', ...rest } = shown;
	return parameter('string', rest, fallback, asList);
}

/** Text, or whatever an expression hands over, as it is. */
export function anything(shown: Shown & { default?: string; rows?: number }): Parameter<unknown> {
	const { describe } = text(shown);
	return { describe, read: (reader, name) => reader(name, shown.default ?? '') };
}

/** JSON typed by hand or handed over by an expression as an object. */
export function json(shown: Shown & { default?: string }): Parameter<unknown> {
	const { default: fallback = '{}', displayName, ...rest } = shown;
	return parameter('json', { displayName, ...rest }, fallback, (value) => {
		if (typeof value !== 'string') return value;
		const parsed = value.trim() === '' ? {} : parsedJson(value);
		if (parsed !== undefined) return parsed;
		throw new ParameterValueError(
			`"${displayName}" is not valid JSON`,
			`Check quotes, commas and brackets in "${displayName}", or pass an object with an expression.`,
		);
	});
}

/** As `json`, and nothing but an object; `example` shows one where something else is given. */
export function jsonObject(
	shown: Shown & { default?: string; example: string },
): Parameter<Record<string, unknown>> {
	const { example, ...rest } = shown;
	const { describe, read } = json(rest);
	return {
		describe,
		read(reader, name) {
			const value = read(reader, name);
			if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
			throw new ParameterValueError(
				`"${shown.displayName}" is not an object`,
				`Give a JSON object such as ${example}.`,
			);
		},
	};
}

function parsedJson(value: string): unknown {
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return undefined;
	}
}
