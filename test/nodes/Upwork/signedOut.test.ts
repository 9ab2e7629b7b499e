import type { FaultInput } from '../../../simulator';
import { UpworkTrigger } from '../../../nodes/Upwork/UpworkTrigger.node';
import { Poller } from '../../support/poller';
import { UpworkBench } from './support';

const bench = new UpworkBench();
beforeAll(async () => await bench.start());
afterAll(async () => await bench.stop());
afterEach(async () => await bench.reset());

const get = { resource: 'account', operation: 'get' };
const TOKEN = 'POST /api/v3/oauth2/token';

/** What the node says when it starts without a good access token. */
async function said(credential = {}) {
	const { error } = await bench.run({ ...get, credential });
	const text = `${error?.message} | ${error?.description}`;
	expect(text).not.toMatch(/not an answer of the service|report it/i);
	return text;
}

it('says that the credential is not connected', async () => {
	const text = await said({ oauthTokenData: undefined });
	expect(text).toMatch(/not connected/i);
	expect(text).toMatch(/press Connect|connect it/i);
});

it('says that the refresh token is over', async () => {
	bench.control.revokeTokens({});
	expect(await said()).toMatch(/connect/i);
});

it('says that the key is not the right one', async () => {
	bench.simulator.control.advance(25 * 3_600_000);
	expect(await said({ clientSecret: 'wrong' })).toMatch(/client secret|connect/i);
});

it.each<[string, Omit<FaultInput, 'operation'>]>([
	['breaks the connection', { kind: 'reset' } as FaultInput],
	['is in trouble', { kind: 'status', status: 500 } as FaultInput],
	['is a page for people', { kind: 'captcha' } as FaultInput],
	['sends a page as if all were well', { kind: 'html' } as FaultInput],
	['sends half an answer', { kind: 'cut' } as FaultInput],
	['has too many requests', { kind: 'rateLimit' } as FaultInput],
])('says that the token could not be renewed where the route %s', async (_, fault) => {
	bench.simulator.control.advance(25 * 3_600_000);
	const { control } = bench.simulator;
	control.fault({ ...fault, service: 'upwork', operation: TOKEN, times: null } as FaultInput);
	expect(await said()).toMatch(/could not be renewed|did not renew/);
	control.clearFaults();
	expect((await bench.run(get)).error).toBeUndefined();
});

it('is told by the trigger in the same words', async () => {
	bench.control.revokeTokens({});
	const poller = new Poller(
		{
			node: UpworkTrigger,
			credential: {
				type: 'upworkOAuth2Api',
				decrypt() {
					const credential = bench.credential();
					bench.settle(credential);
					return credential;
				},
			},
		},
		{ event: 'newOffer' },
	);
	const failure = await poller.poll().catch((error: unknown) => error);
	expect(`${String(failure)} ${(failure as { description?: string }).description}`).toMatch(
		/connect/i,
	);
});
