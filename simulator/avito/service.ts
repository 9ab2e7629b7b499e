import { asError } from '../../lib/errors';
import { bearer } from '../core/bearer';
import { isRecord } from '../core/isRecord';
import { RouteTable, type RouteMatch } from '../core/routes';
import type {
	Answer,
	ResolvedCall,
	ServiceContext,
	ServiceFault,
	SimulatedRequest,
} from '../core/types';
import { authorize, barred, deadToken } from './access';
import { consentDecision, consentPage } from './consent';
import { envelopeA, envelopeF, envelopeH, notFound } from './errors';
import { RateLimits, tooManyRequests } from './limits';
import { avitoRoutes } from './routes';
import { tokenAnswer } from './tokens';
import { AvitoWorld, Refusal, type AvitoRoute } from './world';

/** Answers requests to Avito's hosts. */
export class AvitoGate {
	readonly world: AvitoWorld;

	private readonly routes = new RouteTable<AvitoRoute>(avitoRoutes);

	private readonly limits: RateLimits;

	constructor(context: ServiceContext) {
		this.world = new AvitoWorld(context);
		this.limits = new RateLimits(this.world);
	}

	reset(): void {
		this.world.reset();
		this.limits.clear();
	}

	resolve(request: SimulatedRequest): ResolvedCall {
		const parameters = parametersOf(request);
		if (request.host !== 'api.avito.ru') return this.resolveWeb(request, parameters);
		if (request.path === '/token' || request.path === '/token/') {
			const run = () => this.tokenRequest(request);
			return { operation: `${request.method} /token`, parameters, run };
		}
		const found = this.findRoute(request);
		if ('answer' in found) {
			const { answer, operation } = found;
			return { operation, parameters, run: () => answer() };
		}
		const { operation, params } = found;
		const run = async () => this.runRoute(request, found);
		return { operation, parameters: { ...parameters, ...params }, run };
	}

	/** How Avito itself says what a fault pretends. Captcha and block come as pages of the edge. */
	faultAnswer(fault: ServiceFault, request: SimulatedRequest): Answer {
		switch (fault.kind) {
			case 'rateLimit': {
				const found = this.findRoute(request);
				const family = 'route' in found ? found.route.family : 'other';
				const headers: Record<string, string> =
					fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) };
				return { ...tooManyRequests(family), headers };
			}
			case 'expiredToken': {
				const used = this.world.state.accessTokens.get(bearer(request));
				if (used !== undefined) used.revoked = true;
				return deadToken(this.world);
			}
			case 'captcha':
				return { status: 429, html: '<html><body><h1>Доступ ограничен</h1></body></html>' };
			case 'block':
				return {
					status: 403,
					html: '<html><body><h1>Доступ с вашего IP ограничен</h1></body></html>',
				};
		}
	}

	private resolveWeb(request: SimulatedRequest, parameters: Record<string, unknown>): ResolvedCall {
		const operation = `${request.method} ${request.path}`;
		const run = () => {
			if (request.path === '/oauth' && request.method === 'GET') {
				return consentPage(this.world, request);
			}
			if (request.path === '/oauth' && request.method === 'POST') {
				return consentDecision(this.world, request);
			}
			if (request.path.startsWith('/voice/')) return this.voiceFile(request);
			this.world.context.violation(request, `No page ${operation}`);
			return { status: 404, html: '<html><body><h1>Ошибка 404</h1></body></html>' };
		};
		return { operation, parameters, run };
	}

	/** A few bytes under a link of an hour's life (avito.md 4.5). */
	private voiceFile(request: SimulatedRequest): Answer {
		if (Number(request.query.get('till')) < this.world.now()) return { status: 403 };
		return {
			headers: { 'content-type': 'audio/mp4' },
			bytes: Buffer.from('\0\0\0\x18ftypmp42simulated voice message'),
		};
	}

	private tokenRequest(request: SimulatedRequest): Answer {
		if (request.method !== 'POST') {
			this.world.context.violation(request, 'The token endpoint takes POST only');
			return envelopeA(405, 'Method Not Allowed');
		}
		return tokenAnswer(this.world, request);
	}

	/** The route, or the answer to a path that has none; a wrong slash is a case of its own. */
	private findRoute(
		request: SimulatedRequest,
	): RouteMatch<AvitoRoute> | { operation: string; answer: () => Answer } {
		const exact = this.routes.find(request.method, request.path);
		if (exact !== undefined) return exact;
		const { trailingSlash } = this.world.settings;
		const toggled = request.path.endsWith('/') ? request.path.slice(0, -1) : `${request.path}/`;
		const other = this.routes.find(request.method, toggled);
		if (other !== undefined && trailingSlash === 'lenient') return other;
		const operation = other?.operation ?? `${request.method} ${request.path}`;
		return {
			operation,
			answer: () => {
				this.world.context.violation(
					request,
					other === undefined ? 'No such route' : `The path is documented as ${toggled}`,
				);
				if (other !== undefined && trailingSlash === 'redirect') {
					const location = `${request.baseUrl}/${request.host}${toggled}`;
					const query = request.query.size > 0 ? `?${request.query}` : '';
					return { status: 301, headers: { location: location + query } };
				}
				return notFound();
			},
		};
	}

	private async runRoute(
		request: SimulatedRequest,
		match: RouteMatch<AvitoRoute>,
	): Promise<Answer> {
		const { world } = this;
		const { route, params } = match;
		const isMessenger = route.family === 'messenger';
		const inForm = (answer: Answer) => (isMessenger ? this.messengerForm(answer) : answer);
		const access = authorize(world, request, route);
		if ('answer' in access) return inForm(access.answer);
		const { account, token } = access;
		const { headers, refusal } = this.limits.take(token.clientId, route.family);
		const withHeaders = (answer: Answer) => ({
			...answer,
			headers: { ...headers, ...answer.headers },
		});
		if (refusal !== undefined) return withHeaders(inForm(refusal));
		const bar = barred(route, account, params);
		if (bar !== undefined) return withHeaders(inForm(bar));
		for (const name of new Set(request.query.keys())) {
			if (!(route.query ?? []).includes(name.replace(/\[.*$/, ''))) {
				world.context.violation(request, `Unknown query parameter ${name}`);
			}
		}
		const call = { world, state: world.state, request, params, account, token };
		try {
			return withHeaders(inForm(await route.handle(call)));
		} catch (error) {
			if (error instanceof Refusal) return withHeaders(inForm(error.answer));
			throw asError(error);
		}
	}

	private messengerForm(answer: Answer): Answer {
		const form = this.world.settings.messengerErrors;
		const status = answer.status ?? 200;
		if (form === 'A' || status < 400) return answer;
		const message = messageOf(answer);
		return form === 'F' ? envelopeF(status, message) : { ...envelopeH(status, message), status };
	}
}

function messageOf(answer: Answer): string {
	const { error } = (answer.json ?? {}) as { error?: { message?: string } };
	return error?.message ?? 'Error';
}

/** What faults match on and the log shows. */
function parametersOf(request: SimulatedRequest): Record<string, unknown> {
	const { json } = request.body;
	return {
		...Object.fromEntries(request.query),
		...Object.fromEntries(request.body.fields),
		...(isRecord(json) ? json : {}),
	};
}
