import type { INodeProperties, INodePropertyOptions, NodeParameterValueType } from 'n8n-workflow';
import { asList, asNumber, asText } from './convert';
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
	return parameter('number', rest, fallback, (value) => asNumber(value) ?? fallback);
}

/** A number that may stay empty, for filters. */
export function optionalNumber(shown: Shown): Parameter<number | undefined> {
	return parameter('number', shown, '', asNumber);
}

export function flag(shown: Shown & { default?: boolean }): Parameter<boolean> {
	const { default: fallback = false, ...rest } = shown;
	return parameter('boolean', rest, fallback, (value) => value === true || value === 'true');
}

/** ISO text, empty when not set. */
export function dateTime(shown: Shown): Parameter<string> {
	return parameter('dateTime', shown, '', asText);
}

/** One of a fixed list; the value is what the list says. */
export function choice<const V extends string>(
	shown: Shown & { default: V; options: Array<INodePropertyOptions & { value: V }> },
): Parameter<V> {
	const { default: fallback, ...rest } = shown;
	const known = new Map(rest.options.map((option) => [String(option.value), option.value]));
	return parameter('options', rest, fallback, (value) => known.get(asText(value)) ?? fallback);
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
			`Check quotes, commas and brackets in "${displayName}", or hand over an object by an expression.`,
		);
	});
}

function parsedJson(value: string): unknown {
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return undefined;
	}
}
