import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { SendLedger } from '../../lib/ledger';
import { toNodeError } from './errors';
import { filesOf } from './files';
import type { WriteAccess } from './guard';
import { performWrite } from './guard';
import { loadLib } from './lib';
import type { AnyOperation, Forms, OperationCall } from './operation';
import { FailedItem, FileResult, LinkedResult, Marker } from './operation';
import type { ParameterReader } from './parameters';
import type { Resource } from './resource';
import { readSending } from './sending';

/** How many reads of one node run at a time; the account's budget paces them further. */
const READ_CONCURRENCY = 10;

/** What a service hands to the router: its client and what the guard has to know. */
export interface ServiceContext<Client> {
	client: Client;
	/** The client of one item, where a parameter of the node itself chooses it. */
	clientFor?(reader: ParameterReader): Client;
	account: string;
	writeAccess: WriteAccess;
	ledger: SendLedger;
	/** What a person should know of the memory behind the sends. */
	memoryNotice?(): Promise<string | undefined>;
	/** Runs once at the end, also after a failure, e.g. to store a renewed session. */
	settle?(): Promise<void>;
}

type Call<Client> = Omit<OperationCall<Client, never>, 'params'>;

/**
 * The item loop of every action node: reads run side by side and keep the order of the items,
 * writes run one after another behind the guard; every output item is linked to its input, and one
 * bad item does not take the others down where Continue On Fail is set.
 */
export async function runResources<Client>(
	this: IExecuteFunctions,
	resources: ReadonlyArray<Resource<Client>>,
	open: (context: IExecuteFunctions) => Promise<ServiceContext<Client>>,
): Promise<INodeExecutionData[][]> {
	const node = this.getNode();
	const operation = chosenOperation(this, resources);
	const items = this.getInputData();
	const inputs = items.map(({ json }) => json);
	const signal = this.getExecutionCancelSignal();
	const sentInRun = { count: 0 };
	const readerOf = parameterReaders(this);
	const shapeOf = operation.output ? shaper(operation.output.forms(await loadLib())) : undefined;

	let service: ServiceContext<Client>;
	try {
		service = await open(this);
	} catch (error) {
		throw toNodeError(node, error);
	}

	const runItem = async (itemIndex: number): Promise<INodeExecutionData[]> => {
		signal?.throwIfAborted();
		const reader = readerOf(itemIndex);
		const call: Call<Client> = {
			client: service.clientFor?.(reader) ?? service.client,
			signal,
			timeZone: this.getTimezone(),
			itemIndex,
			items: inputs,
			files: filesOf(this, itemIndex),
			logger: this.logger,
			hint: (message) => this.addExecutionHints({ message, location: 'outputPane' }),
		};
		if (operation.effect === 'read') {
			const form = shapeOf?.(String(reader('output', 'simplified'))) ?? asItIs;
			const shape: Shape = (one) => (one instanceof Marker ? one : form(one));
			const read = operation.read(call, reader);
			const result = Symbol.asyncIterator in read ? await collect(read, signal) : await read;
			if (!Array.isArray(result)) return [toItem(shape(result), itemIndex)];
			return result.map((one) =>
				one instanceof FailedItem ? failed(one.error, one.item) : toItem(shape(one), itemIndex),
			);
		}
		const plan = await operation.plan(call, reader);
		const result = await performWrite(plan, readSending(reader, operation.sends), {
			account: service.account,
			operation: `${node.type.split('.').pop() ?? ''}.${String(this.getNodeParameter('resource', 0))}.${operation.head.value}`,
			writeAccess: service.writeAccess,
			ledger: service.ledger,
			logger: this.logger,
			sentInRun,
			executionId: this.getExecutionId(),
			workflowId: this.getWorkflow().id,
		});
		return [toItem(result, itemIndex)];
	};

	/** The item that tells of a failure, where somebody hears it. */
	const failed = (error: unknown, itemIndex: number): INodeExecutionData => {
		const nodeError = toNodeError(node, error, itemIndex);
		nodeError.context.itemIndex = itemIndex;
		// An agent that runs its tools itself, up to version 2, would end with the error unheard.
		const heard = this.continueOnFail() || this.isToolExecution?.() === true;
		if (signal?.aborted || !heard) throw nodeError;
		// Only these keys: n8n moves such an item to the error output, and with `error` set beside
		// `json` it would leave out the remedy.
		const json = { error: nodeError.message, details: nodeError.description ?? '' };
		return { json, pairedItem: { item: itemIndex } };
	};

	const guarded = async (itemIndex: number): Promise<INodeExecutionData[]> => {
		try {
			return await runItem(itemIndex);
		} catch (error) {
			return [failed(error, itemIndex)];
		}
	};

	const count = operation.once ? Math.min(1, items.length) : items.length;
	const inTurn = operation.effect !== 'read' || operation.remembers;
	const width = inTurn ? 1 : READ_CONCURRENCY;
	try {
		const outputs = await inOrder(count, width, guarded);
		const notice = sentInRun.count > 0 ? await service.memoryNotice?.() : undefined;
		if (notice) this.addExecutionHints({ message: notice, location: 'outputPane' });
		return [outputs.flat()];
	} finally {
		await service.settle?.();
	}
}

