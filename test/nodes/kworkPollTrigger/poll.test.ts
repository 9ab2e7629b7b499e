import { TriggerContext } from 'n8n-core';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { accounts } from '../../../lib';
import { KworkPollTrigger } from '../../../nodes/Kwork/KworkPollTrigger.node';
import { kworkPolls } from '../../../nodes/Kwork/pollTrigger/poll';
import { startSimulator, type Simulator } from '../../../simulator';
import { Poller } from '../../support/poller';
import { credentialOf } from '../Kwork/support';

describe('Kwork Poll Trigger', () => {
	let simulator: Simulator;
	beforeEach(async () => {
		simulator = await startSimulator();
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		await accounts.close();
		const violations = simulator.control.violations();
		await simulator.close();
		expect(violations).toEqual([]);
	});

	const pollerOf = (parameters: IDataObject, credential: ICredentialDataDecryptedObject = {}) =>
		new Poller(
			{
				node: KworkPollTrigger,
				polls: kworkPolls,
				credential: { type: 'kworkApi', decrypt: () => credentialOf(simulator, credential) },
			},
			parameters,
		);

	/** What is written to n8n's log as a warning from now on. */
	const warned = () => {
		const warnings: string[] = [];
		const warn = (message: string) => void warnings.push(message);
		const logger = { debug() {}, info() {}, warn, error() {} };
		jest.spyOn(TriggerContext.prototype, 'logger', 'get').mockReturnValue(logger as never);
		return warnings;
	};

	const appears = (title: string, publishedAt?: number, categoryId = 41) =>
		simulator.control.kwork.projectAppears({ title, publishedAt, categoryId }).projectId;
	const titles = (items: IDataObject[]) => items.map(({ title }) => title);

	describe('new projects', () => {
		it('gives nothing at the first poll, then every new one once, oldest first', async () => {
			const poller = pollerOf({ event: 'newProject' });
			expect(await poller.poll()).toEqual([]);
			appears('one');
			appears('two');
			expect(titles(await poller.poll())).toEqual(['one', 'two']);
			expect(await poller.poll()).toEqual([]);
			appears('three');
			expect(titles(await poller.poll())).toEqual(['three']);
		});

		it('gives the newest at the first poll where the user wants that, and not again', async () => {
			const poller = pollerOf({ event: 'newProject', options: { firstRun: 3 } });
			const first = await poller.poll();
			expect(first).toHaveLength(3);
			expect(first[0]).toMatchObject({ event: 'newProject', id: expect.any(Number) });
			expect(await poller.poll()).toEqual([]);
		});

		it('skips none of many that come at once over several pages, in the same second', async () => {
			const poller = pollerOf({ event: 'newProject' });
			await poller.poll();
			const now = Math.floor(Date.now() / 1000);
			const expected = Array.from({ length: 60 }, (_, i) => `p${i}`);
			for (const title of expected) appears(title, now);
			expect(titles(await poller.poll()).sort()).toEqual([...expected].sort());
			expect(await poller.poll()).toEqual([]);
		});

		it('finds one that is shown later than its time says', async () => {
			const poller = pollerOf({ event: 'newProject' });
			await poller.poll();
			const now = Math.floor(Date.now() / 1000);
			appears('new', now + 1800);
			expect(titles(await poller.poll())).toEqual(['new']);
			appears('moderated', now + 600);
			expect(titles(await poller.poll())).toEqual(['moderated']);
			expect(await poller.poll()).toEqual([]);
		});

		it('keeps to the categories', async () => {
			const poller = pollerOf({ event: 'newProject', filters: { categories: ['41'] } });
			await poller.poll();
			appears('wanted', undefined, 41);
			appears('other', undefined, 25);
			expect(titles(await poller.poll())).toEqual(['wanted']);
		});

		it('reads on in the next poll when its time is used up, leaving nothing out', async () => {
			const poller = pollerOf({ event: 'newProject' });
			await poller.poll();
			for (let i = 0; i < 40; i += 1) appears(`p${i}`);
			simulator.control.fault({
				service: 'kwork',
				operation: 'projects',
				kind: 'timeout',
				skip: 1,
			});
			const first = await poller.poll('trigger', 2000);
			expect(first.length).toBeGreaterThan(0);
			expect(first.length).toBeLessThan(40);
			const rest = await poller.poll();
			expect(titles([...first, ...rest]).sort()).toEqual(
				Array.from({ length: 40 }, (_, i) => `p${i}`).sort(),
			);
		});

		it('shows one in a manual test and remembers nothing', async () => {
			const poller = pollerOf({ event: 'newProject' });
			expect(await poller.poll('manual')).toHaveLength(1);
			expect(poller.disk).toEqual({});
		});

		it('keeps what it remembers when a poll fails, and says why', async () => {
			const poller = pollerOf({ event: 'newProject' });
			await poller.poll();
			appears('one');
			const fault = simulator.control.fault({
				service: 'kwork',
				operation: 'projects',
				kind: 'block',
				times: null,
			});
			const warnings = warned();
			expect(await poller.poll()).toEqual([]);
			expect(warnings).toEqual([expect.stringContaining('a poll failed')]);
			simulator.control.clearFaults(fault);
			await accounts.close();
			expect(titles(await poller.poll())).toEqual(['one']);
		});
	});

	it.each([
		[{ event: 'newProject', filters: { query: 'nobody-wants-this' } }, { event: 'newProject' }],
		[
			{ event: 'orderChanged', role: 'buyer' },
			{ event: 'orderChanged', role: 'seller' },
		],
	])('takes nothing old for new after a change from %j to %j, and says so', async (was, is) => {
		const warnings = warned();
		const options = { firstRun: 3 };
		simulator.control.kwork.orderArrives({});
		const before = pollerOf({ ...was, options });
		expect(await before.poll()).toEqual([]);
		const after = pollerOf({ ...is, options });
		after.disk = before.disk;
		expect(await after.poll()).toEqual([]);
		expect(warnings).toHaveLength(1);
		appears('new');
		const { orderId } = simulator.control.kwork.orderArrives({});
		const [found, ...others] = await after.poll();
		expect(found).toMatchObject(is.event === 'newProject' ? { title: 'new' } : { id: orderId });
		expect(others).toEqual([]);
		expect(warnings).toHaveLength(1);
	});

	it.each(['newProject', 'notification', 'orderChanged'])(
		'%s: begins anew where its memory cannot be read, and says since when nothing is passed on',
		async (event) => {
			const warnings = warned();
			const poller = pollerOf({ event, options: { firstRun: 3 } });
			const began = Date.now();
			await poller.poll();
			const polled = Date.now();
			expect(warnings).toEqual([]);
			const memory = poller.disk['node:Trigger'] as IDataObject;
			poller.disk = { 'node:Trigger': { ...memory, state: 'broken' } };
			expect(await poller.poll()).toEqual([]);
			expect(warnings).toHaveLength(1);
			const since = Date.parse(/since (\S+Z)/.exec(warnings[0] ?? '')?.[1] ?? '');
			expect(since).toBeGreaterThanOrEqual(began);
			expect(since).toBeLessThanOrEqual(polled);
		},
	);

	it('tells new orders, other statuses and deadlines that are near', async () => {
		const poller = pollerOf({ event: 'orderChanged' });
		expect(await poller.poll()).toEqual([]);
		const { orderId } = simulator.control.kwork.orderArrives({ title: 'Бот' });
		const [fresh] = await poller.poll();
		expect(fresh).toMatchObject({ event: 'orderChanged', isNew: true, id: orderId, changes: {} });
		expect(await poller.poll()).toEqual([]);
	});

	it('tells what changed in a project that is watched by its ID', async () => {
		const projectId = appears('Бот');
		const poller = pollerOf({ event: 'projectChanged', projectIds: String(projectId) });
		expect(await poller.poll()).toEqual([]);
		simulator.control.kwork.projectCloses({ projectId });
		const [changed] = await poller.poll();
		expect(changed).toMatchObject({ event: 'projectChanged', id: projectId });
		expect(changed?.changes).toHaveProperty('status');
		expect(await poller.poll()).toEqual([]);
	});

	it('refuses IDs that are none', async () => {
		const poller = pollerOf({ event: 'projectChanged', projectIds: 'abc' });
		await expect(poller.poll()).rejects.toMatchObject({ name: 'NodeOperationError' });
	});

	it.each(['offerChanged', 'notification', 'orderChanged', 'projectChanged'])(
		'%s: quiet while nothing changes, one sample in a manual test',
		async (event) => {
			const poller = pollerOf({ event });
			expect(await poller.poll()).toEqual([]);
			expect(await poller.poll()).toEqual([]);
			const sample = await poller.poll('manual');
			expect(sample.length).toBeLessThanOrEqual(1);
			for (const item of sample) expect(item).toMatchObject({ event });
		},
	);

	it('says at once when the password is wrong', async () => {
		const poller = pollerOf({ event: 'newProject' }, { password: 'wrong' });
		await expect(poller.poll()).rejects.toMatchObject({
			failure: { cause: 'credential-invalid' },
		});
	});
});
