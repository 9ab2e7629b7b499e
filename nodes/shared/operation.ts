import type { IDataObject, INodeProperties, Logger } from 'n8n-workflow';
import { outputForm, type Parameters, type ValuesOf } from './parameters';
import type { Library } from './lib';
import { sendingParameters } from './sending';

/** What every operation is given for one item. */
export interface OperationCall<Client, Values> {
	client: Client;
	/** The values of the operation's parameters, read once for this item. */
	params: Values;
	/** Aborts when the execution is cancelled. */
	signal: AbortSignal | undefined;
	/** IANA name of the workflow's time zone, in which days begin. */
	timeZone: string;
	itemIndex: number;
	/** All input items, for operations that see them at once. */
	items: IDataObject[];
	/** Files in and out of n8n's binary data. */
	files: Files;
	logger: Logger;
	/** A note above the output, for results that are true but not the whole truth. */
	hint(message: string): void;
}

export interface IncomingFile {
	fileName: string;
	contentType: string;
	data: Buffer;
}

export interface Files {
	read(binaryField: string): Promise<IncomingFile>;
	write(data: Buffer, fileName: string, mimeType?: string): Promise<FileResult>;
}

/** A result that carries a file beside its JSON. */
export class FileResult {
	constructor(
		readonly binary: IDataObject,
		readonly json: IDataObject = {},
	) {}
}

/** A result that came from other input items than the one being worked on. */
export class LinkedResult {
	constructor(
		readonly json: object,
		readonly items: number[],
	) {}
}

/**
 * A result that says something about the asking instead of being one of the things asked for: an id
 * that is not there, what a list did not cover. No output form is ever applied to it, because a
 * form would fill it up to an empty thing that looks real.
 */
export class Marker {
	constructor(readonly json: object) {}
}

/** One of the items that an operation works on at once, which cannot be used; the others can. */
export class FailedItem {
	constructor(
		readonly error: unknown,
		readonly item: number,
	) {}
}

/** What a look for an equal write told, and whatever else the service knows from it. */
export interface Look {
	/** The equal one that was done before; it is returned instead of sending. */
	sent?: object;
}

/**
 * What a write is going to do, made before anything is sent. `look` belongs right before `send`, so
 * what takes time and sends nothing (typing, uploads) is done in `ready`.
 */
export interface WritePlan<Looked extends Look = Look> {
	/** Who or what is addressed, by id only: `user 777001`. Lock, interval and audit go by it. */
	target: string;
	/** The exact request, shown by Dry Run. Without secrets. */
	request: unknown;
	/** The text that is sent; the audit line holds its hash. */
	content?: string;
	/** Looks for an equal write that was done before. */
	look?(): Promise<Looked>;
	/** Goes before the look that counts. Nobody takes what it does for the write itself. */
	ready?(look?: Looked): Promise<void>;
	/** What else Dry Run shows, e.g. the checks that sending makes. */
	check?(): Promise<object>;
	/** Turned out to change and to cost nothing: allowed whatever Write Access says. */
	harmless?: boolean;
	/** Price or count, shown by Dry Run and counted against the ceiling of a run. */
	cost?: { amount: number; unit: string };
	/**
	 * Sends. A result with `alreadySent: true` says that somebody was faster.
	 *
	 * @param look missing where Skip If Already Sent is off
	 */
	send(look?: Looked): Promise<unknown>;
}

/** How a service's answer is shown; pure functions of `lib/<service>/forms`. */
export interface Forms {
	/** At most about ten fields. */
	simplify(raw: never): object;
	/** Lead, contact, message or candidate. */
	record?(raw: never): object;
}

/** The forms of one operation's output. They come from the library, hence at the first run. */
export interface Output {
	forms(lib: Library): Forms;
	/** Whether there is a `record` form to choose. */
	record: boolean;
}

interface OperationHead<P extends Parameters> {
	value: string;
	name: string;
	/** Sentence case, shown in the node's list: "Get many projects". */
	action: string;
	/** When to use it and what comes back; AI agents read it. */
	description: string;
	parameters: P;
}

export interface ReadOperation<Client, P extends Parameters> extends OperationHead<P> {
	effect: 'read';
	/** Runs once for all input items instead of once for each. */
	once?: boolean;
	/** Writes what the desk remembers, and nothing else: its items go one after another. */
	remembers?: boolean;
	execute(call: OperationCall<Client, ValuesOf<P>>): Promise<unknown> | AsyncIterable<unknown>;
	output?: Output;
}

export interface WriteOperation<Client, P extends Parameters> extends OperationHead<P> {
	/** `spend` uses up money, connects or contacts. */
	effect: 'write' | 'spend';
	/** Messages and offers: shows Skip If Already Sent, caps, quiet hours and interval. */
	sends?: boolean;
	prepare(call: OperationCall<Client, ValuesOf<P>>): Promise<WritePlan>;
}

export type Operation<Client, P extends Parameters = Parameters> =
	ReadOperation<Client, P> | WriteOperation<Client, P>;

/** An operation with its parameter types closed over, so that operations can share a table. */
export interface AnyOperation<Client> {
	readonly head: Pick<OperationHead<Parameters>, 'value' | 'name' | 'action' | 'description'>;
	readonly effect: 'read' | 'write' | 'spend';
	readonly sends: boolean;
	readonly once: boolean;
	readonly remembers: boolean;
	readonly output?: Output;
	properties(): INodeProperties[];
	read(
		call: Omit<OperationCall<Client, never>, 'params'>,
		reader: ReaderOf,
	): Promise<unknown> | AsyncIterable<unknown>;
	plan(call: Omit<OperationCall<Client, never>, 'params'>, reader: ReaderOf): Promise<WritePlan>;
}

type ReaderOf = Parameters[string]['read'] extends (reader: infer R, name: string) => unknown
	? R
	: never;

/**
 * Defines one operation. Called twice, so that the client is named and the parameters are inferred:
 * `defineOperation<KworkClient>()({ value: 'get', effect: 'read', parameters: {...}, ... })`.
 */
export function defineOperation<Client>() {
	return <P extends Parameters>(operation: Operation<Client, P>): AnyOperation<Client> => {
		const parameters = Object.entries(operation.parameters);
		const valuesOf = (reader: ReaderOf): ValuesOf<P> => {
			const values: Record<string, unknown> = {};
			for (const [name, parameter] of parameters) values[name] = parameter.read(reader, name);
			return values as ValuesOf<P>;
		};
		const { value, name, action } = operation;
		const isRead = operation.effect === 'read';
		const once = isRead && operation.once === true;
		const description = once
			? `${operation.description} The first item's settings apply to all.`
			: operation.description;
		const sends = !isRead && operation.sends === true;
		return {
			head: { value, name, action, description },
			effect: operation.effect,
			sends,
			once,
			remembers: isRead && operation.remembers === true,
			output: isRead ? operation.output : undefined,
			properties: () => [
				...Object.entries(operation.parameters).flatMap(([key, parameter]) =>
					parameter.describe(key),
				),
				...(isRead && operation.output ? outputForm(operation.output).describe('output') : []),
				...(isRead ? [] : sendingParameters(sends)),
			],
			read(call, reader) {
				if (!isRead) throw new TypeError(`${value} is not a read`);
				return operation.execute(Object.assign(call, { params: valuesOf(reader) }));
			},
			async plan(call, reader) {
				if (isRead) throw new TypeError(`${value} is not a write`);
				return await operation.prepare(Object.assign(call, { params: valuesOf(reader) }));
			},
		};
	};
}
