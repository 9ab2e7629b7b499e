import { z } from 'zod';
import { read, type Reply } from './reply';

const APP_KEY = 'Basic bW9iaWxlX2FwaTpxRnZmUmw3dw==';

export type Fields = Record<string, string | number | ReadonlyArray<string | number>>;

/** What lies at `response.0.id` of an answer. */
export function at(value: unknown, path: string): unknown {
	return path.split('.').reduce<unknown>((level, key) => {
		if (typeof level !== 'object' || level === null) return undefined;
		return new Map(Object.entries(level)).get(key);
	}, value);
}

export const numberAt = (value: unknown, path: string): number => z.number().parse(at(value, path));
export const textAt = (value: unknown, path: string): string => z.string().parse(at(value, path));
export const listAt = (value: unknown, path: string): unknown[] =>
	z.array(z.unknown()).parse(at(value, path));

const formOf = (fields: Fields): URLSearchParams => {
	const form = new URLSearchParams();
	for (const [name, value] of Object.entries(fields)) {
		for (const item of typeof value === 'object' ? value : [value]) form.append(name, String(item));
	}
	return form;
};

/** A plain client of the mobile API, written from the reference and nothing else. */
export class KworkProbe {
	token = '';

	constructor(readonly simulatorUrl: string) {}

	request(method: string, init: RequestInit = {}, query = ''): Promise<Response> {
		return fetch(`${this.simulatorUrl}/api.kwork.ru/${method}${query}`, {
			method: 'POST',
			...init,
			headers: { authorization: APP_KEY, ...init.headers },
		});
	}

	/** Everything in the form body, as the app does it. */
	async call(method: string, fields: Fields = {}): Promise<Reply> {
		const token: Fields = this.token === '' ? {} : { token: this.token };
		return await read(await this.request(method, { body: formOf({ ...token, ...fields }) }));
	}

	async signIn(login = 'demo', password = login, more: Fields = {}): Promise<this> {
		const { json } = await this.call('signIn', { login, password, ...more });
		this.token = textAt(json, 'response.token');
		return this;
	}
}

/** Cookies and pages of kwork.ru. Redirects are followed by hand. */
export class WebProbe {
	readonly cookies = new Map<string, string>();

	constructor(readonly simulatorUrl: string) {}

	async send(path: string, init: RequestInit = {}): Promise<Reply> {
		const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		const response = await fetch(`${this.simulatorUrl}/kwork.ru${path}`, {
			redirect: 'manual',
			...init,
			headers: { cookie, ...init.headers },
		});
		for (const line of response.headers.getSetCookie()) {
			const [pair = ''] = line.split(';');
			this.cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
		}
		return await read(response);
	}

	/** An XHR of the offer form, with the headers the site's script sends. */
	xhr(path: string, body: FormData | object, headers: Record<string, string> = {}) {
		const form = body instanceof FormData;
		return this.send(path, {
			method: 'POST',
			body: form ? body : JSON.stringify(body),
			headers: {
				'x-requested-with': 'XMLHttpRequest',
				'x-csrf-token': this.cookies.get('csrf_user_token') ?? '',
				...(form ? {} : { 'content-type': 'application/json' }),
				...headers,
			},
		});
	}

	/** Steps 1 and 2 of the web flow. */
	async logIn(api: KworkProbe): Promise<Reply> {
		const { json } = await api.call('getWebAuthToken', { url_to_redirect: '/projects' });
		const url = new URL(textAt(json, 'response.url'));
		return await this.send(`${url.pathname}${url.search}`);
	}
}

export const multipart = (fields: Record<string, string | number | Blob>): FormData => {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) {
		if (value instanceof Blob) form.append(name, value, 'file.txt');
		else form.append(name, String(value));
	}
	return form;
};
