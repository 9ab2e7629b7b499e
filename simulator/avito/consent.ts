import { escapeHtml, hiddenInput, htmlPage } from '../core/html';
import { isLoopback } from '../core/outbound';
import type { Answer, SimulatedRequest } from '../core/types';
import { mainAccount } from './state';
import { issueCode, KNOWN_SCOPES } from './tokens';
import type { AvitoWorld } from './world';

/**
 * `https://avito.ru/oauth`: the page on which the owner of an account lets an application in
 * (avito.md 1.3). The form posts back to the same address.
 */
export function consentPage(world: AvitoWorld, request: SimulatedRequest): Answer {
	const { query } = request;
	const { application } = world.state;
	const problem = problemOf(world, query);
	if (problem !== undefined) {
		world.context.violation(request, problem);
		return { status: 400, html: htmlPage('ru', 'Ошибка', `<p>${escapeHtml(problem)}</p>`) };
	}
	const hidden = ['client_id', 'scope', 'state', 'redirect_uri']
		.map((name) => hiddenInput(name, query.get(name) ?? ''))
		.join('');
	const scopes = scopesOf(query.get('scope') ?? '');
	return {
		html: htmlPage(
			'ru',
			'Доступ к аккаунту Авито',
			`<p>Приложение «${escapeHtml(application.name)}» просит доступ к аккаунту ${escapeHtml(mainAccount(world.state).name)}:</p>
<ul>${scopes.map((scope) => `<li>${escapeHtml(scope)}</li>`).join('')}</ul>
<form method="post">${hidden}
<button name="decision" value="allow">Разрешить</button>
<button name="decision" value="deny">Отказать</button></form>`,
		),
	};
}

/** The answer to the form: back to the application with a code, or with `access_denied`. */
export function consentDecision(world: AvitoWorld, request: SimulatedRequest): Answer {
	const fields = new URLSearchParams(request.body.fields);
	fields.set('response_type', 'code');
	const problem = problemOf(world, fields);
	if (problem !== undefined) {
		world.context.violation(request, problem);
		return { status: 400, html: htmlPage('ru', 'Ошибка', `<p>${escapeHtml(problem)}</p>`) };
	}
	const target = new URL(fields.get('redirect_uri') || world.state.application.redirectUri);
	if (fields.get('decision') === 'allow') {
		const scopes = scopesOf(fields.get('scope') ?? '');
		target.searchParams.set('code', issueCode(world, mainAccount(world.state), scopes));
	} else target.searchParams.set('error', 'access_denied');
	const state = fields.get('state');
	if (state !== null && state !== '') target.searchParams.set('state', state);
	return { status: 302, headers: { location: target.href } };
}

function problemOf(world: AvitoWorld, query: URLSearchParams): string | undefined {
	if (query.get('response_type') !== 'code') return 'response_type must be code';
	if (query.get('client_id') !== world.state.application.clientId) return 'Unknown client_id';
	const redirect = query.get('redirect_uri') ?? '';
	if (
		redirect !== '' &&
		redirect !== world.state.application.redirectUri &&
		!isLoopback(redirect)
	) {
		return 'redirect_uri is not the one of the application';
	}
	const unknown = scopesOf(query.get('scope') ?? '').filter(
		(scope) => !KNOWN_SCOPES.includes(scope),
	);
	return unknown.length > 0 ? `Unknown scopes: ${unknown.join(', ')}` : undefined;
}

/** Commas as documented, spaces as some clients send them. */
function scopesOf(text: string): string[] {
	return text.split(/[,\s]+/).filter((scope) => scope !== '');
}
