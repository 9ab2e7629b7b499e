import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyMode,
	INodePropertyOptions,
	NodeParameterValueType,
} from 'n8n-workflow';

/** Reads one parameter of one item, e.g. bound to `getNodeParameter`. */
export type ParameterReader = (
	name: string,
	fallback: NodeParameterValueType,
	options?: { extractValue: boolean },
) => unknown;

/**
 * A parameter of an operation: what the panel shows, and how its value is read and typed. The key
 * under which an operation lists it is its internal name, which never changes once released.
 */
export interface Parameter<T> {
	describe(name: string): INodeProperties[];
	read(reader: ParameterReader, name: string): T;
}

export type Parameters = Record<string, Parameter<unknown>>;

/** The values that `execute` receives for a table of parameters. */
export type ValuesOf<P> = { [K in keyof P]: P[K] extends Parameter<infer T> ? T : never };

type Shown = Partial<
	Omit<INodeProperties, 'name' | 'type' | 'default' | 'displayName' | 'options'>
> & {
	displayName: string;
};

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

const asText = (value: unknown): string =>
	typeof value === 'string' ? value : value === null || value === undefined ? '' : String(value);

/** Empty and not a number both mean "not set"; operations check ranges themselves. */
const asNumber = (value: unknown): number | undefined => {
	if (value === '' || value === null || value === undefined) return undefined;
	const number = Number(value);
	return Number.isNaN(number) ? undefined : number;
};

