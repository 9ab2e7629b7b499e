import { asError } from '../../lib/errors';
import { isRecord } from '../core/isRecord';
import { RouteTable } from '../core/routes';
import type { Answer, ResolvedCall, ServiceContext, SimulatedRequest } from '../core/types';

/** One call to an integration, after its route was found. */
export interface IntegrationCall {
	request: SimulatedRequest;
	/** Values of the path's `:name` segments. */
	params: Record<string, string>;
	/** Fields of the body and the query together; the body wins. */
	input: Record<string, unknown>;
}

export type IntegrationRoutes = Record<string, (call: IntegrationCall) => Answer>;

/** Thrown by a route to end with an error answer; `violation` when the contract was broken. */
export class Refusal extends Error {
	constructor(
		readonly answer: Answer,
		readonly violation?: string,
	) {
		super('The call is refused');
	}
}

/** What differs between the integrations when a request goes wrong. */
export interface GateOptions {
	context: ServiceContext;
	routes: IntegrationRoutes;
	/** The service's answer to an unknown path. */
	unknown(request: SimulatedRequest): Answer;
	/** Checked before every route: credentials, limits. Throws a `Refusal`. */
	admit(request: SimulatedRequest): void;
}

/** Finds the route of a request and runs it under the service's own checks. */
export function createGate(options: GateOptions): (request: SimulatedRequest) => ResolvedCall {
	const table = new RouteTable(options.routes);
	return (request) => {
		const found = table.find(request.method, request.path);
		const input = { ...Object.fromEntries(request.query), ...bodyInput(request) };
		const run = (): Answer => {
			try {
				if (found === undefined) {
					const text = `No route ${request.method} ${request.path}`;
					throw new Refusal(options.unknown(request), text);
				}
				options.admit(request);
				return found.route({ request, params: found.params, input });
			} catch (error) {
				if (!(error instanceof Refusal)) throw asError(error);
				if (error.violation !== undefined) options.context.violation(request, error.violation);
				return error.answer;
			}
		};
		const operation = found?.operation ?? `${request.method} ${request.path}`;
		return { operation, parameters: { ...found?.params, ...input }, run };
	};
}

/** JSON objects as they are; form fields with `a[b][0]` names as nested values. */
export function bodyInput({ body }: SimulatedRequest): Record<string, unknown> {
	if (body.type === 'json') return isRecord(body.json) ? body.json : {};
	return nested(body.fields);
}

/** `fields[TITLE]=x` becomes `{fields: {TITLE: 'x'}}`, `ids[]=1` becomes `{ids: ['1']}`. */
export function nested(pairs: Iterable<[string, string]>): Record<string, unknown> {
	const root: Record<string, unknown> = {};
	for (const [name, value] of pairs) {
		const keys = name.split(/[[\]]+/).filter((key, index) => key !== '' || index > 0);
		if (name.endsWith(']') && !name.endsWith('[]')) keys.pop();
		let target = root;
		for (const [index, rawKey] of keys.entries()) {
			const key = rawKey === '' ? String(Object.keys(target).length) : rawKey;
			if (key === '__proto__') break;
			if (index === keys.length - 1) target[key] = value;
			else {
				const next = isRecord(target[key]) ? target[key] : {};
				target[key] = next;
				target = next;
			}
		}
	}
	return withLists(root);
}

/** Records whose keys are 0, 1, 2 ... become lists. */
function withLists(value: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(value).map(([key, item]) => {
			if (!isRecord(item)) return [key, item];
			const inner = withLists(item);
			const isList = Object.keys(inner).every((name, index) => name === String(index));
			return [key, isList ? Object.values(inner) : inner];
		}),
	);
}

/** Calls per span of the clock; `take` is false when one is too many. */
export class SpanLimit {
	private span = -1;

	private used = 0;

	constructor(
		private readonly now: () => number,
		private readonly lengthMs: number,
	) {}

	take(limit: number | null): boolean {
		const span = Math.floor(this.now() / this.lengthMs);
		if (span !== this.span) {
			this.span = span;
			this.used = 0;
		}
		this.used++;
		return limit === null || this.used <= limit;
	}
}

/** Records that have the same value of a field, as lists of ids: doubles that somebody made. */
export function duplicates<Item>(
	items: Iterable<Item>,
	keyOf: (item: Item) => string | undefined,
	idOf: (item: Item) => number | string,
): { key: string; ids: (number | string)[] }[] {
	const groups = new Map<string, (number | string)[]>();
	for (const item of items) {
		const key = keyOf(item);
		if (key !== undefined && key !== '') groups.set(key, [...(groups.get(key) ?? []), idOf(item)]);
	}
	return [...groups].filter(([, ids]) => ids.length > 1).map(([key, ids]) => ({ key, ids }));
}
