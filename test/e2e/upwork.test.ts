import { browserPath, Editor } from '../../playground/browser';
import { connectedUpwork } from '../../playground/credentials';
import { N8n, type Workflow } from '../../playground/harness';
import type { Simulator } from '../../simulator';
import { startSimulator } from '../../simulator';

const DAY = 24 * 3_600_000;
const FRESH = 'fresh-upwork';

const account = {
	name: 'Account',
	type: 'n8n-nodes-freelance-hub.upwork',
	typeVersion: 1,
	position: [200, 0] as [number, number],
	parameters: { resource: 'account', operation: 'get' },
	credentials: { upworkOAuth2Api: { id: 'demo-upwork', name: 'Upwork (simulator)' } },
};

const manual: Workflow = {
	id: 'manual',
	name: 'Manual',
	nodes: [
		{
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		account,
	],
	connections: { Start: { main: [[{ node: 'Account', type: 'main', index: 0 }]] } },
};

/** Answers a call of its address with the account. */
const hooked = (id: string, credential: { id: string; name: string }): Workflow => ({
	id,
	name: id,
	nodes: [
		{
			name: 'Hook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			parameters: { path: id, responseMode: 'lastNode' },
			webhookId: id,
		},
		{
			...account,
			credentials: { upworkOAuth2Api: { id: credential.id, name: credential.name } },
		},
	],
	connections: { Hook: { main: [[{ node: 'Account', type: 'main', index: 0 }]] } },
});

const without = (data: object, names: readonly string[]): Record<string, unknown> =>
	Object.fromEntries(Object.entries(data).filter(([name]) => !names.includes(name)));

/** A person without Chromium can run the other tests; the checks before a change lands cannot skip it. */
const testInBrowser = browserPath() === undefined && !process.env.CI ? test.skip : test;

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
		await n8n.importWorkflows([manual, hooked('webhook', credential), hooked(FRESH, fresh)]);
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

	testInBrowser('is connected through the editor and the consent page', async () => {
		const redirectUris = ['127.0.0.1', 'localhost'].map(
			(host) => `http://${host}:${new URL(n8n.url).port}/rest/oauth2-credential/callback`,
		);
		simulator.control.upwork.setKey({ redirectUris });
		const editor = await Editor.open(n8n);
		try {
			await editor.page.goto(`${n8n.url}/home/credentials/${FRESH}`);
			const popup = editor.page.waitForEvent('popup');
			await editor.page
				.getByRole('button', { name: /^Connect/ })
				.first()
				.click();
			const consent = await popup;
			await consent.getByRole('button', { name: 'Approve' }).click();
			await editor.page.getByText('Account connected').first().waitFor();
		} finally {
			await editor.close();
		}
		await n8n.publish(FRESH);
		const answer = await fetch(`${n8n.url}/webhook/${FRESH}`);
		expect(await answer.json()).toMatchObject({ login: 'demo_freelancer' });
	});
});
