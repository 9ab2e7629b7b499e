import { z } from 'zod';
import { asError } from '../../../lib/errors';
import { defineEvent } from '../../core/event';
import { isRecord } from '../../core/isRecord';
import type { Answer, Service, ServiceContext, SimulatedRequest } from '../../core/types';
import { bodyInput, duplicates, nested } from '../gate';
import { CallBucket } from './limit';
import { BitrixStore, fitsFilter, KINDS, MULTI, type Fields, type Kind } from './store';

/** Path of the inbound webhook: `/rest/<user>/<code>/<method>`. */
const DEMO_WEBHOOK = '/rest/1/simulatedbitrixcode/';

const PAGE = 50;
const PER_SECOND = 2;
const METHOD_PATH = /^\/rest\/(\d+)\/([^/]+)\/([\w.]+?)(?:\.json|\.xml)?$/;

type Method = (input: Fields) => unknown;

class BitrixFailure extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		description: string,
	) {
		super(description);
	}
}

/** Bitrix24 REST over an inbound webhook: leads, contacts, comments. */
export function createBitrix24(context: ServiceContext) {
	const now = () => context.clock.now();
	let store = new BitrixStore(now);
	let perSecond: number | null = PER_SECOND;
	let limit = new CallBucket(now);

	const failure = (status: number, error: string, description: string): Answer => ({
		status,
		json: { error, error_description: description },
	});

	const methodOf = (name: string): Method | undefined => {
		if (name === 'crm.timeline.comment.add') {
			return ({ fields }) => {
				const entry = isRecord(fields) ? fields : {};
				store.comments.push({ ID: String(store.comments.length + 1), ...entry });
				return store.comments.length;
			};
		}
		if (name === 'crm.timeline.comment.list') return (input) => list(store.comments, input);
		if (name === 'crm.duplicate.findbycomm') return (input) => findByContact(store, input);
		const [, kind = '', action = ''] = /^crm\.(\w+)\.(\w+)$/.exec(name) ?? [];
		return KINDS.includes(kind as Kind) ? entityMethod(store, kind as Kind, action) : undefined;
	};

	const answer = (request: SimulatedRequest): Answer => {
		const [, user, code, name = ''] = METHOD_PATH.exec(request.path) ?? [];
		if (`/rest/${user}/${code}/` !== DEMO_WEBHOOK) {
			return failure(401, 'INVALID_CREDENTIALS', 'Invalid request credentials');
		}
		if (!limit.take(perSecond)) {
			return failure(503, 'QUERY_LIMIT_EXCEEDED', 'Too many requests');
		}
		const method = methodOf(name.toLowerCase());
		if (method === undefined) {
			context.violation(request, `No method ${name}`);
			return failure(404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!');
		}
		const started = now() / 1_000;
		try {
			const result = method({ ...nested(request.query), ...bodyInput(request) });
			const time = {
				start: started,
				finish: started,
				duration: 0,
				date_start: store.time(),
				date_finish: store.time(),
			};
			return result instanceof Page ? { json: { ...result, time } } : { json: { result, time } };
		} catch (error) {
			if (!(error instanceof BitrixFailure)) throw asError(error);
			return failure(error.status, error.code, error.message);
		}
	};

	const events = {
		/** `perSecond`: the limit, 2 by default; null for none. */
		configure: defineEvent(
			z.object({ perSecond: z.number().int().positive().nullable() }),
			(settings) => {
				perSecond = settings.perSecond;
				return settings;
			},
		),
	};
	return {
		hosts: ['example.bitrix24.ru'],
		reset() {
			store = new BitrixStore(now);
			perSecond = PER_SECOND;
			limit = new CallBucket(now);
		},
		resolve: (request) => ({
			operation: METHOD_PATH.exec(request.path)?.[3] ?? request.path,
			parameters: { ...nested(request.query), ...bodyInput(request) },
			run: () => answer(request),
		}),
		faultAnswer: (fault) =>
			fault.kind === 'rateLimit'
				? failure(503, 'QUERY_LIMIT_EXCEEDED', 'Too many requests')
				: fault.kind === 'expiredToken'
					? failure(401, 'expired_token', 'The access token provided has expired.')
					: failure(403, 'ACCESS_DENIED', 'Access denied'),
		events,
		state: () => ({
			webhook: DEMO_WEBHOOK,
			leads: [...store.entities.lead.values()],
			contacts: [...store.entities.contact.values()],
			comments: store.comments,
			duplicates: {
				leads: duplicates(store.entities.lead.values(), ({ TITLE: title }) => String(title), idOf),
				contacts: duplicates(store.entities.contact.values(), phoneOf, idOf),
			},
		}),
	} satisfies Service<typeof events>;
}

const idOf = ({ ID: id }: Fields) => String(id);

function phoneOf({ PHONE: phones }: Fields): string | undefined {
	const first: unknown = Array.isArray(phones) ? phones[0] : undefined;
	return isRecord(first) ? String(first.VALUE).replaceAll(/\D/g, '') : undefined;
}

/** A list answer: 50 at a time, `next` while there are more. */
class Page {
	constructor(
		readonly result: Fields[],
		readonly total: number,
		readonly next: number | undefined,
	) {}
}

function entityMethod(store: BitrixStore, kind: Kind, action: string): Method | undefined {
	const entities = store.entities[kind];
	const known = (input: Fields): Fields => {
		const entity = entities.get(Number(input.id ?? input.ID));
		if (entity === undefined) throw new BitrixFailure(400, '', 'Not found');
		return entity;
	};
	const fieldsOf = (input: Fields): Fields => {
		if (isRecord(input.fields)) return input.fields;
		throw new BitrixFailure(400, '', "Parameter 'fields' must be array.");
	};
	const methods: Record<string, Method> = {
		add: (input) => store.add(kind, fieldsOf(input)),
		update: (input) => {
			store.change(kind, known(input), fieldsOf(input));
			return true;
		},
		get: (input) => ({ ...known(input) }),
		list: (input) => list([...entities.values()], input),
	};
	return methods[action];
}

/** Without `select` everything but multi fields; `*` says the same. */
function list(entities: Fields[], input: Fields): Page {
	const filter = isRecord(input.filter) ? input.filter : {};
	const [[orderBy = 'ID', direction = 'ASC'] = []] = Object.entries(
		isRecord(input.order) ? input.order : {},
	);
	const select = Array.isArray(input.select) ? input.select.map(String) : ['*'];
	const sign = String(direction).toUpperCase() === 'DESC' ? -1 : 1;
	const value = (entity: Fields) => {
		const text = String(entity[orderBy] ?? '');
		return Number.isNaN(Number(text)) ? text : Number(text);
	};
	const found = entities
		.filter((entity) => {
			const fits = fitsFilter(entity, filter);
			if (fits === undefined) throw new BitrixFailure(400, '', 'The filter is not played here');
			return fits;
		})
		.sort((a, b) => {
			const [left, right] = [value(a), value(b)];
			return left === right ? 0 : sign * (left < right ? -1 : 1);
		});
	const start = Number(input.start ?? 0);
	const shown = start < 0 ? found.slice(0, PAGE) : found.slice(start, start + PAGE);
	const isShown = (name: string) =>
		select.includes(name) || name === 'ID' || (select.includes('*') && !MULTI.includes(name));
	return new Page(
		shown.map((entity) =>
			Object.fromEntries(Object.entries(entity).filter(([name]) => isShown(name))),
		),
		found.length,
		start + PAGE < found.length ? start + PAGE : undefined,
	);
}

/** Ids of leads and contacts with one of the phones or addresses. */
function findByContact(store: BitrixStore, input: Fields): unknown {
	const type = String(input.type ?? '').toUpperCase();
	const wanted = (Array.isArray(input.values) ? input.values : []).map(normalized);
	const found: Record<string, number[]> = {};
	for (const kind of KINDS) {
		const entityType = String(input.entity_type ?? '').toLowerCase();
		if (entityType !== '' && entityType !== kind) continue;
		const ids = [...store.entities[kind].values()]
			.filter((entity) => {
				const parts = entity[type];
				return (
					Array.isArray(parts) &&
					parts.filter(isRecord).some(({ VALUE: text }) => wanted.includes(normalized(text)))
				);
			})
			.map(({ ID: id }) => Number(id));
		if (ids.length > 0) found[kind.toUpperCase()] = ids;
	}
	return Object.keys(found).length === 0 ? [] : found;
}

function normalized(value: unknown): string {
	const text = String(value).toLowerCase();
	return text.includes('@') ? text : text.replaceAll(/\D/g, '');
}
