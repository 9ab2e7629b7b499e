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
import { upworkPolls } from '../../../nodes/Upwork/trigger/poll';
import { UpworkTrigger } from '../../../nodes/Upwork/UpworkTrigger.node';
import { pass as passOn, quiet } from '../../support/loopback';
import { ManualClock } from '../../support/manualClock';
import type { SimulatorBench } from '../../support/simulatorBench';
import { AvitoBench, partnerTokens } from '../Avito/support';
import { credentialOf, KworkBench } from '../Kwork/support';
import type { TriggerUnderTest } from '../kworkTrigger/engine';
import { Engine } from '../kworkTrigger/engine';
import { NOON, UpworkBench } from '../Upwork/support';

const MINUTE = 60_000;

const kwork = new KworkBench();
const avito = new AvitoBench();
const upwork = new UpworkBench();

interface Listening {
	name: string;
	variant?: string;
	service: 'kwork' | 'avito' | 'upwork';
	bench: Pick<SimulatorBench, 'simulator'> & { start(): Promise<void>; stop(): Promise<void> };
	trigger: Omit<TriggerUnderTest, 'credential'>;
	credential(): ICredentialDataDecryptedObject;
	/** What a wrong password or key looks like. */
	wrong: ICredentialDataDecryptedObject;
	/** The key that worked is dead, and nothing the node may do by itself brings another. */
	killKey(): void;
	/** A person has mended it. */
	mendKey(): Promise<void> | void;
	/** What the trigger waits for. */
	happens(): void;
}

const kworkFacts = {
	service: 'kwork',
	bench: kwork,
	credential: () => credentialOf(kwork.simulator),
	wrong: { password: 'wrong' },
	killKey() {
		kwork.simulator.control.kwork.expireTokens({});
		kwork.simulator.control.kwork.changeUser({ password: 'changed' });
	},
	mendKey: () => kwork.simulator.control.kwork.changeUser({ password: 'demo' }),
} as const;
const avitoFacts = {
	service: 'avito',
	bench: avito,
	credential: () => avito.credential() as ICredentialDataDecryptedObject,
	wrong: { clientSecret: 'wrong' },
	killKey() {
		avito.simulator.control.avito.revokeTokens({});
		avito.simulator.control.avito.setAccount({ clientSecret: 'changed' });
	},
	mendKey() {
		avito.simulator.control.avito.setAccount({ clientSecret: 'avito-demo-secret' });
	},
	happens: () => void avito.simulator.control.avito.candidateWrites({}),
} as const;

let partner: Awaited<ReturnType<typeof partnerTokens>>;
const connect = async () => {
	partner = await partnerTokens(avito.simulator);
};

