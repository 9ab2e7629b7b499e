import { N8n, type Credential } from '../../playground/harness';
import { startSimulator, type Simulator } from '../../simulator';
import { connectInEditor } from './inBrowser';
import { answering } from './smallWorkflows';

const DAY = 24 * 3_600_000;
const PARTNER = { id: 'avito-partner', name: 'Avito (partner application)' };

/** Answers a call of its address with the account. */
const workflow = answering('account', {
	name: 'Account',
	type: 'n8n-nodes-freelance-hub.avito',
	typeVersion: 1,
	parameters: { authentication: 'oAuth2', resource: 'account', operation: 'get' },
	credentials: { avitoOAuth2Api: PARTNER },
});

describe('the Avito OAuth2 credential in a real n8n', () => {
	let simulator: Simulator;
	let n8n: N8n;

	beforeAll(async () => {
		simulator = await startSimulator();
		n8n = await N8n.create({ editor: true });
		// Without the hidden fields: the addresses have to come out of the credential's own expressions.
		const credential: Credential = {
			...PARTNER,
			type: 'avitoOAuth2Api',
			data: {
				clientId: 'avito-partner-app',
				clientSecret: 'avito-partner-secret',
				environment: 'simulator',
				simulatorUrl: simulator.url,
				requestsPerMinute: 6000,
				workers: 1,
				writeAccess: 'allow',
			},
		};
		await n8n.importCredentials([credential]);
		await n8n.importWorkflows([workflow]);
		await n8n.start();
	});

	afterAll(async () => {
		await n8n?.remove();
		await simulator?.close();
	});

	const call = async () => await fetch(`${n8n.url}/webhook/account`);

	/** How often each grant was asked for. */
	const grants = () => {
		const asked = simulator.control
			.requests({ service: 'avito' })
			.flatMap(({ parameters, status }) =>
				typeof parameters.grant_type === 'string' ? [`${parameters.grant_type} ${status}`] : [],
			);
		return asked.sort();
	};

	test('is connected through the editor and the consent page, then keeps the rotating tokens', async () => {
		await connectInEditor(n8n, PARTNER.id, async (consent) => {
			await consent.getByText('messenger:write').waitFor();
			await consent.getByRole('button', { name: 'Разрешить' }).click();
		});
		await n8n.publish(workflow.id);
		expect(await (await call()).json()).toMatchObject({ name: expect.stringMatching(/Ромашка/) });
		expect(grants()).toEqual(['authorization_code 200']);

		// Each renewal needs the refresh token of the one before: the old one is dead.
		for (const renewals of [1, 2]) {
			simulator.control.clearLog();
			simulator.control.advance(DAY + 60_000);
			const answers = await Promise.all([call(), call(), call()]);
			expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
			expect(grants()).toEqual(['refresh_token 200']);
			if (renewals === 1) {
				await n8n.stop();
				await n8n.start();
			}
		}
		expect(simulator.control.violations()).toEqual([]);
	});
});
