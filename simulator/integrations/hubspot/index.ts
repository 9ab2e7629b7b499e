import { z } from 'zod';
import { bearer } from '../../core/bearer';
import { defineEvent } from '../../core/event';
import { createDice } from '../../core/dice';
import { isRecord } from '../../core/isRecord';
import type { Answer, Service, ServiceContext, SimulatedRequest } from '../../core/types';
import { createGate, duplicates, Refusal, SpanLimit, type IntegrationRoutes } from '../gate';
import { fitsSearch } from './search';
import { HubSpotStore, PROPERTIES, type HubSpotObject, type Properties } from './store';
import { askedProperties, associations, pageOf, view } from './views';

/** Token of a private app. */
const DEMO_APP = 'pat-eu1-simulated-hubspot-token';

const PER_TEN_SECONDS = 100;

/** HubSpot CRM v3: contacts, deals and notes with search. */
export function createHubSpot(context: ServiceContext) {
	const now = () => context.clock.now();
	const dice = createDice(context.random);
	let store = new HubSpotStore(now);
	let perTenSeconds: number | null = PER_TEN_SECONDS;
	let limit = new SpanLimit(now, 10_000);

	const failure = (status: number, category: string, message: string): Answer => ({
		status,
		json: { status: 'error', message, correlationId: dice.uuid(), category },
	});
	const notFound = () => new Refusal(failure(404, 'OBJECT_NOT_FOUND', 'resource not found'));
	const invalid = (message: string) =>
		new Refusal(failure(400, 'VALIDATION_ERROR', message), message);

	const typeOf = (params: Record<string, string>): string => {
		const type = params.type ?? '';
		if (!(type in PROPERTIES)) throw invalid(`Unable to infer object type from: ${type}`);
		return type;
	};
	const propertiesOf = (type: string, given: unknown): Properties => {
		const properties = isRecord(given) ? given : {};
		const unknown = Object.keys(properties).find((name) => !PROPERTIES[type]?.includes(name));
		if (unknown !== undefined) throw invalid(`Property "${unknown}" does not exist`);
		return Object.fromEntries(
			Object.entries(properties).map(([name, value]) => [
				name,
				value === null || value === undefined ? null : String(value),
			]),
		);
	};
	const known = (type: string, request: SimulatedRequest, id: string): HubSpotObject => {
		const object = store.find(type, id, request.query.get('idProperty'));
		if (object === undefined || object.archived) throw notFound();
		return object;
	};
	const create = (type: string, entry: Record<string, unknown>): HubSpotObject => {
		const properties = propertiesOf(type, entry.properties);
		const existing = store.conflict(type, properties);
		if (existing !== undefined) {
			const text = `Contact already exists. Existing ID: ${existing.id}`;
			const value = `${existing.id} already has that value.`;
			throw new Refusal(
				existing.name === 'email'
					? failure(409, 'CONFLICT', text)
					: failure(400, 'VALIDATION_ERROR', value),
			);
		}
		return store.create(type, properties, entry.associations);
	};
	const base = '/crm/v3/objects/:type';
	const routes: IntegrationRoutes = {
		[`GET ${base}`]: ({ params, request }) => {
			const type = typeOf(params);
			const archived = request.query.get('archived') === 'true';
			const found = [...store.of(type).values()].filter((object) => object.archived === archived);
			const shown = askedProperties(type, request.query.getAll('properties'));
			const after = request.query.get('after');
			return { json: pageOf(found, Number(request.query.get('limit') ?? 10), after, shown) };
		},
		[`POST ${base}`]: ({ params, input }) => {
			const type = typeOf(params);
			const object = create(type, input);
			return { status: 201, json: view(object, Object.keys(object.properties)) };
		},
		[`GET ${base}/:id`]: ({ params, request }) => {
			const type = typeOf(params);
			const object = known(type, request, params.id ?? '');
			const shown = askedProperties(type, request.query.getAll('properties'));
			const json = view(object, shown);
			const wanted = (request.query.get('associations') ?? '').split(',').filter(Boolean);
			return { json: wanted.length > 0 ? { ...json, ...associations(object, wanted) } : json };
		},
		[`PATCH ${base}/:id`]: ({ params, request, input }) => {
			const type = typeOf(params);
			const object = known(type, request, params.id ?? '');
			const properties = propertiesOf(type, input.properties);
			if (store.conflict(type, properties, object.id) !== undefined) {
				throw new Refusal(failure(409, 'CONFLICT', 'A contact with that email already exists'));
			}
			store.update(object, properties);
			return { json: view(object, Object.keys(object.properties)) };
		},
		[`DELETE ${base}/:id`]: ({ params }) => {
			const object = store.of(typeOf(params)).get(params.id ?? '');
			if (object !== undefined) object.archived = true;
			return { status: 204 };
		},
		[`POST ${base}/search`]: ({ params, input }) => {
			const type = typeOf(params);
			const refuse = (operator: string): never => {
				throw invalid(`Operator ${operator} is not played here`);
			};
			const [sort] = Array.isArray(input.sorts) ? input.sorts.filter(isRecord) : [];
			const found = [...store.of(type).values()].filter(
				(object) => !object.archived && fitsSearch(object, input.filterGroups, refuse),
			);
			if (sort?.direction === 'DESCENDING') found.reverse();
			const asked = Array.isArray(input.properties) ? input.properties.map(String) : [];
			const after = input.after === undefined ? null : String(input.after);
			const page = pageOf(found, Number(input.limit ?? 10), after, askedProperties(type, asked));
			return { json: { total: found.length, ...page } };
		},
	};

	const resolve = createGate({
		context,
		routes,
		unknown: () => failure(404, 'OBJECT_NOT_FOUND', 'Unable to find the requested path'),
		admit(request) {
			if (bearer(request) !== DEMO_APP) {
				const text = 'Authentication credentials not found';
				throw new Refusal(failure(401, 'INVALID_AUTHENTICATION', text));
			}
			if (!limit.take(perTenSeconds)) {
				throw new Refusal(failure(429, 'RATE_LIMITS', 'You have reached your ten_secondly limit.'));
			}
		},
	});
	const events = {
		/** `perTenSeconds`: the limit, 100 by default; null for none. */
		configure: defineEvent(
			z.object({ perTenSeconds: z.number().int().positive().nullable() }),
			(settings) => {
				perTenSeconds = settings.perTenSeconds;
				return settings;
			},
		),
	};
	return {
		hosts: ['api.hubapi.com'],
		reset() {
			store = new HubSpotStore(now);
			perTenSeconds = PER_TEN_SECONDS;
			limit = new SpanLimit(now, 10_000);
		},
		resolve,
		faultAnswer: (fault) =>
			fault.kind === 'rateLimit'
				? failure(429, 'RATE_LIMITS', 'You have reached your ten_secondly limit.')
				: failure(401, 'EXPIRED_AUTHENTICATION', 'The OAuth token used to make this call expired'),
		events,
		state: () => ({
			token: DEMO_APP,
			...Object.fromEntries([...store.objects].map(([type, map]) => [type, [...map.values()]])),
			duplicates: {
				contacts: duplicates(
					store.of('contacts').values(),
					({ properties }) => properties.phone ?? undefined,
					({ id }) => id,
				),
				deals: duplicates(
					store.of('deals').values(),
					({ properties }) => properties.dealname ?? undefined,
					({ id }) => id,
				),
			},
		}),
	} satisfies Service<typeof events>;
}
