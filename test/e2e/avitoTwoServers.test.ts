import { isDeepStrictEqual } from 'node:util';
import { freePort, N8n, until } from '../../playground/harness';
import { startSimulator, type Simulator } from '../../simulator';
import { busyAvito, listening, TRIGGER, type AvitoWebhooks } from './avitoListening';

/** The same account of Avito in two n8n servers, say for trying out and for production. */
describe('two n8n servers on one Avito account', () => {
	let simulator: Simulator;
	let first: N8n;
	let second: N8n;
	let address: { first: string; second: string };

	beforeAll(async () => {
		simulator = await startSimulator();
		const credential = busyAvito(simulator.url);
		// Long, so that what arrives has come by webhook.
		const options = { catchUpMinutes: 60 };
		const workflows = [
			listening('same', credential, { options }),
			listening('greedy', credential, { options, otherSubscriptions: 'takeOver' }),
		];
		const create = async () => {
			const port = await freePort();
			const publicUrl = `http://localhost:${port}/`;
			const n8n = await N8n.create({ port, env: { WEBHOOK_URL: publicUrl } });
			await n8n.importCredentials([credential]);
			await n8n.importWorkflows(workflows);
			await n8n.start();
			return { n8n, publicUrl };
		};
		const one = await create();
		const other = await create();
		[first, second] = [one.n8n, other.n8n];
		address = { first: one.publicUrl, second: other.publicUrl };
		await first.publish('same');
	});

	afterAll(async () => {
		await first?.remove();
		await second?.remove();
		await simulator?.close();
	});

	/** Which server each subscription leads to. */
	const subscribed = () => {
		const { messageWebhooks, applicationWebhooks } = simulator.control.state(
			'avito',
		) as AvitoWebhooks;
		const owners = (hooks: Array<{ url: string }>) =>
			hooks.map(({ url }) => (url.startsWith(address.first) ? 'first' : 'second')).sort();
		return { messages: owners(messageWebhooks), applications: owners(applicationWebhooks) };
	};

	/** n8n answers before it has ended or restored a subscription. */
	const willBe = async (wanted: ReturnType<typeof subscribed>) => {
		await until(() => isDeepStrictEqual(subscribed(), wanted), {
			what: JSON.stringify(wanted),
			timeoutMs: 15_000,
		}).catch(() => expect(subscribed()).toEqual(wanted));
	};

	const only = (owner: 'first' | 'second') => ({ messages: [owner], applications: [owner] });

	const texts = async (n8n: N8n, id: string) =>
		(await n8n.api.runs(id)).flatMap(({ nodes }) =>
			(nodes[TRIGGER]?.items ?? []).flatMap(({ text }) => (text ? [String(text)] : [])),
		);

	/** A candidate writes; the message starts a run in each of these workflows. */
	const arrives = async (text: string, at: Array<[N8n, string]>) => {
		await simulator.control.avito.candidateWrites({ text });
		for (const [n8n, id] of at) {
			await until(async () => (await texts(n8n, id)).includes(text), {
				what: `"${text}" in ${id} at ${n8n.url}`,
			});
		}
	};

	test('where Avito keeps several subscriptions, both get every message', async () => {
		await second.publish('same');
		const both = ['first', 'second'];
		expect(subscribed()).toEqual({ messages: both, applications: both });
		await arrives('Обоим', [
			[first, 'same'],
			[second, 'same'],
		]);
		await second.api.unpublish('same');
		await willBe(only('first'));
	});

	test('where it keeps one, the second server does not take it, and says whose it is', async () => {
		await simulator.control.avito.configure({ webhooks: { onlyOne: true } });
		const failure = await second.publish('same').then(
			() => 'published',
			(error: unknown) => String(error),
		);
		expect(failure).toContain(`already go to ${address.first}webhook/`);
		expect(failure).not.toMatch(/token=\w/);
		expect(subscribed()).toEqual(only('first'));
		await arrives('Первому', [[first, 'same']]);
		expect(await texts(second, 'same')).toEqual(['Обоим']);
		await second.api.unpublish('same');
	});

	test('with Take Over it takes it, and gives it back when it is unpublished', async () => {
		await second.publish('greedy');
		expect(subscribed()).toEqual(only('second'));
		await arrives('Второму', [[second, 'greedy']]);
		expect(await texts(first, 'same')).toEqual(['Обоим', 'Первому']);
		await second.api.unpublish('greedy');
		await willBe(only('first'));
		await arrives('Снова первому', [[first, 'same']]);
		await simulator.control.avito.newApplication({});
		const applications = async () =>
			(await first.api.runs('same')).flatMap(({ nodes }) =>
				(nodes[TRIGGER]?.items ?? []).filter(({ event }) => event === 'application'),
			);
		await until(async () => (await applications()).length > 0, { what: 'the application' });
		await first.api.unpublish('same');
		await willBe({ messages: [], applications: [] });
		expect(simulator.control.violations()).toEqual([]);
	});
});
