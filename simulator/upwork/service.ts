import { bearer } from '../core/bearer';
import type {
	Answer,
	ResolvedCall,
	ServiceContext,
	ServiceFault,
	SimulatedRequest,
} from '../core/types';
import { GraphQLRunner, operationName } from './graphql';
import { RateLimits, tooManyRequests } from './limits';
import { cloudflarePage, consentDecision, consentPage, revokeAnswer, tokenAnswer } from './oauth';
import { UpworkWorld } from './world';

const CONSENT_PATH = '/ab/account-security/oauth2/authorize';

/** Answers requests to Upwork's two hosts. */
export class UpworkGate {
	readonly world: UpworkWorld;

	private readonly runner = new GraphQLRunner();

	private readonly limits: RateLimits;

	constructor(context: ServiceContext) {
		this.world = new UpworkWorld(context);
		this.limits = new RateLimits(this.world);
	}

	reset(): void {
		this.world.reset();
		this.limits.clear();
	}

	resolve(request: SimulatedRequest): ResolvedCall {
		if (request.host === 'api.upwork.com' && request.path === '/graphql') {
			const json = request.body.json as { variables?: Record<string, unknown> } | undefined;
			return {
				operation: operationName(request),
				parameters: { ...json?.variables, tenant: tenantHeader(request) },
				run: async () => await this.graphql(request),
			};
		}
		const operation = `${request.method} ${request.path}`;
		const parameters = {
			...Object.fromEntries(request.query),
			...Object.fromEntries(request.body.fields),
		};
		return { operation, parameters, run: () => this.web(request, operation) };
	}

	/** Captcha and block are the page of the edge. */
	faultAnswer(fault: ServiceFault, request: SimulatedRequest): Answer {
		switch (fault.kind) {
			case 'captcha':
			case 'block':
				return cloudflarePage();
			case 'expiredToken':
				this.world.state.accessTokens.delete(bearer(request));
				return unauthenticated();
			case 'rateLimit':
				return tooManyRequests(
					fault.retryAfter === undefined ? undefined : String(fault.retryAfter),
				);
		}
	}

	private web(request: SimulatedRequest, operation: string): Answer {
		const { world } = this;
		const isWeb = request.host === 'www.upwork.com';
		if (isWeb && world.settings.userAgentNeeded && (request.headers['user-agent'] ?? '') === '') {
			return cloudflarePage();
		}
		const routes: Record<string, () => Answer> = {
			[`GET ${CONSENT_PATH}`]: () => consentPage(world, request),
			[`POST ${CONSENT_PATH}`]: () => consentDecision(world, request),
			'POST /api/v3/oauth2/token': () => tokenAnswer(world, request),
			'POST /api/v3/oauth2/token/revoke': () => revokeAnswer(world, request),
		};
		const route = isWeb ? routes[operation] : undefined;
		if (route !== undefined) return route();
		world.context.violation(request, `No route ${operation}`);
		return { status: 404, json: { message: 'Not Found' } };
	}

	private async graphql(request: SimulatedRequest): Promise<Answer> {
		const answer = await this.graphqlAnswer(request);
		const trace = `${request.id.toString(16)}-${this.world.state.dice.hex(16)}`;
		return {
			...answer,
			headers: { 'vnd.eo.request-id': trace, 'vnd-eo-trace-id': trace, ...answer.headers },
		};
	}

	private async graphqlAnswer(request: SimulatedRequest): Promise<Answer> {
		const { world } = this;
		const { state } = world;
		if (request.method !== 'POST') {
			world.context.violation(request, 'GraphQL is POST only');
			return { status: 400, json: { message: 'Bad Request' } };
		}
		if (bearer(request) === '') world.context.violation(request, 'No bearer token');
		const token = state.accessTokens.get(bearer(request));
		const key = state.keys.find(({ clientId }) => clientId === token?.clientId);
		if (token === undefined || key === undefined || token.expiresAt <= world.now()) {
			return unauthenticated();
		}
		const limited = this.limits.take(key.clientId);
		if (limited !== undefined) return limited;
		const tenantId = tenantHeader(request);
		const tenant = state.organizations.find(
			({ id, kind }) => id === tenantId || (tenantId === '' && kind === 'personal'),
		);
		if (tenant === undefined) {
			world.context.violation(request, 'The tenant is not an organization of the user');
			const extensions = { classification: 'ExecutionAborted' };
			return { json: { data: null, errors: [{ message: 'Authorization failed', extensions }] } };
		}
		return await this.runner.answer({ world, request, key, tenant });
	}
}

function tenantHeader(request: SimulatedRequest): string {
	return request.headers['x-upwork-api-tenantid'] ?? '';
}

/** The body is not documented. */
function unauthenticated(): Answer {
	return { status: 401, json: { message: 'Authentication failed' } };
}
