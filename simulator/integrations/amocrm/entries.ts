import { isRecord } from '../../core/isRecord';
import type { Answer, SimulatedRequest } from '../../core/types';
import { Refusal } from '../gate';
import { problemOf, type EntityName, type EntryProblem } from './setup';
import { listOf, type AmoStore, type Entity } from './store';

/** Entries per request and per page (API v4). */
const MOST = 250;

type Fields = Record<string, unknown>;

/** An error in the form of RFC 7807. */
export function problem(status: number, title: string, detail: string, more: Fields = {}): Answer {
	return {
		status,
		headers: { 'content-type': 'application/problem+json' },
		json: { title, type: 'https://httpstatus.es/' + status, status, detail, ...more },
	};
}

/** A JSON list of 1 to 250 entries. */
export function entriesOf({ body }: SimulatedRequest): Fields[] {
	const entries = listOf(body.json);
	if (!Array.isArray(body.json) || entries.length === 0) {
		throw new Refusal(
			problem(400, 'Bad Request', 'Request body must be a JSON array'),
			'The body must be a list',
		);
	}
	if (entries.length > MOST) {
		throw new Refusal(problem(400, 'Bad Request', 'Too many entries'), `More than ${MOST} entries`);
	}
	return entries;
}

export function checked(kind: EntityName, request: SimulatedRequest): Fields[] {
	const entries = entriesOf(request);
	for (const [index, entry] of entries.entries()) {
		const wrong = problemOf(kind, entry);
		if (wrong !== undefined) throw validation([wrong], index);
	}
	return entries;
}

export function validation(errors: EntryProblem[], index: number): Refusal {
	const answer = problem(400, 'Bad Request', 'Request validation failed', {
		'validation-errors': [{ request_id: String(index), errors }],
	});
	return new Refusal(answer, errors.map(({ path, detail }) => `${path}: ${detail}`).join(', '));
}

/** 204 without a body when there is nothing. */
export function page(request: SimulatedRequest, name: string, items: readonly object[]): Answer {
	const limit = Math.min(Number(request.query.get('limit') ?? 50) || 50, MOST);
	if (Number(request.query.get('limit') ?? 0) > MOST) {
		throw new Refusal(problem(400, 'Bad Request', 'limit is 250 at most'), 'limit over 250');
	}
	const number = Math.max(1, Number(request.query.get('page') ?? 1) || 1);
	const shown = items.slice((number - 1) * limit, number * limit);
	if (shown.length === 0) return { status: 204 };
	const link = (target: number) => {
		const query = new URLSearchParams(request.query);
		query.set('page', String(target));
		return { href: `https://${request.host}${request.path}?${query}` };
	};
	return {
		headers: { 'content-type': 'application/hal+json' },
		json: {
			_page: number,
			_links: {
				self: link(number),
				...(number * limit < items.length ? { next: link(number + 1) } : {}),
			},
			_embedded: { [name]: shown },
		},
	};
}

export function embedded(
	request: SimulatedRequest,
	name: string,
	items: readonly object[],
): Answer {
	return {
		json: {
			_links: { self: { href: `https://${request.host}${request.path}` } },
			_embedded: { [name]: items },
		},
	};
}

export function list(store: AmoStore, kind: EntityName, request: SimulatedRequest): Answer {
	const wanted = (request.query.get('query') ?? '').toLowerCase();
	const ids = [...request.query]
		.filter(([name]) => /^filter\[id\]/.test(name))
		.flatMap(([, value]) => value.split(',').map(Number));
	const descending = request.query.get('order[created_at]') === 'desc';
	const found = [...store.entities[kind].values()]
		.filter((entity) => store.textOf(entity).includes(wanted))
		.filter((entity) => ids.length === 0 || ids.includes(entity.id))
		.sort((a, b) => (descending ? b.id - a.id : a.id - b.id));
	return page(
		request,
		kind,
		found.map((entity) => view(store, kind, entity, request)),
	);
}

export function view(
	store: AmoStore,
	kind: EntityName,
	entity: Entity,
	request: SimulatedRequest,
): Fields {
	const { tags, ...fields } = entity;
	const wanted = (request.query.get('with') ?? '').split(',');
	const linked = (to: EntityName) => [
		...store.links
			.filter((link) => link.from === kind && link.fromId === entity.id && link.to === to)
			.map(({ toId }) => ({ id: toId })),
		...store.links
			.filter((link) => link.to === kind && link.toId === entity.id && link.from === to)
			.map(({ fromId }) => ({ id: fromId })),
	];
	return {
		...fields,
		account_id: 31_000_001,
		_links: { self: { href: `https://${request.host}/api/v4/${kind}/${entity.id}` } },
		_embedded: {
			tags,
			...(wanted.includes('contacts') ? { contacts: linked('contacts') } : {}),
			...(wanted.includes('leads') ? { leads: linked('leads') } : {}),
		},
	};
}

export function addNote(store: AmoStore, kind: EntityName, entityId: number, entry: Fields) {
	const params = isRecord(entry.params) ? entry.params : {};
	if (entry.note_type === 'common' && typeof params.text !== 'string') {
		throw new Refusal(problem(400, 'Bad Request', 'params.text is required'), 'Note without text');
	}
	const note = {
		id: store.takeId(),
		entity_type: kind,
		entity_id: entityId,
		note_type: String(entry.note_type ?? 'common'),
		params,
		created_at: store.seconds(),
	};
	store.notes.push(note);
	return { id: note.id, entity_id: entityId };
}

/** Leads together with their contacts, at most 50. */
export function complex(store: AmoStore, request: SimulatedRequest): Answer {
	const entries = checked('leads', request);
	const made = entries.map((entry) => {
		const inner = isRecord(entry._embedded) ? entry._embedded : {};
		const contacts = listOf(inner.contacts).map((part) => ({
			id: typeof part.id === 'number' ? part.id : store.create('contacts', part).id,
		}));
		const lead = store.create('leads', { ...entry, _embedded: { ...inner, contacts } });
		return {
			id: lead.id,
			contact_id: contacts[0]?.id ?? null,
			company_id: null,
			request_id: entry.request_id ?? [],
			merged: false,
		};
	});
	return { json: made };
}
