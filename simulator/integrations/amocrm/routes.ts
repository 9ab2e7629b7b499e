import type { Answer, SimulatedRequest } from '../../core/types';
import { isRecord, Refusal, type IntegrationCall, type IntegrationRoutes } from '../gate';
import {
	listOf,
	PIPELINE,
	type AmoStore,
	type Entity,
	type EntityName,
	type EntryProblem,
} from './store';

/** Entries per request and per page (API v4). */
const MOST = 250;
const ENTITIES: readonly EntityName[] = ['leads', 'contacts', 'companies'];

type Fields = Record<string, unknown>;

/** An error in the form of RFC 7807. */
export function problem(status: number, title: string, detail: string, more: Fields = {}): Answer {
	return {
		status,
		headers: { 'content-type': 'application/problem+json' },
		json: { title, type: 'https://httpstatus.es/' + status, status, detail, ...more },
	};
}

/** Every route of one account's API v4. */
export function amoRoutes(store: () => AmoStore): IntegrationRoutes {
	const routes: IntegrationRoutes = {
		'GET /api/v4/account': () => ({
			json: {
				id: 31_000_001,
				name: 'Пример',
				subdomain: 'example',
				current_user_id: 9_000_001,
				country: 'RU',
				currency: 'RUB',
			},
		}),
		'GET /api/v4/users': ({ request }) =>
			page(request, 'users', [{ id: 9_000_001, name: 'Дана', email: 'dana@example.test' }]),
		'GET /api/v4/leads/pipelines': ({ request }) =>
			page(request, 'pipelines', [
				{ ...PIPELINE, statuses: undefined, _embedded: { statuses: PIPELINE.statuses } },
			]),
		'GET /api/v4/tasks': ({ request }) => page(request, 'tasks', store().tasks),
		'POST /api/v4/tasks': ({ request }) => {
			const made = entriesOf(request).map((entry) => addTask(store(), entry));
			return embedded(request, 'tasks', made);
		},
		'POST /api/v4/leads/complex': ({ request }) => complex(store(), request),
	};
	for (const kind of ENTITIES) Object.assign(routes, entityRoutes(store, kind));
	return routes;
}

function entityRoutes(store: () => AmoStore, kind: EntityName): IntegrationRoutes {
	const base = `/api/v4/${kind}`;
	const known = ({ params }: IntegrationCall): Entity => {
		const entity = store().entities[kind].get(Number(params.id));
		if (entity === undefined) throw new Refusal(problem(404, 'Not found', 'Entity not found'));
		return entity;
	};
	return {
		[`GET ${base}`]: ({ request }) => list(store(), kind, request),
		[`POST ${base}`]: ({ request }) => {
			const entries = checked(store(), kind, request);
			const made = entries.map((entry) => {
				const { id } = store().create(kind, entry);
				return { id, ...(entry.request_id === undefined ? {} : { request_id: entry.request_id }) };
			});
			return embedded(request, kind, made);
		},
		[`PATCH ${base}`]: ({ request }) => {
			const changed = checked(store(), kind, request).map((entry) => {
				const entity = store().entities[kind].get(Number(entry.id));
				if (entity === undefined) throw new Refusal(problem(400, 'Bad Request', 'Unknown id'));
				store().apply(kind, entity, entry);
				return { id: entity.id, updated_at: entity.updated_at };
			});
			return embedded(request, kind, changed);
		},
		[`GET ${base}/:id`]: (call) => ({ json: view(store(), kind, known(call), call.request) }),
		[`PATCH ${base}/:id`]: (call) => {
			const entity = known(call);
			const wrong = store().problemOf(kind, call.input);
			if (wrong !== undefined) throw validation([wrong], 0);
			store().apply(kind, entity, call.input);
			return { json: { id: entity.id, name: entity.name, updated_at: entity.updated_at } };
		},
		[`GET ${base}/custom_fields`]: ({ request }) =>
			page(
				request,
				'custom_fields',
				store().fields.filter((field) => field.entity_type === kind),
			),
		[`POST ${base}/:id/link`]: (call) => {
			const { id } = known(call);
			const links = entriesOf(call.request).map((entry) => {
				const to = String(entry.to_entity_type) as EntityName;
				const toId = Number(entry.to_entity_id);
				if (!ENTITIES.includes(to) || !store().entities[to].has(toId)) {
					throw new Refusal(problem(400, 'Bad Request', 'Nothing to link to'), 'Wrong link');
				}
				store().link({ from: kind, fromId: id, to, toId });
				return { entity_id: id, entity_type: kind, to_entity_id: toId, to_entity_type: to };
			});
			return embedded(call.request, 'links', links);
		},
		[`GET ${base}/:id/notes`]: (call) => {
			const { id } = known(call);
			const notes = store().notes.filter(
				(note) => note.entity_type === kind && note.entity_id === id,
			);
			return page(call.request, 'notes', notes);
		},
		[`POST ${base}/:id/notes`]: (call) => {
			const { id } = known(call);
			const made = entriesOf(call.request).map((entry) => addNote(store(), kind, id, entry));
			return embedded(call.request, 'notes', made);
		},
		[`POST ${base}/notes`]: ({ request }) => {
			const made = entriesOf(request).map((entry) => {
				const id = Number(entry.entity_id);
				if (!store().entities[kind].has(id)) {
					throw new Refusal(problem(400, 'Bad Request', 'Unknown entity_id'), 'Unknown entity_id');
				}
				return addNote(store(), kind, id, entry);
			});
			return embedded(request, 'notes', made);
		},
	};
}

