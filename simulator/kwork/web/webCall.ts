import type { Answer, SimulatedRequest } from '../../core/types';
import type { User } from '../model';
import type { Parameters } from '../parameters';
import type { World } from '../world';

export interface WebRoute {
	method: 'GET' | 'POST';
	/** For the request log and fault control, with `:id` for ids. */
	name: string;
	pattern: RegExp;
	run(call: WebCall, ids: Record<string, string>): Answer;
}

/** `route('GET', '/wants/:id/check_offer_notify', ...)`; ids are digits. */
export const route = (
	method: WebRoute['method'],
	name: string,
	run: WebRoute['run'],
): WebRoute => ({
	method,
	name,
	pattern: new RegExp(`^${name.replace(/:(\w+)/g, '(?<$1>\\d+)')}$`),
	run,
});

/** One request to the site, with its session. */
export class WebCall {
	constructor(
		readonly world: World,
		readonly request: SimulatedRequest,
		readonly parameters: Parameters,
		readonly violation: (text: string) => void,
	) {}

	/** The session of the cookie, when it is alive. */
	get session() {
		return this.world.webSessions.get(this.request.cookies.RORSSQIHEK ?? '');
	}

	get user(): User | undefined {
		return this.session && this.world.user(this.session.userId);
	}

	/** Whether the CSRF value came as header or field, as the site's own script sends it. */
	get csrfFits(): boolean {
		const expected = this.session?.csrf;
		if (expected === undefined) return false;
		const { headers } = this.request;
		const sent = [
			headers['x-csrf-token'],
			headers['x-xsrf-token'],
			this.parameters.text('csrftoken'),
		];
		return sent.includes(expected);
	}
}

export const loginRedirect = (): Answer => ({
	status: 302,
	headers: { location: '/kwork.ru/login' },
});

/** An XHR of a dead session: the site sends its login page or a 403 page. */
export const deadSession = (): Answer => ({
	status: 403,
	html: '<!DOCTYPE html><html><head><title>Вход</title></head><body>Необходимо войти</body></html>',
});

/**
 * What every XHR of the form must bring (kwork.md 6.2): a living session, the CSRF value, the
 * marks of a script's request. The last ones are only listed as violations.
 */
export function checkXhr(call: WebCall): Answer | undefined {
	if (call.session === undefined) return deadSession();
	if (!call.csrfFits) {
		call.violation('The CSRF token is missing or wrong');
		return { status: 403, json: { success: false, error: 'CSRF token mismatch' } };
	}
	if (call.request.headers['x-requested-with'] !== 'XMLHttpRequest') {
		call.violation('X-Requested-With: XMLHttpRequest is missing');
	}
	return undefined;
}
