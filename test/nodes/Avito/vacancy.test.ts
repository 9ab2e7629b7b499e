import { byId } from '../../support/workflow';
import { AvitoBench } from './support';

const bench = new AvitoBench();
beforeEach(async () => await bench.start());
afterEach(async () => await bench.stop());

describe('Vacancy', () => {
	const fields = {
		title: 'Оператор',
		description: 'Входящая линия, обучение в первый день.',
		businessArea: '10168',
		schedule: 'shift',
		experience: 'noMatter',
		locality: 'Москва',
	};

	test('nothing is published without Allow Spending; with it once, then followed, changed and archived', async () => {
		const areas = await bench.items({
			resource: 'apiCall',
			operation: 'read',
			parameters: {
				endpoint: byId('GET /job/v2/vacancy/dict/{dictionary_id}'),
				parameters: { dictionary_id: 'business_area' },
			},
		});
		const parameters = {
			...fields,
			businessArea: String(areas[0]?.id),
			additionalFields: { salaryFrom: 1000, workFormat: ['office'] },
		};
		const refused = await bench.run({ resource: 'vacancy', operation: 'create', parameters });
		expect(refused.error?.message).toContain('nothing was sent');
		const dry = await bench.first({
			resource: 'vacancy',
			operation: 'create',
			parameters: { ...parameters, dryRun: true },
		});
		expect(dry).toMatchObject({
			cost: { unit: 'placement' },
			request: { body: { billing_type: 'package', location: { address: { locality: 'Москва' } } } },
		});
		expect(bench.spent()).toBe(0);
		const created = await bench.first({
			resource: 'vacancy',
			operation: 'create',
			parameters: { ...parameters, allowSpending: true },
		});
		expect(created).toMatchObject({ spent: 1 });
		bench.simulator.control.advance(60_000);
		const status = await bench.first({
			resource: 'vacancy',
			operation: 'getStatuses',
			parameters: { uuids: String(created.uuid) },
		});
		expect(status).toMatchObject({ action: 'success', status: 'activated' });
		const vacancyUuid = byId(created.uuid);
		const vacancyId = byId(status.vacancyId);
		await bench.first({
			resource: 'vacancy',
			operation: 'update',
			parameters: { vacancyUuid, updateFields: { title: 'Старший оператор' } },
		});
		bench.simulator.control.advance(60_000);
		expect(
			await bench.first({ resource: 'vacancy', operation: 'get', parameters: { vacancyId } }),
		).toMatchObject({ title: 'Старший оператор' });
		expect(
			await bench.first({ resource: 'vacancy', operation: 'archive', parameters: { vacancyId } }),
		).toMatchObject({ archived: true });
		const again = await bench.run({
			resource: 'vacancy',
			operation: 'prolong',
			parameters: { vacancyId },
		});
		expect(again.error?.message).toContain('nothing was sent');
		expect(
			await bench.first({
				resource: 'vacancy',
				operation: 'setAutoRenewal',
				parameters: { vacancyUuid, autoRenewal: false },
			}),
		).toMatchObject({ autoRenewal: false });
		expect(bench.spent()).toBe(1);
	});

	test('own ones and those of others', async () => {
		const own = await bench.items({
			resource: 'vacancy',
			operation: 'getAll',
			parameters: { returnAll: true },
		});
		expect(own.length).toBeGreaterThan(5);
		expect(own[0]).toMatchObject({ status: 'active', uuid: expect.any(String) as string });
		const others = await bench.items({
			resource: 'vacancy',
			operation: 'search',
			parameters: { limit: 3 },
		});
		expect(others).toHaveLength(3);
	});
});
