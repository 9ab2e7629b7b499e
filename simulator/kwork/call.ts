import type { Answer, SimulatedRequest } from '../core/types';
import type { User } from './model';
import type { Parameters } from './parameters';
import type { World } from './world';

/** Ends a call with `success: false` (HTTP 200, kwork.md 1.5). */
export class ApiFailure extends Error {
	constructor(
		message: string,
		readonly code?: number,
		readonly extra: Record<string, unknown> = {},
	) {
		super(message);
	}
}

export const badValue = () => new ApiFailure('Некорректные значения параметров', 101);
export const notAuthorised = () => new ApiFailure('Необходима авторизация', 102);
export const notFound = (what: string) => new ApiFailure(`${what} не найден`, 104);
/** The state of an order, offer or kwork does not allow the action. */
export const notNow = (text = 'Действие недоступно') => new ApiFailure(text, 106);

/** One call of an API method whose parameters have been checked. */
export class MethodCall {
	constructor(
		readonly world: World,
		readonly parameters: Parameters,
		readonly request: SimulatedRequest,
		/** Undefined for token-less methods called without a token. */
		readonly caller: User | undefined,
	) {}

	get user(): User {
		if (this.caller === undefined) throw notAuthorised();
		return this.caller;
	}
}

/** What a responder returns: the JSON body, or a whole answer for anything else. */
export type Reply = { body: Record<string, unknown> } | { answer: Answer };
export type Responder = (call: MethodCall) => Reply;

/** `{success:true}`, with `response` when one is given, and further top-level keys. */
export function ok(response?: unknown, extra: Record<string, unknown> = {}): Reply {
	return {
		body: { success: true, ...(response === undefined ? {} : { response }), ...extra },
	};
}

export const done: Reply = { body: { success: true } };

export interface Page<Item> {
	items: Item[];
	paging: { page: number; total: number; limit: number; pages: number };
}

/** A page counted from 1, newest first; beyond the end it is empty. */
export function pageOf<Item>(all: readonly Item[], page: number, limit: number): Page<Item> {
	const wanted = Math.max(1, page);
	return {
		items: all.slice((wanted - 1) * limit, wanted * limit),
		paging: {
			page: wanted,
			total: all.length,
			limit,
			pages: Math.max(1, Math.ceil(all.length / limit)),
		},
	};
}

export const paged = <Item>(
	call: MethodCall,
	all: readonly Item[],
	limit: number,
	view: (item: Item) => unknown,
): Reply => {
	const { items, paging } = pageOf(all, call.parameters.int('page', 1), limit);
	return ok(items.map(view), { paging });
};
