import { byId } from '../../support/workflow';
import { AvitoBench } from './support';

const bench = new AvitoBench();
beforeEach(async () => await bench.start());
afterEach(async () => await bench.stop());

describe('Account', () => {
	test('self, balance, status, operations', async () => {
		expect(await bench.first({ resource: 'account', operation: 'get' })).toMatchObject({
			id: 301455772,
		});
		expect(await bench.first({ resource: 'account', operation: 'getBalance' })).toMatchObject({
			real: 15000.5,
		});
		expect(await bench.first({ resource: 'account', operation: 'getStatus' })).toMatchObject({
			job: { open: true },
			connection: { breaker: { open: false } },
		});
		const from = new Date(bench.simulator.control.now() - 6 * 86_400_000).toISOString();
		await bench.items({ resource: 'account', operation: 'getOperations', parameters: { from } });
	});

	test('a wrong secret is told with what to do, and never shown', async () => {
		const { error } = await bench.run({
			resource: 'account',
			operation: 'get',
			credential: { clientSecret: 'wrong-secret' },
		});
		expect(error?.message).toMatch(/did not accept the credential/);
		expect(error?.description).toMatch(/client secret/);
		expect(JSON.stringify(error)).not.toContain('wrong-secret');
	});
});

describe('Webhook, item, API call', () => {
	test('subscribe, list without secrets, unsubscribe', async () => {
		const url = 'https://n8n.example/webhook/avito';
		await bench.first({
			resource: 'webhook',
			operation: 'subscribe',
			parameters: { kind: 'messages', url },
		});
		expect(await bench.items({ resource: 'webhook', operation: 'get' })).toEqual([
			{ kind: 'messages', url, version: '3' },
		]);
		await bench.first({
			resource: 'webhook',
			operation: 'unsubscribe',
			parameters: { kind: 'messages', url },
		});
		expect(await bench.items({ resource: 'webhook', operation: 'get' })).toEqual([]);
	});

	test('items', async () => {
		const [item] = await bench.items({
			resource: 'item',
			operation: 'getAll',
			parameters: { limit: 1, filters: { category: 111 } },
		});
		const itemId = byId(item?.id);
		expect(
			await bench.first({ resource: 'item', operation: 'get', parameters: { itemId } }),
		).toMatchObject({ status: 'active' });
	});

	test('a read through Write, a write through Read, and spending without leave', async () => {
		const read = await bench.run({
			resource: 'apiCall',
			operation: 'read',
			parameters: {
				endpoint: byId('POST /messenger/v3/webhook'),
				body: { url: 'https://x.example' },
			},
		});
		expect(read.error?.message).toContain('changes or costs');
		const paid = {
			endpoint: byId('GET /job/v1/resumes/{resume_id}/contacts/'),
			parameters: { resume_id: await bench.someResume({ isPurchased: false }) },
		};
		const refused = await bench.run({ resource: 'apiCall', operation: 'write', parameters: paid });
		expect(refused.error?.message).toContain('nothing was sent');
		expect(bench.spent()).toBe(0);
		expect(
			await bench.first({
				resource: 'apiCall',
				operation: 'write',
				parameters: { ...paid, allowSpending: true },
			}),
		).toMatchObject({ already_bought: false });
		expect(bench.spent()).toBe(1);
	});
});
