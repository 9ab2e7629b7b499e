import { z } from 'zod';
import { bearer } from '../../core/bearer';
import { defineEvent } from '../../core/event';
import { randomHex } from '../../core/random';
import type { Answer, Service, ServiceContext, SimulatedRequest } from '../../core/types';
import { createGate, duplicates, Refusal, SpanLimit } from '../gate';
import { problem } from './entries';
import { amoRoutes } from './routes';
import { AmoStore, type Entity } from './store';

/** A long-lived token, as an integration's page shows it. */
export const DEMO_TOKEN = 'simulated-amocrm-long-lived-token';

const DAY = 86_400_000;
const PER_SECOND = 7;
const client = { id: 'simulated-amocrm-integration', secret: 'simulated-amocrm-secret' };

/** amoCRM API v4: leads, contacts, notes, tokens. */
export function createAmoCrm(context: ServiceContext) {
	const now = () => context.clock.now();
	let store = new AmoStore(now);
	let tokens = new Map<string, number>([[DEMO_TOKEN, Infinity]]);
	let refreshTokens = new Set<string>(['simulated-amocrm-refresh']);
	let perSecond: number | null = PER_SECOND;
	let limit = new SpanLimit(now, 1_000);

	const exchange = (input: Record<string, unknown>): Answer => {
		const refresh = String(input.refresh_token ?? '');
		if (input.client_id !== client.id || input.client_secret !== client.secret) {
			return problem(401, 'Unauthorized', 'Client authentication failed');
		}
		const isGood =
			input.grant_type === 'authorization_code'
				? input.code === 'simulated-amocrm-code'
				: refreshTokens.delete(refresh);
		if (!isGood) return problem(400, 'Bad Request', 'The token has been revoked or expired');
		const access = randomHex(context.random, 40);
		const next = randomHex(context.random, 40);
		tokens.set(access, now() + DAY);
		refreshTokens.add(next);
		return {
			json: {
				token_type: 'Bearer',
				expires_in: 86_400,
				access_token: access,
				refresh_token: next,
			},
		};
	};

	const admit = (request: SimulatedRequest) => {
		if (request.path === '/oauth2/access_token') return;
		const expiresAt = tokens.get(bearer(request));
		if (expiresAt === undefined || expiresAt <= now()) {
			throw new Refusal(problem(401, 'Unauthorized', 'Unauthorized'));
		}
		if (!limit.take(perSecond)) throw new Refusal({ status: 429, text: 'Too Many Requests' });
	};

	const resolve = createGate({
		context,
		admit,
		unknown: () => problem(404, 'Not found', 'Page not found'),
		routes: {
			...amoRoutes(() => store),
			'POST /oauth2/access_token': ({ input }) => exchange(input),
		},
	});

	const events = {
		/** `perSecond`: the limit, 7 by default; null for none. */
		configure: defineEvent(
			z.object({ perSecond: z.number().int().positive().nullable() }),
			(settings) => {
				perSecond = settings.perSecond;
				return settings;
			},
		),
		/** Every token but the long-lived one dies. */
		revokeTokens: defineEvent(z.object({ longLivedToo: z.boolean().default(false) }), (input) => {
			tokens = new Map(input.longLivedToo ? [] : [[DEMO_TOKEN, Infinity]]);
			return { ok: true };
		}),
	};
	return {
		hosts: ['example.amocrm.ru'],
		reset() {
			store = new AmoStore(now);
			tokens = new Map([[DEMO_TOKEN, Infinity]]);
			refreshTokens = new Set(['simulated-amocrm-refresh']);
			perSecond = PER_SECOND;
			limit = new SpanLimit(now, 1_000);
		},
		resolve,
		faultAnswer: (fault) =>
			fault.kind === 'rateLimit'
				? { status: 429, text: 'Too Many Requests' }
				: fault.kind === 'expiredToken'
					? problem(401, 'Unauthorized', 'Unauthorized')
					: problem(403, 'Forbidden', 'Account is blocked'),
		events,
		state: () => ({
			token: DEMO_TOKEN,
			client: client.id,
			leads: [...store.entities.leads.values()],
			contacts: [...store.entities.contacts.values()],
			notes: store.notes,
			links: store.links,
			duplicates: {
				leads: duplicates(
					store.entities.leads.values(),
					({ name }) => name,
					({ id }) => id,
				),
				contacts: duplicates(store.entities.contacts.values(), phoneOf, ({ id }) => id),
			},
		}),
	} satisfies Service<typeof events>;
}

function phoneOf(entity: Entity): string | undefined {
	const phones = entity.custom_fields_values?.find(({ field_code: code }) => code === 'PHONE');
	const digits = String(phones?.values[0]?.value ?? '').replaceAll(/\D/g, '');
	return digits === '' ? undefined : digits;
}
