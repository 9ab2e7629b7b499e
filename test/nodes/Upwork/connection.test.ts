import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { deadPort } from '../../support/localServers';
import { UpworkBench } from './support';

const bench = new UpworkBench();
beforeEach(async () => await bench.start());
afterEach(async () => await bench.stop());

/** An access token that is over, with a refresh token that is still good. */
const expired = async (): Promise<ICredentialDataDecryptedObject> => {
	const { oauthTokenData } = bench.credential();
	return { oauthTokenData: { ...(oauthTokenData as object), access_token: 'expired' } };
};
const dead = { oauthTokenData: { access_token: 'dead', refresh_token: 'dead' } };

const failureOf = async (credential: ICredentialDataDecryptedObject) => {
	const { error } = await bench.run({ resource: 'account', operation: 'get', credential });
	const { message, description, failure } = error as NonNullable<typeof error> & {
		failure?: object;
	};
	expect(description).not.toMatch(/report/i);
	return { message, description, failure };
};

test('a token that is over is renewed without a word', async () => {
	const call = { resource: 'account', operation: 'get', credential: await expired() };
	expect(await bench.items(call)).toHaveLength(1);
});

test('a credential that was never connected says how to connect it', async () => {
	expect(await failureOf({ oauthTokenData: undefined } as never)).toEqual({
		message: 'The credential is not connected to an account yet',
		description:
			'Open the credential, press Connect and allow the access in the window that opens.',
		failure: { cause: 'credential-invalid' },
	});
});

test('a refresh token that is over says to reconnect', async () => {
	const { message, description, failure } = await failureOf(dead);
	expect(message).toContain('needs to be reconnected');
	expect(description).toContain('Open the credential and reconnect it');
	expect(failure).toMatchObject({ cause: 'credential-invalid' });
});

test('a client secret that is not right says to look at it, and shows it to nobody', async () => {
	const found = await failureOf({ ...(await expired()), clientSecret: 'wrong-secret' });
	expect(found).toMatchObject({
		message: 'The service did not renew the access token of the credential [EAUTH]',
		description: 'Check client ID and client secret in the credential, then connect it again.',
		failure: { cause: 'credential-invalid' },
	});
	expect(JSON.stringify(found)).not.toContain('wrong-secret');
});

test.each([
	['does not answer', async () => ({ accessTokenUrl: `http://127.0.0.1:${await deadPort()}/t` })],
	[
		'is in trouble',
		async () => {
			bench.simulator.control.fault({
				kind: 'status',
				status: 503,
				operation: 'POST /api/v3/oauth2/token',
				times: null,
			});
			return await Promise.resolve({});
		},
	],
])('a token endpoint that %s says to try again', async (_, trouble) => {
	const found = await failureOf({ ...(await expired()), ...(await trouble()) });
	expect(found.message).toContain('The access token could not be renewed: the service did not');
	expect(found.description).toContain('the credential may be right. Run again');
	expect(found.failure).toMatchObject({ cause: 'temporarily-unavailable' });
});