function chosenOperation<Client>(
	context: IExecuteFunctions,
	resources: ReadonlyArray<Resource<Client>>,
): AnyOperation<Client> {
	const resource = String(context.getNodeParameter('resource', 0));
	const value = String(context.getNodeParameter('operation', 0));
	const operation = resources.find((known) => known.value === resource)?.operations.get(value);
	if (operation) return operation;
	throw new NodeOperationError(
		context.getNode(),
		`The operation "${value}" of "${resource}" is not one of this node`,
		{
			description:
				'Choose Resource and Operation again; the workflow may come from another version of this package.',
		},
	);
}

/**
 * Reads parameters of an item. n8n resolves a parameter anew for every item, display rules
 * included, which was a fifth of the time of a read; without an expression in any parameter the
 * value of the first item is that of all.
 */
function parameterReaders(context: IExecuteFunctions): (itemIndex: number) => ParameterReader {
	const timeZone = context.getTimezone();
	const of = (itemIndex: number): ParameterReader => {
		const reader: ParameterReader = (name, fallback, options) =>
			context.getNodeParameter(name, itemIndex, fallback, options);
		return Object.assign(reader, { timeZone });
	};
	if (JSON.stringify(context.getNode().parameters).includes('"=')) return of;
	const first = of(0);
	const known = new Map<string, unknown>();
	const remembering: ParameterReader = (name, fallback, options) => {
		const key = options?.extractValue ? `${name} value` : name;
		if (!known.has(key)) known.set(key, first(name, fallback, options));
		return known.get(key);
	};
	const reader = Object.assign(remembering, { timeZone });
	return () => reader;
}

type Shape = (raw: unknown) => unknown;

/** The function that makes the chosen form of an answer. */
function shaper({ simplify, record }: Forms): (form: string) => Shape {
	return (form) => {
		if (form === 'raw') return asItIs;
		return (form === 'record' ? (record ?? asItIs) : simplify) as Shape;
	};
}

const asItIs: Shape = (raw) => raw;

async function collect(
	results: AsyncIterable<unknown>,
	signal: AbortSignal | undefined,
): Promise<unknown[]> {
	const all: unknown[] = [];
	for await (const result of results) {
		signal?.throwIfAborted();
		all.push(result);
	}
	return all;
}

function toItem(result: unknown, item: number): INodeExecutionData {
	if (result instanceof FileResult) {
		return { json: result.json, binary: { data: result.binary as never }, pairedItem: { item } };
	}
	if (result instanceof LinkedResult) {
		return { json: { ...result.json }, pairedItem: result.items.map((index) => ({ item: index })) };
	}
	if (result instanceof Marker) return { json: { ...result.json }, pairedItem: { item } };
	const json =
		typeof result === 'object' && result !== null && !Array.isArray(result)
			? (result as IDataObject)
			: { value: result as IDataObject[string] };
	return { json, pairedItem: { item } };
}

/** Runs `work` for 0..count-1, at most `width` at a time; stops at the first throw. */
async function inOrder<T>(
	count: number,
	width: number,
	work: (index: number) => Promise<T>,
): Promise<T[]> {
	const results: T[] = [];
	let next = 0;
	const stop = (): void => {
		next = count;
	};
	const worker = async (): Promise<void> => {
		while (next < count) {
			const index = next++;
			results[index] = await work(index);
		}
	};
	await Promise.all(
		Array.from({ length: Math.min(width, count) }, async () => {
			const done = worker();
			done.catch(stop);
			await done;
		}),
	);
	return results;
}
