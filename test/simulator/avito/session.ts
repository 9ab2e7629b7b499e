import { startSimulator, type Simulator } from '../../../simulator';
import { read, type Reply } from '../reply';

export const ACCOUNT = 301_455_772;
export const NOON = Date.UTC(2026, 10, 20, 9);

/** One field of an answer's body. */
export function field(reply: Reply, name: string): unknown {
	return (reply.json as Record<string, unknown> | undefined)?.[name];
}

/** A simulator whose clock stands still at noon in Moscow, with a token of the demo account. */
export async function startAvito() {
	const simulator = await startSimulator({ clock: { now: () => NOON } });
	return { simulator, token: await personalToken(simulator) };
}

export async function tokenRequest(simulator: Simulator, fields: Record<string, string>) {
	const response = await fetch(`${simulator.url}/api.avito.ru/token`, {
		method: 'POST',
		body: new URLSearchParams(fields),
	});
	const body = (await response.json()) as Record<string, unknown>;
	return { status: response.status, body };
}

export async function personalToken(
	simulator: Simulator,
	clientId = 'avito-demo-client',
): Promise<string> {
	const { body } = await tokenRequest(simulator, {
		grant_type: 'client_credentials',
		client_id: clientId,
		client_secret: clientId.replace('-client', '-secret'),
	});
	return String(body.access_token);
}

/** A plain request to `api.avito.ru`; `body` goes as JSON unless it is a form. */
export async function send(
	simulator: Simulator,
	token: string,
	method: string,
	path: string,
	body?: unknown,
): Promise<Reply> {
	const isForm = body instanceof FormData;
	const response = await fetch(`${simulator.url}/api.avito.ru${path}`, {
		method,
		headers: {
			authorization: `Bearer ${token}`,
			...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
		},
		body: body === undefined ? undefined : isForm ? body : JSON.stringify(body),
	});
	return await read(response);
}
