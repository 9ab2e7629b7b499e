import type { Credential } from './harness';
import type { PostgresConnection } from './postgres';

/** Where the editor's sign-in of the Upwork key leads back to; the simulator's key has it registered. */
const CALLBACK = 'http://localhost:5678/rest/oauth2-credential/callback';

const UPWORK_KEY = { client_id: 'upwork-demo-key', client_secret: 'upwork-demo-secret' };

/** Accounts of the simulator; templates find them by id, else by credential type. */
export function demoCredentials(simulatorUrl: string): Credential[] {
	return [
		{
			id: 'demo-kwork',
			name: 'Kwork (simulator)',
			type: 'kworkApi',
			data: {
				...connection(simulatorUrl),
				login: 'demo',
				password: 'demo',
				phoneLast4: '',
				token: '',
			},
		},
		{
			id: 'demo-avito',
			name: 'Avito (simulator)',
			type: 'avitoApi',
			data: {
				...connection(simulatorUrl),
				clientId: 'avito-demo-client',
				clientSecret: 'avito-demo-secret',
			},
		},
		{
			id: 'demo-telegram',
			name: 'Telegram (simulator)',
			type: 'telegramApi',
			data: {
				accessToken: '7000000001:SIMULATED-demo-bot-token',
				baseUrl: `${simulatorUrl}/api.telegram.org`,
			},
		},
		{
			id: 'demo-openai',
			name: 'OpenAI (simulator)',
			type: 'openAiApi',
			data: { apiKey: 'sk-simulated-demo-key', url: `${simulatorUrl}/api.openai.com/v1` },
		},
		{
			id: 'demo-amocrm',
			name: 'amoCRM (simulator)',
			type: 'httpHeaderAuth',
			data: { name: 'Authorization', value: 'Bearer simulated-amocrm-long-lived-token' },
		},
		{
			id: 'demo-hubspot',
			name: 'HubSpot (simulator)',
			type: 'httpHeaderAuth',
			data: { name: 'Authorization', value: 'Bearer pat-eu1-simulated-hubspot-token' },
		},
	];
}

/** The database of the playground, for templates that keep their rows in PostgreSQL. */
export function postgresCredential(connection: PostgresConnection): Credential {
	return {
		id: 'demo-postgres',
		name: 'PostgreSQL (playground)',
		type: 'postgres',
		data: { ...connection, maxConnections: 10, ssl: 'disable', sshTunnel: false },
	};
}

/** The simulator's Upwork key, connected as its owner would connect it in a browser. */
export async function connectedUpwork(simulatorUrl: string): Promise<Credential> {
	const upwork = `${simulatorUrl}/www.upwork.com`;
	const authUrl = `${upwork}/ab/account-security/oauth2/authorize`;
	const accessTokenUrl = `${upwork}/api/v3/oauth2/token`;
	const asked = new URLSearchParams({
		response_type: 'code',
		client_id: UPWORK_KEY.client_id,
		redirect_uri: CALLBACK,
		state: 'playground',
	});
	const page = await (await fetch(`${authUrl}?${asked}`)).text();
	const consent = new URLSearchParams({ decision: 'allow' });
	for (const [, name = '', value = ''] of page.matchAll(
		/<input type="hidden" name="([^"]*)" value="([^"]*)">/g,
	)) {
		consent.set(name, value);
	}
	const agreed = await fetch(authUrl, { method: 'POST', body: consent, redirect: 'manual' });
	const code = new URL(agreed.headers.get('location') ?? CALLBACK).searchParams.get('code');
	const answer = await fetch(accessTokenUrl, {
		method: 'POST',
		body: new URLSearchParams({
			grant_type: 'authorization_code',
			code: code ?? '',
			redirect_uri: CALLBACK,
			...UPWORK_KEY,
		}),
	});
	if (!answer.ok) throw new Error(`The simulator's Upwork gave no token: ${await answer.text()}`);
	return {
		id: 'demo-upwork',
		name: 'Upwork (simulator)',
		type: 'upworkOAuth2Api',
		data: {
			...connection(simulatorUrl),
			grantType: 'authorizationCode',
			clientId: UPWORK_KEY.client_id,
			clientSecret: UPWORK_KEY.client_secret,
			authUrl,
			accessTokenUrl,
			scope: '',
			authQueryParameters: '',
			authentication: 'body',
			organizationId: '',
			requestsPerMinute: 300,
			oauthTokenData: await answer.json(),
		},
	};
}

function connection(simulatorUrl: string) {
	return {
		environment: 'simulator',
		simulatorUrl,
		writeAccess: 'allow',
		requestsPerMinute: 600,
		workers: 1,
		proxyUrl: '',
	};
}
