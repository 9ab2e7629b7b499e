import type { Answer, SimulatedRequest } from '../core/types';
import { envelopeG } from './errors';
import type { AccessToken, AvitoAccount } from './types';
import type { AvitoWorld } from './world';

const YEAR = 365 * 24 * 3_600_000;
const CODE_LIFE = 10 * 60_000;

/** Scopes that a partner application may ask for (avito.md 1.4). */
export const KNOWN_SCOPES = [
	'messenger:read',
	'messenger:write',
	'job:cv',
	'job:applications',
	'job:vacancy',
	'job:write',
	'user:read',
	'user_balance:read',
	'user_operations:read',
	'items:info',
	'items:apply_vas',
	'stats:read',
	'autoload:reports',
	'short_term_rent:read',
	'short_term_rent:write',
	'ah:access',
	'ratings:read',
	'ratings:write',
	'cpxpromo:read',
	'cpxpromo:edit',
];

/** `POST /token` for the three grants (avito.md 1.2 and 1.5). */
export function tokenAnswer(world: AvitoWorld, request: SimulatedRequest): Answer {
	const { body } = request;
	if (body.type !== 'form') {
		world.context.violation(request, 'The token request must be a form');
	}
	const fields = new Map(body.fields);
	const missing = ['grant_type', 'client_id', 'client_secret'].filter((name) => !fields.get(name));
	if (missing.length > 0) {
		world.context.violation(request, `Missing in the form: ${missing.join(', ')}`);
		return refusal(world, 400, 'invalid_request', `Missing parameters: ${missing.join(', ')}`);
	}
	const clientId = fields.get('client_id') ?? '';
	const secret = fields.get('client_secret') ?? '';
	switch (fields.get('grant_type')) {
		case 'client_credentials':
			return personalToken(world, clientId, secret);
		case 'authorization_code':
			return tokenForCode(world, clientId, secret, fields.get('code') ?? '');
		case 'refresh_token':
			return refreshedToken(world, clientId, secret, fields.get('refresh_token') ?? '');
		default:
			world.context.violation(request, 'Unknown grant type');
			return refusal(world, 400, 'unsupported_grant_type', 'The grant type is not supported');
	}
}

function personalToken(world: AvitoWorld, clientId: string, secret: string): Answer {
	const account = world.state.accounts.find((candidate) => candidate.clientId === clientId);
	if (account === undefined && clientId === world.state.application.clientId) {
		return refusal(world, 400, 'unauthorized_client', 'The client may not use this grant type');
	}
	if (account === undefined || account.clientSecret !== secret) return wrongClient(world);
	if (world.settings.newTokenReplacesOld) {
		for (const token of world.state.accessTokens.values()) {
			if (token.clientId === clientId) token.revoked = true;
		}
	}
	const access = issueAccess(world, account.id, clientId, null);
	return { json: tokenFields(world, access) };
}

function tokenForCode(world: AvitoWorld, clientId: string, secret: string, code: string): Answer {
	const { application, codes } = world.state;
	if (clientId !== application.clientId || secret !== application.clientSecret) {
		return wrongClient(world);
	}
	const known = codes.get(code);
	codes.delete(code);
	if (known === undefined || known.expiresAt <= world.now()) {
		return refusal(world, 400, 'invalid_grant', 'The authorization code is wrong, used or expired');
	}
	return pairAnswer(world, known.accountId, clientId, known.scopes);
}

function refreshedToken(world: AvitoWorld, clientId: string, secret: string, old: string): Answer {
	const { application, refreshTokens } = world.state;
	if (clientId !== application.clientId || secret !== application.clientSecret) {
		return wrongClient(world);
	}
	const known = refreshTokens.get(old);
	refreshTokens.delete(old);
	if (known === undefined || known.expiresAt <= world.now()) {
		return refusal(world, 400, 'invalid_grant', 'The refresh token is wrong, used or expired');
	}
	return pairAnswer(world, known.accountId, clientId, known.scopes);
}

function pairAnswer(
	world: AvitoWorld,
	accountId: number,
	clientId: string,
	scopes: string[],
): Answer {
	const { dice, refreshTokens } = world.state;
	const access = issueAccess(world, accountId, clientId, scopes);
	const token = `simulated-refresh-${dice.urlSafe(24)}`;
	refreshTokens.set(token, { token, accountId, clientId, scopes, expiresAt: world.now() + YEAR });
	const fields = tokenFields(world, access);
	return { json: { ...fields, refresh_token: token, scope: scopes.join(',') } };
}

function issueAccess(
	world: AvitoWorld,
	accountId: number,
	clientId: string,
	scopes: string[] | null,
): AccessToken {
	const token = `simulated-access-${world.state.dice.urlSafe(24)}`;
	const expiresAt = world.now() + world.settings.tokenLifeSeconds * 1000;
	const access = { token, accountId, clientId, scopes, expiresAt, revoked: false };
	world.state.accessTokens.set(token, access);
	return access;
}

function tokenFields(world: AvitoWorld, access: AccessToken) {
	return {
		access_token: access.token,
		expires_in: world.settings.tokenLifeSeconds,
		token_type: 'Bearer',
	};
}

function wrongClient(world: AvitoWorld): Answer {
	return refusal(world, 401, 'invalid_client', 'Client authentication failed');
}

function refusal(world: AvitoWorld, status: number, error: string, text: string): Answer {
	return envelopeG(world.settings.tokenErrorsWithStatus200 ? 200 : status, error, text);
}

/** A fresh one-time code for a consent that was given. */
export function issueCode(world: AvitoWorld, account: AvitoAccount, scopes: string[]): string {
	const code = `simulated-code-${world.state.dice.urlSafe(16)}`;
	world.state.codes.set(code, {
		code,
		accountId: account.id,
		clientId: world.state.application.clientId,
		scopes,
		expiresAt: world.now() + CODE_LIFE,
	});
	return code;
}
