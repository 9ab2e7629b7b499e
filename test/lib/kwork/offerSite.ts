import type { ServerResponse } from 'node:http';
import { startLocalServer, type LocalServer, type Seen } from './localServer';

export interface SiteState {
	offers: Array<Record<string, unknown>>;
	project: Record<string, unknown>;
	connects: Record<string, unknown>;
	/** Session cookies that the site knows. */
	sessions: Set<string>;
	links: Set<string>;
	/** What the form's page holds besides the CSRF cookie. */
	formPage: string;
	csrfCookie: boolean;
	/** Replaces the answer of createoffer; the offer is stored before when `true` is returned. */
	onCreate?: (seen: Seen, response: ServerResponse, store: () => void) => unknown;
}

const HTML = { 'content-type': 'text/html; charset=utf-8' };

/** The offer form of kwork.md section 6, as small as it gets, with every step observable. */
export async function startOfferSite(): Promise<{ server: LocalServer; state: SiteState }> {
	const server = await startLocalServer();
	const state: SiteState = {
		offers: [],
		project: { id: 3210987, status: 'active', price: 6000, possible_price_limit: '18000' },
		connects: { all_connects: 30, active_connects: 17, update_time: 1793428000 },
		sessions: new Set(),
		links: new Set(),
		formPage: '<script>window.data = {"draftKey":"abcd1234"}</script>',
		csrfCookie: true,
	};
	let count = 0;
	const sessionOf = (seen: Seen) => /RORSSQIHEK=([^;]+)/.exec(seen.headers.cookie ?? '')?.[1] ?? '';
	const signedIn = (seen: Seen) => state.sessions.has(sessionOf(seen));

	server.on('signIn', () => ({ success: true, response: { token: 'tok', expired: 1000 } }));
	server.on('project', () => ({ success: true, response: [state.project] }));
	server.on('offers', () => ({
		success: true,
		response: state.offers,
		connects: state.connects,
		paging: { page: 1, total: state.offers.length, limit: 10, pages: 1 },
	}));
	server.on('getWebAuthToken', () => {
		const token = `w${(count += 1)}`;
		state.links.add(token);
		const url = `https://kwork.ru/login-by-token?web_auth_token=${token}`;
		return { success: true, response: { token, expires_at: 1, url } };
	});
	server.on('login-by-token', (seen, response) => {
		const token = seen.path.split('web_auth_token=')[1] ?? '';
		if (state.links.delete(token)) {
			state.sessions.add(`s-${token}`);
			const cookies = [`RORSSQIHEK=s-${token}; Path=/`];
			if (state.csrfCookie) cookies.push(`csrf_user_token=c0ffee${'0'.repeat(26)}; Path=/`);
			response.setHeader('set-cookie', cookies);
		}
		response.writeHead(302, { location: '/projects' }).end();
	});
	server.on(
		'projects',
		(_seen, response) => void response.writeHead(200, HTML).end('<html></html>'),
	);
	server.on('new_offer', (seen, response) => {
		if (!signedIn(seen)) return void response.writeHead(302, { location: '/login' }).end();
		response.writeHead(200, HTML).end(`<html><body>${state.formPage}</body></html>`);
		return undefined;
	});
	server.on('login', (_seen, response) => void response.writeHead(200, HTML).end('<html></html>'));
	server.on('quick-faq/init', () => ({ success: true }));
	server.on('wants/create_offer_draft', () => ({ success: true, data: null }));
	server.on('wants/upload_offer_file', () => ({ success: true, data: { id: 1 } }));
	server.on('projects/check_is_template', () => ({ success: true, data: [] }));
	server.on('api/offer/createoffer', (seen, response) => {
		const store = () => state.offers.unshift(offerFrom(seen, 55500123 + state.offers.length));
		if (state.onCreate) return state.onCreate(seen, response, store);
		store();
		return { success: true, data: null, redirect: 'https://kwork.ru/offers' };
	});
	return { server, state };
}

/** Fields of a multipart body. */
export function fieldsOf(seen: Seen): Record<string, string> {
	const parts = seen.body.matchAll(
		/name="([^"]+)"(?:; filename="[^"]*")?\r\n(?:[^\r]+\r\n)*\r\n([\s\S]*?)\r\n--/g,
	);
	return Object.fromEntries([...parts].map(([, name = '', value = '']) => [name, value]));
}

/** As the service stores it: quotes turned, blank lines gone, everything escaped. */
function offerFrom(seen: Seen, id: number): Record<string, unknown> {
	const fields = fieldsOf(seen);
	const comment = (fields.description ?? '')
		.replace(/\n{2,}/g, '\n')
		.replace(/"([^"]*)"/g, '&laquo;$1&raquo;')
		.replace(/\n/g, '<br>');
	return {
		id: String(id),
		status: 'active',
		title: fields.kwork_name,
		comment,
		price: Number(fields.kwork_price),
		duration: fields.kwork_duration,
		project: { id: Number(fields.wantId) },
	};
}