/** A JSON list of 1 to 250 entries. */
function entriesOf({ body }: SimulatedRequest): Fields[] {
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

function checked(store: AmoStore, kind: EntityName, request: SimulatedRequest): Fields[] {
	const entries = entriesOf(request);
	for (const [index, entry] of entries.entries()) {
		const wrong = store.problemOf(kind, entry);
		if (wrong !== undefined) throw validation([wrong], index);
	}
	return entries;
}

function validation(errors: EntryProblem[], index: number): Refusal {
	const answer = problem(400, 'Bad Request', 'Request validation failed', {
		'validation-errors': [{ request_id: String(index), errors }],
	});
	return new Refusal(answer, errors.map(({ path, detail }) => `${path}: ${detail}`).join(', '));
}

/** 204 without a body when there is nothing. */
function page(request: SimulatedRequest, name: string, items: readonly object[]): Answer {
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

function embedded(request: SimulatedRequest, name: string, items: readonly object[]): Answer {
	return {
		json: {
			_links: { self: { href: `https://${request.host}${request.path}` } },
			_embedded: { [name]: items },
		},
	};
}

function list(store: AmoStore, kind: EntityName, request: SimulatedRequest): Answer {
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

function view(
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
			companies: linked('companies'),
			...(wanted.includes('contacts') ? { contacts: linked('contacts') } : {}),
			...(wanted.includes('leads') ? { leads: linked('leads') } : {}),
		},
	};
}

function addNote(store: AmoStore, kind: EntityName, entityId: number, entry: Fields) {
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

function addTask(store: AmoStore, entry: Fields) {
	if (typeof entry.text !== 'string' || typeof entry.complete_till !== 'number') {
		throw new Refusal(
			problem(400, 'Bad Request', 'text and complete_till are required'),
			'Task without text or time',
		);
	}
	const task = {
		id: store.takeId(),
		text: entry.text,
		complete_till: entry.complete_till,
		entity_id: typeof entry.entity_id === 'number' ? entry.entity_id : null,
		entity_type: typeof entry.entity_type === 'string' ? entry.entity_type : null,
		is_completed: false,
		task_type_id: 1,
		created_at: store.seconds(),
	};
	store.tasks.push(task);
	return { id: task.id };
}

/** Leads together with their contacts and companies, at most 50. */
function complex(store: AmoStore, request: SimulatedRequest): Answer {
	const entries = checked(store, 'leads', request);
	const made = entries.map((entry) => {
		const inner = isRecord(entry._embedded) ? entry._embedded : {};
		const create = (kind: 'contacts' | 'companies') =>
			listOf(inner[kind]).map((part) => {
				const id = typeof part.id === 'number' ? part.id : store.create(kind, part).id;
				return { id };
			});
		const contacts = create('contacts');
		const companies = create('companies');
		const lead = store.create('leads', {
			...entry,
			_embedded: { ...inner, contacts, companies },
		});
		return {
			id: lead.id,
			contact_id: contacts[0]?.id ?? null,
			company_id: companies[0]?.id ?? null,
			request_id: entry.request_id ?? [],
			merged: false,
		};
	});
	return { json: made };
}
