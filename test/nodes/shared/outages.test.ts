import 'reflect-metadata';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { accounts, systemClock } from '../../../lib';
import { AvitoPollTrigger } from '../../../nodes/Avito/AvitoPollTrigger.node';
import { AvitoTrigger } from '../../../nodes/Avito/AvitoTrigger.node';
import { avitoPolls } from '../../../nodes/Avito/pollTrigger/poll';
import { listen as listenToAvito } from '../../../nodes/Avito/trigger/listen';
import { KworkPollTrigger } from '../../../nodes/Kwork/KworkPollTrigger.node';
import { KworkTrigger } from '../../../nodes/Kwork/KworkTrigger.node';
import { kworkPolls } from '../../../nodes/Kwork/pollTrigger/poll';
import { listen as listenToKwork } from '../../../nodes/Kwork/trigger/listen';
import { startPolls } from '../../../nodes/shared/events/pollHost';
import { upworkPolls } from '../../../nodes/Upwork/trigger/poll';
import { UpworkTrigger } from '../../../nodes/Upwork/UpworkTrigger.node';
import { pass as passOn, quiet } from '../../support/loopback';
import { ManualClock } from '../../support/manualClock';
import type { SimulatorBench } from '../../support/simulatorBench';
import { AvitoBench } from '../Avito/support';
import { credentialOf, KworkBench } from '../Kwork/support';
import type { TriggerUnderTest } from '../kworkTrigger/engine';
import { Engine } from '../kworkTrigger/engine';
import { NOON, UpworkBench } from '../Upwork/support';

const MINUTE = 60_000;
const SHORT_WAIT_MS = 9000;

const kwork = new KworkBench();
const avito = new AvitoBench();
const upwork = new UpworkBench();

interface Listening {
	name: string;
	service: 'kwork' | 'avito' | 'upwork';
	bench: Pick<SimulatorBench, 'simulator'> & { start(): Promise<void>; stop(): Promise<void> };
	trigger: Omit<TriggerUnderTest, 'credential'>;
	credential(): ICredentialDataDecryptedObject;
	/** What a wrong password or key looks like. */
	wrong: ICredentialDataDecryptedObject;
}

const kworkFacts = {
	service: 'kwork',
	bench: kwork,
	credential: () => credentialOf(kwork.simulator),
	wrong: { password: 'wrong' },
} as const;
const avitoFacts = {
	service: 'avito',
	bench: avito,
	credential: () => avito.credential() as ICredentialDataDecryptedObject,
	wrong: { clientSecret: 'wrong' },
} as const;

const all: Listening[] = [
	{
		name: 'Kwork Trigger',
		...kworkFacts,
		trigger: {
			node: new KworkTrigger(),
			listen: listenToKwork,
			credentialType: 'kworkApi',
			parameters: { events: ['newMessage'] },
		},
	},
	{
		name: 'Kwork Poll Trigger',
		...kworkFacts,
		trigger: {
			node: new KworkPollTrigger(),
			listen: async function (clock) {
				return await startPolls(this, kworkPolls, { clock });
			},
			credentialType: 'kworkApi',
			parameters: { event: 'newProject' },
		},
	},
	{
		name: 'Avito Trigger',
		...avitoFacts,
		trigger: {
			node: new AvitoTrigger(),
			listen: listenToAvito,
			credentialType: 'avitoApi',
			parameters: { events: ['newMessage', 'newApplication'] },
		},
	},
	{
		name: 'Avito Poll Trigger',
		...avitoFacts,
		trigger: {
			node: new AvitoPollTrigger(),
			listen: async function (clock) {
				return await startPolls(this, avitoPolls, { clock });
			},
			credentialType: 'avitoApi',
			parameters: { event: 'newMessage' },
		},
	},
	{
		name: 'Upwork Trigger',
		service: 'upwork',
		bench: upwork,
		credential() {
			const credential = upwork.credential();
			upwork.settle(credential);
			return credential;
		},
		wrong: { oauthTokenData: { access_token: 'dead', refresh_token: 'dead' } },
		trigger: {
			node: new UpworkTrigger(),
			listen: async function (clock) {
				return await startPolls(this, upworkPolls, { clock });
			},
			credentialType: 'upworkOAuth2Api',
			parameters: { event: 'newJob', options: { minMinutes: 1 } },
		},
	},
];

/** What goes wrong at the service. */
const outages = [
	{ what: '500', kind: 'status', status: 500 },
	{ what: 'the network', kind: 'reset' },
] as const;

describe.each(all)('$name in an outage', (one) => {
	let clock: ManualClock;
	let engine: Engine;
	let close: (() => Promise<void>) | undefined;
	let override: IDataObject;

	beforeEach(async () => {
		if (one.service === 'upwork') jest.spyOn(Date, 'now').mockReturnValue(NOON);
		await one.bench.start();
		clock = new ManualClock(Date.now(), quiet);
		// What a client waits for between two attempts of one call.
		const sleep = systemClock.sleep.bind(systemClock);
		jest.spyOn(systemClock, 'sleep').mockImplementation(async (ms, signal) => {
			if (ms > SHORT_WAIT_MS) return await sleep(ms, signal);
			signal?.throwIfAborted();
		});
		override = {};
		engine = new Engine({
			simulatorUrl: one.bench.simulator.url,
			clock,
			trigger: { ...one.trigger, credential: {} },
			credentialNow: () => ({ ...one.credential(), ...override }) as IDataObject,
		});
		engine.outcome = () => 'success';
	});
	afterEach(async () => {
		one.bench.simulator.control.clearFaults();
		let isOver = false;
		void (close?.() ?? Promise.resolve()).finally(() => (isOver = true));
		await passOn(clock, () => isOver);
		close = undefined;
		await accounts.close();
		await one.bench.stop();
		jest.restoreAllMocks();
	});

	const publish = async () => {
		let isActive = false;
		const activating = engine.activate().finally(() => (isActive = true));
		await passOn(clock, () => isActive);
		close = (await activating).closeFunction;
		await quiet();
	};
	const live = async (minutes: number) => {
		for (let i = 0; i < minutes; i += 1) {
			engine.fire();
			await quiet();
			await clock.advance(MINUTE);
		}
	};

	it.each(outages)(
		'tells it once, and keeps still: $what',
		async (outage) => {
			await publish();
			await live(2);
			const { control } = one.bench.simulator;
			control.fault({ service: one.service, operation: '*', times: null, ...outage } as never);
			control.sockets.drop({ service: one.service } as never);
			await live(10);
			expect(engine.failedExecutions).toEqual([]);
			await live(80);
			expect(engine.failedExecutions).toHaveLength(1);
			expect(engine.failedExecutions[0]).toMatchObject({
				description: expect.stringMatching(/\w/),
			});
			expect(engine.emittedErrors).toEqual([]);
		},
		30_000,
	);

	it('fails the publication for a wrong key, with what to do in the message', async () => {
		override = one.wrong;
		const error: unknown = await engine.activate().catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({ description: expect.stringMatching(/\w{3}/) });
		const { message, description } = error as { message: string; description: string };
		expect(message).toContain(description);
	});
});
