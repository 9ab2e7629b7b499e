import { connectedUpwork } from '../../playground/credentials';
import { N8n } from '../../playground/harness';
import type { Simulator } from '../../simulator';
import { startSimulator } from '../../simulator';
import { connectInEditor } from './inBrowser';
import { answering, manually } from './smallWorkflows';

const DAY = 24 * 3_600_000;
const FRESH = 'fresh-upwork';

const account = ({ id, name }: { id: string; name: string }) => ({
	name: 'Account',
	type: 'n8n-nodes-freelance-hub.upwork',
	typeVersion: 1,
	parameters: { resource: 'account', operation: 'get' },
	credentials: { upworkOAuth2Api: { id, name } },
});

const without = (data: object, names: readonly string[]): Record<string, unknown> =>
	Object.fromEntries(Object.entries(data).filter(([name]) => !names.includes(name)));

describe('the Upwork credential in a real n8n', () => {
	let simulator: Simulator;
	let n8n: N8n;

	beforeAll(async () => {
		simulator = await startSimulator();
		n8n = await N8n.create({ editor: true });
		const credential = await connectedUpwork(simulator.url);
		// The addresses have to come out of the credential's own expressions.
		const data = without(credential.data, ['authUrl', 'accessTokenUrl']);
		const fresh = { id: FRESH, name: 'Upwork (not connected)' };
		await n8n.importCredentials([
			{ ...credential, data },
			{ ...credential, ...fresh, data: without(data, ['oauthTokenData']) },
		]);
		await n8n.importWorkflows([
			manually('manual', account(credential)),
			answering('webhook', account(credential)),
			answering(FRESH, account(fresh)),
		]);
		await n8n.start();
	});

	afterAll(async () => {
		await n8n?.remove();
		await simulator?.close();
	});

	const renewals = () =>
		simulator.control
			.requests({ service: 'upwork' })
			.filter(({ parameters }) => parameters.grant_type === 'refresh_token').length;

	test('an expired token is renewed once, and kept for the next process', async () => {
		simulator.control.advance(DAY + 60_000);
		const first = await n8n.execute('manual');
		expect(first).toMatchObject({ ok: true });
		expect(first.nodes.Account?.items).toMatchObject([{ login: 'demo_freelancer' }]);
		expect(renewals()).toBe(1);
		expect(await n8n.execute('manual')).toMatchObject({ ok: true });
		expect(renewals()).toBe(1);
	});

	test('executions at the same time renew it once', async () => {
		await n8n.publish('webhook');
		simulator.control.clearLog();
		simulator.control.advance(DAY + 60_000);
		const calls = Array.from({ length: 4 }, async () => await fetch(`${n8n.url}/webhook/webhook`));
		const answers = await Promise.all(calls);
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
		expect(await answers[0]?.json()).toMatchObject({ login: 'demo_freelancer' });
		expect(renewals()).toBe(1);
	});

	test('is connected through the editor and the consent page', async () => {
		const redirectUris = ['127.0.0.1', 'localhost'].map(
			(host) => `http://${host}:${new URL(n8n.url).port}/rest/oauth2-credential/callback`,
		);
		simulator.control.upwork.setKey({ redirectUris });
		await connectInEditor(n8n, FRESH, async (consent) => {
			await consent.getByRole('button', { name: 'Approve' }).click();
		});
		await n8n.publish(FRESH);
		const answer = await fetch(`${n8n.url}/webhook/${FRESH}`);
		expect(await answer.json()).toMatchObject({ login: 'demo_freelancer' });
	});
});
