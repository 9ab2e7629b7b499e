import { Refusal, type IntegrationCall, type IntegrationRoutes } from '../gate';
import {
	addNote,
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
import { problemOf, type EntityName } from './setup';
import type { AmoStore, Entity } from './store';

const ENTITIES: readonly EntityName[] = ['leads', 'contacts'];

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
		[`GET ${base}/:id`]: (call) => ({ json: view(store(), kind, known(call), call.request) }),
		[`PATCH ${base}/:id`]: (call) => {
			const entity = known(call);
			const wrong = problemOf(kind, call.input);
			if (wrong !== undefined) throw validation([wrong], 0);
			store().apply(kind, entity, call.input);
			return { json: { id: entity.id, name: entity.name, updated_at: entity.updated_at } };
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
	};
}
