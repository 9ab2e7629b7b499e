import { escapeHtml, hiddenInput, htmlPage } from '../core/html';
import type { Answer, SimulatedRequest } from '../core/types';
import type { ApiKey } from './types';
import type { UpworkWorld } from './world';

const CODE_LIFE = 10 * 60_000;

const oauthError = (status: number, error: string, description: string): Answer => ({
	status,
	json: { error, error_description: description },
});

/** The page of the edge that is no JSON (upwork.md 1.4). */
export function cloudflarePage(): Answer {
	return {
		status: 403,
		html: '<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>',
	};
}

/** `POST /api/v3/oauth2/token` (upwork.md 1.1 to 1.4). */
export function tokenAnswer(world: UpworkWorld, request: SimulatedRequest): Answer {
	if (world.settings.cloudflareOnToken) return cloudflarePage();
	if (request.body.type !== 'form') {
		world.context.violation(request, 'The token request must be a form');
	}
	const fields = new URLSearchParams(request.body.fields);
	const grant = fields.get('grant_type');
	const basic = basicCredentials(request);
	const fromHeader = grant === 'authorization_code' ? basic : undefined;
	const clientId = fields.get('client_id') ?? fromHeader?.id;
	const secret = fields.get('client_secret') ?? fromHeader?.secret ?? basic?.secret;
	if (clientId === undefined || clientId === '') {
		world.context.violation(request, 'client_id must be in the body');
		return oauthError(400, 'invalid_request', 'Missing parameters: client_id');
	}
	const key = world.state.keys.find((candidate) => candidate.clientId === clientId);
	if (key === undefined || key.clientSecret !== secret) {
		return oauthError(401, 'invalid_client', 'Client authentication failed');
	}
	switch (grant) {
		case 'authorization_code':
			return exchange(world, key, fields);
		case 'refresh_token':
			return refresh(world, key, fields.get('refresh_token') ?? '');
		case 'client_credentials':
			return key.serviceAccount
				? { json: accessFields(world, key) }
				: oauthError(400, 'unauthorized_client', 'The key may not use this grant');
		default:
			world.context.violation(request, `Unknown grant_type ${String(grant)}`);
			return oauthError(400, 'unsupported_grant_type', 'The grant type is not supported');
	}
}

function exchange(world: UpworkWorld, key: ApiKey, fields: URLSearchParams): Answer {
	const { codes } = world.state;
	const code = codes.get(fields.get('code') ?? '');
	if (code !== undefined) codes.delete(code.code);
	const isGood =
		code !== undefined &&
		code.clientId === key.clientId &&
		code.expiresAt > world.now() &&
		code.redirectUri === fields.get('redirect_uri');
	if (!isGood)
		return oauthError(400, 'invalid_grant', 'Authorization code is wrong, used or expired');
	return { json: pairFields(world, key) };
}

/** Rotation: a new pair, and a day of grace for the old refresh token (upwork.md 1.3). */
function refresh(world: UpworkWorld, key: ApiKey, token: string): Answer {
	const { settings, state } = world;
	const known = state.refreshTokens.get(token);
	if (known === undefined || known.clientId !== key.clientId || known.expiresAt <= world.now()) {
		return oauthError(
			400,
			'invalid_grant',
			'Refresh token is expired or revoked or not registered',
		);
	}
	known.expiresAt = Math.min(known.expiresAt, world.now() + settings.refreshGraceSeconds * 1_000);
	return { json: pairFields(world, key) };
}

function accessFields(world: UpworkWorld, key: ApiKey) {
	const { settings, state } = world;
	const token = `oauth2v2_${state.dice.hex(32)}`;
	state.accessTokens.set(token, {
		token,
		clientId: key.clientId,
		personId: state.viewer.id,
		expiresAt: world.now() + settings.accessTokenSeconds * 1_000,
	});
	return {
		access_token: token,
		token_type: 'Bearer',
		expires_in: settings.accessTokenSeconds,
	};
}

function pairFields(world: UpworkWorld, key: ApiKey) {
	const { settings, state } = world;
	const token = `oauth2v2_${state.dice.hex(32)}`;
	state.refreshTokens.set(token, {
		token,
		clientId: key.clientId,
		personId: state.viewer.id,
		expiresAt: world.now() + settings.refreshTokenSeconds * 1_000,
	});
	return { ...accessFields(world, key), refresh_token: token };
}