const all: Listening[] = [
	{
		name: 'Kwork Trigger',
		...kworkFacts,
		happens: () => void kwork.simulator.control.kwork.clientWrites({ text: 'Hello' }),
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
		happens: () => void kwork.simulator.control.kwork.projectAppears({}),
		trigger: {
			node: new KworkPollTrigger(),
			listen: async function (clock) {
				return await kworkPolls(this, { clock });
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
		name: 'Avito Trigger',
		...avitoFacts,
		variant: ', connected by OAuth2,',
		bench: {
			get simulator() {
				return avito.simulator;
			},
			async start() {
				await avito.start();
				await connect();
			},
			stop: async () => await avito.stop(),
		},
		credential: () =>
			({
				...avito.credential(),
				grantType: 'authorizationCode',
				clientId: 'avito-partner-app',
				clientSecret: 'avito-partner-secret',
				accessTokenUrl: `${avito.simulator.url}/api.avito.ru/token`,
				authentication: 'body',
				oauthTokenData: partner,
			}) as ICredentialDataDecryptedObject,
		wrong: { oauthTokenData: { access_token: 'dead', refresh_token: 'dead' } },
		killKey: () => void avito.simulator.control.avito.revokeTokens({ refresh: true }),
		mendKey: connect,
		trigger: {
			node: new AvitoTrigger(),
			listen: listenToAvito,
			credentialType: 'avitoOAuth2Api',
			parameters: { authentication: 'oAuth2', events: ['newMessage'] },
		},
	},
	{
		name: 'Avito Poll Trigger',
		...avitoFacts,
		trigger: {
			node: new AvitoPollTrigger(),
			listen: async function (clock) {
				return await avitoPolls(this, { clock });
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
		killKey: () => void upwork.control.revokeTokens({}),
		mendKey: async () => await upwork.connect(),
		happens: () => void upwork.control.newJob({ ageMs: 0 }),
		trigger: {
			node: new UpworkTrigger(),
			listen: async function (clock) {
				return await upworkPolls(this, { clock });
			},
			credentialType: 'upworkOAuth2Api',
			parameters: { event: 'newJob', options: { minMinutes: 1 } },
		},
	},
];

interface Outage {
	what: string;
	begin(one: Listening): void;
	end(one: Listening): Promise<void> | void;
	/** The cause, as it is told. */
	says: string;
	/** A person has to act, so it is told at once. */
	isAtOnce?: boolean;
	minutes: number;
	/** Requests within these minutes. */
	atMost: number;
}

const struck = (one: Listening, fault: { kind: 'status'; status: 500 } | { kind: 'reset' }) => {
	const { service } = one;
	one.bench.simulator.control.fault({ service, operation: '*', times: null, ...fault });
};
const cleared = (one: Listening) => one.bench.simulator.control.clearFaults();

/** What goes wrong at the service, or with the key. */
const outages: Outage[] = [
	{
		what: '500',
		begin: (one) => struck(one, { kind: 'status', status: 500 }),
		end: cleared,
		says: 'HTTP 500',
		minutes: 90,
		atMost: 40,
	},
	{
		what: 'the network',
		begin: (one) => struck(one, { kind: 'reset' }),
		end: cleared,
		says: 'in a row failed, .*connection',
		minutes: 90,
		atMost: 40,
	},
	{
		what: 'a dead key',
		begin: (one) => one.killKey(),
		end: async (one) => await one.mendKey(),
		says: '(login and password|credential)',
		isAtOnce: true,
		minutes: 24 * 60,
		// A refused call and a refused renewal each half hour, and a few more in the first one.
		atMost: 150,
	},
];

const rows = all.map((one) => [`${one.name}${one.variant ?? ''}`, one] as const);

describe.each(rows)('%s in an outage', (_, one) => {
	let clock: ManualClock;
	let engine: Engine;
	let close: (() => Promise<void>) | undefined;
	let override: IDataObject;

	beforeEach(async () => {
		clock = new ManualClock(NOON, quiet);
		// One clock for everything: the node, the account it shares with others, and the service.
		jest.spyOn(Date, 'now').mockImplementation(() => clock.now());
		jest
			.spyOn(systemClock, 'sleep')
			.mockImplementation(async (ms, signal) => await clock.sleep(ms, signal));
		await one.bench.start();
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
			if (one.service === 'upwork') one.bench.simulator.control.advance(MINUTE);
		}
	};
	const requests = () => one.bench.simulator.control.requests({ service: one.service }).length;

	it.each(outages)(
		'tells it once, keeps still, goes on afterwards and tells the next: $what',
		async ({ begin, end, says, isAtOnce, minutes, atMost }) => {
			await publish();
			await live(2);
			const { control } = one.bench.simulator;
			for (const [time, length] of [
				[1, minutes],
				[2, 30],
			] as const) {
				const before = requests();
				begin(one);
				control.sockets.drop({ service: one.service });
				await live(10);
				expect(engine.failedExecutions).toHaveLength(isAtOnce ? time : time - 1);
				await live(length - 10);
				expect(engine.failedExecutions).toHaveLength(time);
				expect(engine.failedExecutions.at(-1)).toMatchObject({
					message: expect.stringMatching(new RegExp(`^${one.name}: .*${says}`)),
					description: expect.stringMatching(/\w{3}/),
				});
				expect(requests() - before).toBeLessThan(atMost);
				await end(one);
				const events = engine.emitted.length;
				one.happens();
				await live(40);
				expect(engine.emitted.length).toBe(events + 1);
			}
			expect(engine.emittedErrors).toEqual([]);
		},
		60_000,
	);

	it('fails the publication for a wrong key, with what to do in the message', async () => {
		override = one.wrong;
		const error: unknown = await engine.activate().catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({ description: expect.stringMatching(/\w{3}/) });
		const { message, description } = error as { message: string; description: string };
		expect(message).toContain(description);
	});
});
