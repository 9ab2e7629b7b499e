import { Refusal, type IntegrationCall, type IntegrationRoutes } from '../gate';
import {
	addNote,
	addTask,
	checked,
	complex,
	embedded,
	entriesOf,
	list,
	page,
	problem,
	validation,
	view,
} from './entries';
import { FIELDS, PIPELINE, problemOf, type EntityName } from './setup';
import type { AmoStore, Entity } from './store';

const ENTITIES: readonly EntityName[] = ['leads', 'contacts', 'companies'];

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
			const entries = checked(kind, request);
			const made = entries.map((entry) => {
				const { id } = store().create(kind, entry);
				return { id, ...(entry.request_id === undefined ? {} : { request_id: entry.request_id }) };
			});
			return embedded(request, kind, made);
		},
		[`PATCH ${base}`]: ({ request }) => {
			const changed = checked(kind, request).map((entry) => {
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
			const wrong = problemOf(kind, call.input);
			if (wrong !== undefined) throw validation([wrong], 0);
			store().apply(kind, entity, call.input);
			return { json: { id: entity.id, name: entity.name, updated_at: entity.updated_at } };
		},
		[`GET ${base}/custom_fields`]: ({ request }) =>
			page(
				request,
				'custom_fields',
				FIELDS.filter((field) => field.entity_type === kind),
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