/** `POST /api/v3/oauth2/token/revoke`: the token is unusable from now on. */
export function revokeAnswer(world: UpworkWorld, request: SimulatedRequest): Answer {
	const fields = new URLSearchParams(request.body.fields);
	const token = fields.get('token') ?? '';
	world.state.accessTokens.delete(token);
	world.state.refreshTokens.delete(token);
	return { status: 200 };
}

function basicCredentials(request: SimulatedRequest): { id: string; secret: string } | undefined {
	const header = request.headers.authorization ?? '';
	if (!header.startsWith('Basic ')) return undefined;
	const text = Buffer.from(header.slice('Basic '.length), 'base64').toString('utf8');
	const colon = text.indexOf(':');
	return {
		id: decodeURIComponent(text.slice(0, colon)),
		secret: decodeURIComponent(text.slice(colon + 1)),
	};
}

/** `GET /ab/account-security/oauth2/authorize`: a form with two buttons. */
export function consentPage(world: UpworkWorld, request: SimulatedRequest): Answer {
	const { query } = request;
	const checked = checkAuthorize(world, request, query);
	if ('answer' in checked) return checked.answer;
	if (world.settings.autoConsent) return allowed(world, checked.key, query);
	const hidden = ['response_type', 'client_id', 'redirect_uri', 'state']
		.filter((name) => query.has(name))
		.map((name) => hiddenInput(name, query.get(name) ?? ''))
		.join('');
	return {
		html: htmlPage(
			'en',
			'Authorize application',
			`<p>${escapeHtml(checked.key.name)} asks to act for ${escapeHtml(world.state.viewer.name ?? '')}.</p>
<form method="post">${hidden}
<button name="decision" value="allow">Approve</button>
<button name="decision" value="deny">Cancel</button></form>`,
		),
	};
}

/** The answer to the form. */
export function consentDecision(world: UpworkWorld, request: SimulatedRequest): Answer {
	const fields = new URLSearchParams(request.body.fields);
	const checked = checkAuthorize(world, request, fields);
	if ('answer' in checked) return checked.answer;
	return fields.get('decision') === 'allow'
		? allowed(world, checked.key, fields)
		: backTo(fields, { error: 'access_denied' });
}

function checkAuthorize(
	world: UpworkWorld,
	request: SimulatedRequest,
	query: URLSearchParams,
): { key: ApiKey } | { answer: Answer } {
	const key = world.state.keys.find(({ clientId }) => clientId === query.get('client_id'));
	const redirectUri = query.get('redirect_uri') ?? '';
	const problem =
		key === undefined
			? 'Unknown client_id'
			: !key.redirectUris.includes(redirectUri)
				? 'redirect_uri is not registered on the key'
				: query.get('response_type') !== 'code'
					? 'response_type must be code'
					: undefined;
	if (key === undefined || problem !== undefined) {
		world.context.violation(request, problem ?? 'Unknown client_id');
		return {
			answer: { status: 400, html: htmlPage('en', 'Error', `<p>${escapeHtml(problem ?? '')}</p>`) },
		};
	}
	if ((query.get('scope') ?? '') !== '') {
		world.context.violation(request, 'A scope in the authorize URL is refused');
		return { answer: backTo(query, { error: 'invalid_scope' }) };
	}
	return { key };
}

function allowed(world: UpworkWorld, key: ApiKey, query: URLSearchParams): Answer {
	const code = world.state.dice.hex(32);
	world.state.codes.set(code, {
		code,
		clientId: key.clientId,
		redirectUri: query.get('redirect_uri') ?? '',
		expiresAt: world.now() + CODE_LIFE,
	});
	return backTo(query, { code });
}

function backTo(query: URLSearchParams, values: Record<string, string>): Answer {
	const target = new URL(query.get('redirect_uri') ?? '');
	for (const [name, value] of Object.entries(values)) target.searchParams.set(name, value);
	const state = query.get('state');
	if (state !== null) target.searchParams.set('state', state);
	return { status: 302, headers: { location: target.href } };
}
