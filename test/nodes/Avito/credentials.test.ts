import { createAvitoClient } from '../../../lib/avito';
import { AvitoOAuth2Api } from '../../../credentials/AvitoOAuth2Api.credentials';
import { avitoApiTest } from '../../../nodes/Avito/methods/credentialTest';
import { AvitoBench, partnerTokens } from './support';

const bench = new AvitoBench();
beforeEach(async () => await bench.start());
afterEach(async () => await bench.stop());

test('OAuth2: a dead token is refreshed by its owner once, and the rotated one is used', async () => {
	const { url } = bench.simulator;
	let tokens = await partnerTokens(bench.simulator);
	let refreshed = 0;
	const provider = {
		get: async () => tokens.access_token,
		async refresh() {
			refreshed += 1;
			const body = new URLSearchParams({
				grant_type: 'refresh_token',
				refresh_token: tokens.refresh_token,
				client_id: 'avito-partner-app',
				client_secret: 'avito-partner-secret',
			});
			const answer = await fetch(`${url}/api.avito.ru/token`, { method: 'POST', body });
			tokens = (await answer.json()) as typeof tokens;
			return tokens.access_token;
		},
	};
	const avito = createAvitoClient({ provider }, { account: 'partner', simulatorUrl: url });
	try {
		expect(await avito.account.self()).toMatchObject({ id: 301455772 });
		await bench.simulator.control.avito.revokeTokens({});
		const all = await Promise.all([
			avito.account.self(),
			avito.account.self(),
			avito.account.self(),
		]);
		expect(all.map(({ id }) => id)).toEqual([301455772, 301455772, 301455772]);
		expect(refreshed).toBe(1);
	} finally {
		await avito.close();
	}
});

test('OAuth2: the addresses lead to Avito, or to the simulator where the user says so', () => {
	const { properties } = new AvitoOAuth2Api();
	const value = (name: string) => String(properties.find((one) => one.name === name)?.default);
	for (const [name, address] of [
		['authUrl', 'avito.ru/oauth'],
		['accessTokenUrl', 'api.avito.ru/token'],
	] as const) {
		expect(value(name)).toContain(`"https://${address}"`);
		expect(value(name)).toContain(`$self["simulatorUrl"] + "/${address}"`);
	}
	expect(value('authQueryParameters')).toBe('pro_users_flow=true');
});

test.each([
	['avito-demo-client', 'avito-demo-secret', 'OK', /Ромашка.*Job open, messenger open/],
	['avito-basic-client', 'avito-basic-secret', 'OK', /Job closed, messenger closed/],
	['avito-demo-client', 'no', 'Error', /did not accept the credential.*Check client ID/],
])(
	'the test of the credential %s / %s says %s',
	async (clientId, clientSecret, status, message) => {
		const logger = { debug() {}, info() {}, warn() {}, error() {} };
		const context = { logger, helpers: {} } as never as ThisParameterType<typeof avitoApiTest>;
		const data = { ...bench.credential(), clientId, clientSecret } as never;
		const result = await avitoApiTest.call(context, { id: 'c', name: 'c', type: 'avitoApi', data });
		expect(result).toEqual({ status, message: expect.stringMatching(message) as string });
	},
);
