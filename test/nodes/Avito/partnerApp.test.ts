import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { accounts } from '../../../lib';
import { openAvito } from '../../../nodes/Avito/context';
import type { ServiceFunctions } from '../../../nodes/shared/connection';

let server: Server;
const asked: string[] = [];

beforeAll(async () => {
	server = createServer((request, response) => {
		asked.push(String(request.headers.authorization));
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify({ id: 7, name: 'Ann', email: 'a@example.com' }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
	await accounts.close();
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

/** A node whose credential was connected with one app, by whoever has the id. */
function signedIn(id: string): ServiceFunctions {
	const { port } = server.address() as AddressInfo;
	const credential = {
		clientId: 'app',
		clientSecret: 'secret',
		environment: 'simulator',
		simulatorUrl: `http://127.0.0.1:${port}`,
		oauthTokenData: { access_token: `token of ${id}` },
	};
	return {
		getNode: () => ({
			parameters: { authentication: 'oAuth2' },
			credentials: { avitoOAuth2Api: { id, name: id } },
		}),
		getCredentials: async () => await Promise.resolve(credential),
		helpers: {},
		logger: { debug() {}, info() {}, warn() {}, error() {} },
	} as unknown as ServiceFunctions;
}

test('accounts that were connected through one app do not act for each other', async () => {
	const ann = await openAvito(signedIn('ann'));
	const bob = await openAvito(signedIn('bob'));
	await ann.client.api.account.self();
	await bob.client.api.account.self();
	expect(asked).toEqual(['Bearer token of ann', 'Bearer token of bob']);
	expect(ann.connection.key).not.toBe(bob.connection.key);
	expect((await openAvito(signedIn('ann'))).client.api).toBe(ann.client.api);
});
