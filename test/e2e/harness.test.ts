import { N8n, until, type Workflow } from '../../playground/harness';
import { manually } from './smallWorkflows';

const manual = manually('manual', {
	name: 'Answer',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: { mode: 'raw', jsonOutput: '{"answer": 42}' },
});

const failing = manually('failing', {
	name: 'Fail',
	type: 'n8n-nodes-base.stopAndError',
	typeVersion: 1,
	parameters: { errorMessage: 'On purpose' },
});

const webhook: Workflow = {
	id: 'webhook',
	name: 'Webhook',
	nodes: [
		{
			name: 'Hook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			parameters: { path: 'hook', httpMethod: 'POST' },
			webhookId: 'hook',
		},
	],
	connections: {},
};

describe('the harness', () => {
	let n8n: N8n;

	beforeAll(async () => {
		n8n = await N8n.create({ package: 'none' });
		await n8n.importWorkflows([manual, failing, webhook]);
	});

	afterAll(async () => {
		await n8n?.remove();
	});

	test('runs a workflow once and returns what each node gave out', async () => {
		const run = await n8n.execute('manual');
		expect(run).toMatchObject({ ok: true, status: 'success', lastNode: 'Answer' });
		expect(run.nodes.Answer?.items).toEqual([{ answer: 42 }]);
	});

	test('tells why a run failed', async () => {
		const run = await n8n.execute('failing');
		expect(run).toMatchObject({ ok: false, error: expect.stringContaining('On purpose') });
	});

	test('starts, publishes, reads executions past one page, survives kill -9, leaves nothing behind', async () => {
		await n8n.start();
		await n8n.publish('webhook');
		const call = async (body: unknown) =>
			await fetch(`${n8n.url}/webhook/hook`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			});
		for (let number = 0; number < 105; number++) expect((await call({ number })).status).toBe(200);
		const finished = async (count: number) =>
			await until(
				async () => {
					const runs = await n8n.api.runs('webhook');
					return runs.length >= count && runs.every(({ ok }) => ok) && runs;
				},
				{ what: `${count} executions`, timeoutMs: 30_000 },
			);
		const runs = await finished(105);
		expect(runs).toHaveLength(105);
		expect(runs[0]?.nodes.Hook?.items[0]).toMatchObject({ body: { number: 0 } });

		await n8n.kill();
		await expect(call({})).rejects.toThrow();
		await n8n.start();
		await until(async () => (await call({ number: 105 })).ok, { what: 'the webhook' });
		expect(await finished(106)).toHaveLength(106);

		await n8n.stop();
		await expect(fetch(n8n.url)).rejects.toThrow();
	});
});