const asList = (value: unknown): string[] => {
	if (Array.isArray(value)) return value.map(asText).filter((entry) => entry !== '');
	return asText(value)
		.split(',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
};

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

/** A value that cannot be used, found while it was read. */
export class ParameterValueError extends Error {
	constructor(
		message: string,
		readonly remedy: string,
	) {
		super(message);
	}
}

export interface LocatorOptions {
	displayName: string;
	description: string;
	/** Name of a `methods.listSearch` function; left out where the service has no list. */
	searchListMethod?: string;
	/** Group 1 is the id. */
	urlPattern?: string;
	urlPlaceholder?: string;
	idPlaceholder: string;
	/** What an id looks like, checked before anything is sent. Default: digits. */
	idPattern?: RegExp;
	required?: boolean;
}

/** Picks one thing of the service: from a searchable list, by address, or by id. */
export function locator(options: LocatorOptions): Parameter<string> {
	const idPattern = options.idPattern ?? /^\d+$/;
	const { searchListMethod, urlPattern } = options;
	const everyWay: { modes: INodePropertyMode[] } = {
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: `e.g. ${options.urlPlaceholder ?? 'https://…'}`,
				extractValue: { type: 'regex', regex: urlPattern ?? '' },
				validation: [
					{
						type: 'regex',
						properties: {
							regex: `${urlPattern ?? ''}.*`,
							errorMessage: `Not an address of a ${options.displayName.toLowerCase()}`,
						},
					},
				],
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${options.idPlaceholder}`,
			},
		],
	};
	const modes = everyWay.modes.filter(
		({ name }) => (name !== 'list' || searchListMethod) && (name !== 'url' || urlPattern),
	);
	const required = options.required ?? true;
	return {
		describe: (name) => [
			{
				displayName: options.displayName,
				name,
				type: 'resourceLocator',
				default: { mode: modes[0]?.name ?? 'id', value: '' },
				required,
				description: options.description,
				modes,
			},
		],
		read(reader, name) {
			const value = asText(reader(name, '', { extractValue: true })).trim();
			if (value === '' && !required) return '';
			if (value === '') {
				throw new ParameterValueError(
					`"${options.displayName}" is empty`,
					`Choose one from the list, or give its ID, e.g. ${options.idPlaceholder}.`,
				);
			}
			if (!idPattern.test(value)) {
				throw new ParameterValueError(
					`"${options.displayName}" is not a valid ID: ${value.slice(0, 60)}`,
					`An ID looks like ${options.idPlaceholder}. Check the expression that fills "${options.displayName}".`,
				);
			}
			return value;
		},
	};
}

/**
 * n8n's usual pair. The value is the number of results wanted, `Infinity` for all.
 */
export function returnAllAndLimit(): Parameter<number> {
	return {
		describe: () => [
			{
				displayName: 'Return All',
				name: 'returnAll',
				type: 'boolean',
				default: false,
				description: 'Whether to return all results or only up to a given limit',
			},
			{
				displayName: 'Limit',
				name: 'limit',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 50,
				description: 'Max number of results to return',
				displayOptions: { show: { returnAll: [false] } },
			},
		],
		read(reader) {
			if (reader('returnAll', false) === true) return Number.POSITIVE_INFINITY;
			const limit = asNumber(reader('limit', 50));
			if (limit === undefined || !Number.isInteger(limit) || limit < 1) {
				throw new ParameterValueError(
					'"Limit" has to be a whole number of at least 1',
					'Give a number such as 50, or switch on "Return All".',
				);
			}
			return limit;
		},
	};
}

/** A group of optional fields behind one button; only the fields that were added have values. */
export function collection<P extends Parameters>(
	shown: Shown,
	fields: P,
): Parameter<Partial<ValuesOf<P>>> {
	const { placeholder = 'Add Option', ...rest } = shown;
	return {
		describe: (name) => [
			{
				...rest,
				placeholder,
				name,
				type: 'collection',
				default: {},
				options: Object.entries(fields)
					.flatMap(([key, field]) => field.describe(key))
					.sort((a, b) => a.displayName.localeCompare(b.displayName)),
			},
		],
		read(reader, name) {
			const given = reader(name, {});
			const values: Partial<ValuesOf<P>> = {};
			if (typeof given !== 'object' || given === null) return values;
			for (const [key, field] of Object.entries(fields) as Array<
				[keyof P & string, Parameter<unknown>]
			>) {
				if (!(key in given)) continue;
				const chosen = (inner: string, fallback: NodeParameterValueType): unknown =>
					(given as Record<string, unknown>)[inner] ?? fallback;
				values[key] = field.read(chosen, key) as ValuesOf<P>[typeof key];
			}
			return values;
		},
	};
}

/** Repeated groups of fields, e.g. the stages of an offer. */
export function list<P extends Parameters>(
	shown: Shown & { itemName: string },
	fields: P,
): Parameter<Array<ValuesOf<P>>> {
	const { itemName, ...rest } = shown;
	return {
		describe: (name) => {
			const group: INodePropertyCollection = {
				displayName: itemName,
				name: 'values',
				values: Object.entries(fields).flatMap(([key, field]) => field.describe(key)),
			};
			return [
				{
					...rest,
					name,
					type: 'fixedCollection',
					typeOptions: { multipleValues: true },
					placeholder: `Add ${itemName}`,
					default: {},
					options: [group],
				},
			];
		},
		read(reader, name) {
			const given = reader(name, {});
			const rows =
				typeof given === 'object' && given !== null
					? (given as { values?: unknown }).values
					: undefined;
			if (!Array.isArray(rows)) return [];
			return rows.map((row: unknown) => {
				const cells =
					typeof row === 'object' && row !== null ? (row as Record<string, unknown>) : {};
				const reader2: ParameterReader = (inner, fallback) => cells[inner] ?? fallback;
				return Object.fromEntries(
					Object.entries(fields).map(([key, field]) => [key, field.read(reader2, key)]),
				) as ValuesOf<P>;
			});
		},
	};
}

/** Shows a parameter only while other parameters have the given values; hidden, it is undefined. */
export function shownWhen<T>(
	conditions: Record<string, Array<string | number | boolean>>,
	inner: Parameter<T>,
): Parameter<T | undefined> {
	return {
		describe: (name) =>
			inner.describe(name).map((property) => ({
				...property,
				displayOptions: { show: { ...property.displayOptions?.show, ...conditions } },
			})),
		read: (reader, name) =>
			Object.entries(conditions).every(([other, values]) =>
				values.some((value) => value === reader(other, null)),
			)
				? inner.read(reader, name)
				: undefined,
	};
}
