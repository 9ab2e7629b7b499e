import { startSimulator, type Simulator } from '../../../simulator';

const CALLBACK = 'http://localhost:5678/rest/oauth2-credential/callback';

export interface Answer {
	status: number;
	headers: Headers;
	data: Record<string, unknown> | null;
	errors: { message: string; path?: unknown; extensions?: Record<string, unknown> }[];
}

/** A freshly started simulator whose clock stands still, and plain requests to its Upwork. */
export async function startUpwork() {
	const simulator = await startSimulator({ clock: { now: () => Date.UTC(2026, 10, 20, 12) } });
	simulator.control.upwork.configure({ limits: { perSecond: null, perMinute: null } });
	return { simulator, token: await accessToken(simulator) };
}

export async function tokenRequest(
	simulator: Simulator,
	fields: Record<string, string>,
	headers: Record<string, string> = {},
) {
	const response = await fetch(`${simulator.url}/www.upwork.com/api/v3/oauth2/token`, {
		method: 'POST',
		headers,
		body: new URLSearchParams(fields),
	});
	return { status: response.status, text: await response.text() };
}

/** Fills in the consent form the way a browser does; returns where it leads. */
export async function consent(
	simulator: Simulator,
	parameters: Record<string, string>,
	decision = 'allow',
): Promise<URL> {
	const address = `${simulator.url}/www.upwork.com/ab/account-security/oauth2/authorize`;
	const page = await fetch(`${address}?${new URLSearchParams(parameters)}`, { redirect: 'manual' });
	if (page.status === 302) return new URL(page.headers.get('location') ?? '');
	const inputs = (await page.text()).matchAll(
		/<input type="hidden" name="([^"]*)" value="([^"]*)">/g,
	);
	const form = new URLSearchParams();
	for (const [, name = '', value = ''] of inputs) form.set(name, value);
	form.set('decision', decision);
	const answer = await fetch(address, { method: 'POST', body: form, redirect: 'manual' });
	return new URL(answer.headers.get('location') ?? 'http://none.test');
}

export const authorizeParameters = {
	response_type: 'code',
	client_id: 'upwork-demo-key',
	redirect_uri: CALLBACK,
	state: 'opaque',
};

export async function tokenPair(simulator: Simulator, clientId = 'upwork-demo-key') {
	const target = await consent(simulator, { ...authorizeParameters, client_id: clientId });
	const { text } = await tokenRequest(simulator, {
		grant_type: 'authorization_code',
		code: target.searchParams.get('code') ?? '',
		redirect_uri: CALLBACK,
		client_id: clientId,
		client_secret: clientId.replace('-key', '-secret'),
	});
	return JSON.parse(text) as Record<string, string>;
}

export async function accessToken(simulator: Simulator, clientId?: string): Promise<string> {
	return (await tokenPair(simulator, clientId)).access_token ?? '';
}

export async function graphql(
	simulator: Simulator,
	token: string,
	query: string,
	variables: Record<string, unknown> = {},
	headers: Record<string, string> = {},
): Promise<Answer> {
	const response = await fetch(`${simulator.url}/api.upwork.com/graphql`, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
		body: JSON.stringify({ query, variables }),
	});
	const body = (await response.json()) as Partial<Answer>;
	return {
		status: response.status,
		headers: response.headers,
		data: body.data ?? null,
		errors: body.errors ?? [],
	};
}
