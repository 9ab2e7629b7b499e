import type { INodeProperties, NodeParameterValueType } from 'n8n-workflow';

/** Reads one parameter of one item, e.g. bound to `getNodeParameter`. */
export interface ParameterReader {
	(name: string, fallback: NodeParameterValueType, options?: { extractValue: boolean }): unknown;
	/** IANA name of the workflow's time zone; without it no date can be read. */
	readonly timeZone?: string;
}

/** The reader of a trigger, which has no items. */
export function readerOf(context: {
	getNodeParameter(name: string, fallback: NodeParameterValueType, options?: object): unknown;
	getTimezone(): string;
}): ParameterReader {
	const read: ParameterReader = (name, fallback, options) =>
		context.getNodeParameter(name, fallback, options);
	return Object.assign(read, { timeZone: context.getTimezone() });
}

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

export const describeAll = (parameters: Parameters): INodeProperties[] =>
	Object.entries(parameters).flatMap(([name, parameter]) => parameter.describe(name));

/** The values of a table of parameters, for nodes without operations. */
export const readAll = <P extends Parameters>(parameters: P, reader: ParameterReader) =>
	Object.fromEntries(
		Object.entries(parameters).map(([name, parameter]) => [name, parameter.read(reader, name)]),
	) as ValuesOf<P>;

/** What the panel shows of a parameter. */
export type Shown = Partial<
	Omit<INodeProperties, 'name' | 'type' | 'default' | 'displayName' | 'options'>
> & {
	displayName: string;
};

/** A value that cannot be used, found while it was read. */
export class ParameterValueError extends Error {
	constructor(
		message: string,
		readonly remedy: string,
	) {
		super(message);
	}
}
