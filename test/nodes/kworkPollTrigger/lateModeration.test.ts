import type { IDataObject } from 'n8n-workflow';
import { accounts, systemClock } from '../../../lib';
import { KworkPollTrigger } from '../../../nodes/Kwork/KworkPollTrigger.node';
import { kworkPolls } from '../../../nodes/Kwork/pollTrigger/poll';
import { startSimulator, type Simulator } from '../../../simulator';
import { Poller } from '../../support/poller';
import { credentialOf } from '../Kwork/support';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** So often a poll looks back a day. */
const LOOK_BACK = 15 * MINUTE;

describe('new projects that moderation shows late', () => {
	let simulator: Simulator;
	let poller: Poller;
	beforeEach(async () => {
		simulator = await startSimulator();
		poller = new Poller(
			{
				node: KworkPollTrigger,
				polls: kworkPolls,
				credential: { type: 'kworkApi', decrypt: () => credentialOf(simulator, {}) },
			},
			{ event: 'newProject' },
			{ clock: { ...systemClock, now: () => simulator.control.now() } },
		);
	});
	afterEach(async () => {
		await accounts.close();
		const violations = simulator.control.violations();
		await simulator.close();
		expect(violations).toEqual([]);
	});

	const appears = (title: string, listedAfterSeconds = 0) =>
		simulator.control.kwork.projectAppears({ title, listedAfterSeconds }).projectId;
	/** Pushes what is older to the pages behind. */
	const crowd = (count = 40) => {
		for (let i = 0; i < count; i += 1) appears(`crowd ${i}`);
	};
	const requests = () => simulator.control.requests({ operation: 'projects' }).length;
	const poll = async (passes = 0) => {
		simulator.control.advance(passes);
		return (await poller.poll()).map(({ title }) => title);
	};
	const memory = () => (poller.disk['node:Trigger'] as IDataObject).state as IDataObject;

	it('tells one that was created ten hours ago once, behind any number of others', async () => {
		await poll();
		appears('late', 10 * 3600);
		simulator.control.advance(9 * HOUR);
		crowd();
		expect(await poll()).toHaveLength(40);
		expect(await poll(HOUR)).toEqual(['late']);
		for (let i = 0; i < 30; i += 1) expect(await poll(HOUR)).toEqual([]);
	});

	it('tells one that was created before the activation, and none that was listed then', async () => {
		appears('late', 10 * 3600);
		appears('there before');
		simulator.control.advance(HOUR);
		crowd();
		expect(await poll()).toEqual([]);
		expect(await poll(9 * HOUR)).toEqual(['late']);
		for (let i = 0; i < 30; i += 1) expect(await poll(HOUR)).toEqual([]);
	});

	it('looks back a day every 15 minutes only', async () => {
		const costs = async (passes: number) => {
			const before = requests();
			await poll(passes);
			return requests() - before;
		};
		await poll();
		expect(await costs(MINUTE)).toBe(2);
		expect(await costs(LOOK_BACK)).toBeGreaterThan(3);
		expect(await costs(MINUTE)).toBe(2);
	});

	it('tells what is new while a page further back cannot be read, and looks there afterwards', async () => {
		appears('late', 10 * 3600);
		simulator.control.advance(HOUR);
		crowd(20);
		simulator.control.advance(2 * HOUR);
		crowd(3);
		await poll();
		simulator.control.advance(7 * HOUR);
		const fault = simulator.control.fault({
			service: 'kwork',
			operation: 'projects',
			match: { page: 2 },
			kind: 'status',
			status: 500,
			times: null,
		});
		for (const title of ['one', 'two']) {
			appears(title);
			expect(await poll(MINUTE)).toEqual([title]);
		}
		simulator.control.clearFaults(fault);
		expect(await poll(MINUTE)).toEqual(['late']);
		expect(await poll(LOOK_BACK)).toEqual([]);
	});

	it('takes nothing old for new with what a version before remembered', async () => {
		crowd();
		await poll();
		crowd(60);
		await poll(10 * HOUR);
		appears('new');
		await poll(2 * HOUR);
		const { lookedBackAt, seen, ...state } = memory();
		expect(lookedBackAt).toBeDefined();
		const time = state.time as number;
		poller.disk = {
			'node:Trigger': {
				...(poller.disk['node:Trigger'] as IDataObject),
				state: {
					...state,
					floor: time - HOUR,
					seen: (seen as Array<[string, number]>).filter(([, at]) => at >= time - HOUR),
				},
			},
		};
		for (let i = 0; i < 30; i += 1) expect(await poll(LOOK_BACK)).toEqual([]);
		appears('later');
		expect(await poll()).toEqual(['later']);
	});

	it('forgets what is older than a day', async () => {
		await poll();
		crowd(300);
		await poll(HOUR);
		expect((memory().seen as unknown[]).length).toBeGreaterThan(300);
		simulator.control.advance(30 * HOUR);
		appears('much later');
		expect(await poll()).toEqual(['much later']);
		expect(memory().seen).toHaveLength(1);
	});
});
