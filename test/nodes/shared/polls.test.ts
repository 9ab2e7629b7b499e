import type { IDataObject } from 'n8n-workflow';
import { accounts } from '../../../lib';
import { AvitoPollTrigger } from '../../../nodes/Avito/AvitoPollTrigger.node';
import { avitoPolls } from '../../../nodes/Avito/pollTrigger/poll';
import { KworkPollTrigger } from '../../../nodes/Kwork/KworkPollTrigger.node';
import { kworkPolls } from '../../../nodes/Kwork/pollTrigger/poll';
import { upworkPolls } from '../../../nodes/Upwork/trigger/poll';
import { UpworkTrigger } from '../../../nodes/Upwork/UpworkTrigger.node';
import { pass as passOn, quiet, until } from '../../support/loopback';
import { ManualClock } from '../../support/manualClock';
import type { Life } from '../../support/poller';
import { Poller } from '../../support/poller';
import { AvitoBench } from '../Avito/support';
import { credentialOf, KworkBench } from '../Kwork/support';
import { NOON, UpworkBench } from '../Upwork/support';

const kwork = new KworkBench();
const avito = new AvitoBench();
const upwork = new UpworkBench();

interface Service {
	name: string;
	bench: { start(): Promise<void>; stop(): Promise<void> };
	poller(options: IDataObject, clock: ManualClock): Poller;
	/** Something new; answers how its item is recognised. */
	appears(name: string): Promise<void>;
	/** What tells items apart. */
	nameOf(item: IDataObject): unknown;
}

const services: Service[] = [
	{
		name: 'Kwork Poll Trigger',
		bench: kwork,
		poller: (options, clock) =>
			new Poller(
				{
					node: KworkPollTrigger,
					polls: kworkPolls,
					credential: { type: 'kworkApi', decrypt: () => credentialOf(kwork.simulator) },
				},
				{ event: 'newProject', options },
				{ clock },
			),
		async appears(title) {
			kwork.simulator.control.kwork.projectAppears({ title });
		},
		nameOf: ({ title }) => title,
	},
	{
		name: 'Avito Poll Trigger',
		bench: avito,
		poller: (options, clock) =>
			new Poller(
				{
					node: AvitoPollTrigger,
					polls: avitoPolls,
					credential: { type: 'avitoApi', decrypt: () => avito.credential() as never },
				},
				{ event: 'newMessage', options },
				{ clock },
			),
		async appears(text) {
			avito.simulator.control.advance(60_000);
			await avito.simulator.control.avito.candidateWrites({ text });
		},
		nameOf: ({ text }) => text,
	},
	{
		name: 'Upwork Trigger',
		bench: upwork,
		poller: (options, clock) =>
			new Poller(
				{
					node: UpworkTrigger,
					polls: upworkPolls,
					credential: {
						type: 'upworkOAuth2Api',
						decrypt() {
							const credential = upwork.credential();
							upwork.settle(credential);
							return credential;
						},
					},
				},
				{ event: 'newJob', options: { minMinutes: 1, ...options } },
				{ clock },
			),
		async appears(title) {
			upwork.simulator.control.advance(60_000);
			upwork.control.newJob({ title });
		},
		nameOf: ({ title }) => title,
	},
];

describe.each(services)('$name and a stopping n8n', ({ bench, poller: make, appears, nameOf }) => {
	let clock: ManualClock;
	let poller: Poller;
	beforeEach(async () => {
		// The seed of Upwork is made for this day.
		if (bench === upwork) jest.spyOn(Date, 'now').mockReturnValue(NOON);
		await bench.start();
		clock = new ManualClock(Date.now(), quiet);
	});
	afterEach(async () => {
		await accounts.close();
		await bench.stop();
		jest.restoreAllMocks();
	});

	const pass = async (done: () => boolean, stepMs?: number) => await passOn(clock, done, stepMs);
	const names = () => poller.executions.flat().map(nameOf);

	async function publish(options: IDataObject = {}): Promise<Life> {
		poller ??= make(options, clock);
		const life = await poller.publish();
		await quiet();
		return life;
	}
	async function begin(options: IDataObject = {}): Promise<Life> {
		poller = make(options, clock);
		const life = await publish();
		await clock.advance(120_000);
		return life;
	}
	/** What was left of it must not go on beside the next one. */
	async function kill(life: Life): Promise<void> {
		life.die();
		let isOver = false;
		void life.stop().finally(() => (isOver = true));
		await pass(() => isOver, 1000);
	}
	async function tick(life: Life): Promise<void> {
		void life.tick();
		await quiet();
	}

	it('loses nothing that was found while n8n was stopped before it had stored it', async () => {
		const life = await begin();
		await appears('one');
		await appears('two');
		poller.dropsNextExecution = true;
		await tick(life);
		await until(() => !poller.dropsNextExecution);
		expect(names()).toEqual([]);
		await kill(life);
		await clock.advance(120_000);
		await appears('three');
		const next = await publish();
		await until(() => names().length === 3);
		expect(names().sort()).toEqual(['one', 'three', 'two']);
		await next.stop();
	});

	it('repeats nothing after a kill, whatever came of the execution, and after a stop', async () => {
		const life = await begin();
		await appears('one');
		await tick(life);
		await until(() => names().length === 1);
		await kill(life);
		await clock.advance(120_000);
		await appears('two');
		const second = await publish();
		await until(() => names().length === 2);
		expect(poller.refused).toBe(1);
		await second.stop();
		const refused = poller.refused;
		await clock.advance(120_000);
		const third = await publish();
		await appears('three');
		await clock.advance(120_000);
		await tick(third);
		await until(() => names().length === 3);
		expect(names()).toEqual(['one', 'two', 'three']);
		expect(poller.refused).toBe(refused);
		await third.stop();
	});

	it('runs what failed again where the user wants that, and then gives it up', async () => {
		const life = await begin({ acknowledge: 'onSuccess', redeliveries: 2 });
		poller.outcome = () => (poller.executions.length < 3 ? 'error' : 'success');
		await appears('one');
		await tick(life);
		await pass(() => poller.executions.length === 3, 10_000);
		expect(names()).toEqual(['one', 'one', 'one']);
		expect(poller.failedExecutions).toEqual([]);
		await clock.advance(120_000);
		poller.outcome = () => 'error';
		await appears('two');
		await tick(life);
		await pass(() => poller.failedExecutions.length === 1, 10_000);
		expect(names().slice(3)).toEqual(['two', 'two', 'two']);
		poller.outcome = () => 'success';
		await clock.advance(120_000);
		await appears('three');
		await tick(life);
		await until(() => names().length === 7);
		await life.stop();
	});
});
