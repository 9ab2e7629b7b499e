import { bearer } from '../core/bearer';
import type { Answer, SimulatedRequest } from '../core/types';
import { envelopeA, envelopeE, forbidden, unauthorized } from './errors';
import type { AccessToken, AvitoAccount } from './types';
import type { AvitoRoute, AvitoWorld } from './world';

/** Whose call it is, or the answer to a call that no good token came with. */
export function authorize(
	world: AvitoWorld,
	request: SimulatedRequest,
	route: AvitoRoute,
): { account: AvitoAccount; token: AccessToken } | { answer: Answer } {
	const { state } = world;
	const given = bearer(request);
	if (given === '') world.context.violation(request, 'No bearer token');
	const token = state.accessTokens.get(given);
	const account = state.accounts.find((candidate) => candidate.id === token?.accountId);
	if (token === undefined || account === undefined) return { answer: unknownToken(route) };
	if (token.revoked || token.expiresAt <= world.now()) return { answer: deadToken(world) };
	if (token.scopes !== null && route.scope !== null && !token.scopes.includes(route.scope)) {
		return { answer: forbidden() };
	}
	return { account, token };
}

function unknownToken(route: AvitoRoute): Answer {
	return route.envelope === 'E' ? envelopeE(401, 'unauthorized', 'Unauthorized') : unauthorized();
}

/** Avito says it in one of three ways, which a setting chooses between. */
export function deadToken(world: AvitoWorld): Answer {
	const status = world.settings.expiredTokenStatus;
	if (status === 200) return { json: { error: { code: 401, message: 'invalid access token' } } };
	return status === 401 ? unauthorized() : forbidden('Invalid access token');
}

/** Tariff, foreign account ids and employees' keys (avito.md 1.6, 3.1, 4.1). */
export function barred(
	route: AvitoRoute,
	account: AvitoAccount,
	params: Record<string, string>,
): Answer | undefined {
	if (params.user_id !== undefined && params.user_id !== String(account.id)) return forbidden();
	if (route.tariff !== undefined && !account.hasSubscription) {
		return envelopeA(402, 'Подключите подписку, чтобы пользоваться API');
	}
	if (route.tariff === 'messenger' && account.isEmployee && !route.worksForEmployees) {
		return forbidden('Доступно только основному аккаунту компании');
	}
	return undefined;
}
