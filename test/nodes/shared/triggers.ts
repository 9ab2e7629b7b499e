import type { ICredentialDataDecryptedObject, ITriggerFunctions } from 'n8n-workflow';
import { AvitoPollTrigger } from '../../../nodes/Avito/AvitoPollTrigger.node';
import { AvitoTrigger } from '../../../nodes/Avito/AvitoTrigger.node';
import { avitoPolls } from '../../../nodes/Avito/pollTrigger/poll';
import { listen as listenToAvito } from '../../../nodes/Avito/trigger/listen';
import { KworkPollTrigger } from '../../../nodes/Kwork/KworkPollTrigger.node';
import { KworkTrigger } from '../../../nodes/Kwork/KworkTrigger.node';
import { kworkPolls } from '../../../nodes/Kwork/pollTrigger/poll';
import { listen as listenToKwork } from '../../../nodes/Kwork/trigger/listen';
import type { Clock } from '../../../lib/time';
import type { PollOverrides } from '../../../nodes/shared/events/pollHost';
import { upworkPolls } from '../../../nodes/Upwork/trigger/poll';
import { UpworkTrigger } from '../../../nodes/Upwork/UpworkTrigger.node';
import type { SimulatorBench } from '../../support/simulatorBench';
import { AvitoBench, partnerTokens } from '../Avito/support';
import { credentialOf, KworkBench } from '../Kwork/support';
import type { TriggerUnderTest } from '../kworkTrigger/engine';
import { UpworkBench } from '../Upwork/support';

const kwork = new KworkBench();
const avito = new AvitoBench();
const upwork = new UpworkBench();

/** What the polls of a test are given; one may leave them no time. */
export const overrides: Pick<PollOverrides, 'enough'> = {};

const polling = (polls: typeof kworkPolls) =>
	async function (this: ITriggerFunctions, clock: Clock) {
		return await polls(this, { clock, ...overrides });
	};

/** A trigger or polling node, and what a test can have its service do. */
export interface Listening {
	name: string;
	variant?: string;
	/** It asks at its poll times; the others listen. */
	polls?: boolean;
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
	/** What the trigger waits for; its item has the name as text or title. */
	happens(name: string): void;
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
/** The buyer of an order that is there from the beginning. */
const writesInOrder = (text: string) =>
	void kwork.simulator.control.kwork.clientWritesInOrder({ orderId: 44_110_000, text });
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
	happens: (text: string) => void avito.simulator.control.avito.candidateWrites({ text }),
} as const;

let partner: Awaited<ReturnType<typeof partnerTokens>>;
const connect = async () => {
	partner = await partnerTokens(avito.simulator);
};

export const triggers: Listening[] = [
	{
		name: 'Kwork Trigger',
		...kworkFacts,
		happens: (text) => void kwork.simulator.control.kwork.clientWrites({ text }),
		trigger: {
			node: new KworkTrigger(),
			listen: listenToKwork,
			credentialType: 'kworkApi',
			parameters: { events: ['newMessage'] },
		},
	},
	{
		name: 'Kwork Trigger',
		...kworkFacts,
		variant: ', of messages in orders,',
		happens: writesInOrder,
		trigger: {
			node: new KworkTrigger(),
			listen: listenToKwork,
			credentialType: 'kworkApi',
			parameters: { events: ['newOrderMessage'] },
		},
	},
	{
		name: 'Kwork Poll Trigger',
		...kworkFacts,
		variant: ', of messages in orders,',
		happens: writesInOrder,
		polls: true,
		trigger: {
			node: new KworkPollTrigger(),
			listen: polling(kworkPolls),
			credentialType: 'kworkApi',
			parameters: { event: 'newMessage', chats: 'both' },
		},
	},
	{
		name: 'Kwork Poll Trigger',
		...kworkFacts,
		happens: (title) => void kwork.simulator.control.kwork.projectAppears({ title }),
		polls: true,
		trigger: {
			node: new KworkPollTrigger(),
			listen: polling(kworkPolls),
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
		polls: true,
		trigger: {
			node: new AvitoPollTrigger(),
			listen: polling(avitoPolls),
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
		happens: (title) => void upwork.control.newJob({ title, ageMs: 0 }),
		polls: true,
		trigger: {
			node: new UpworkTrigger(),
			listen: polling(upworkPolls),
			credentialType: 'upworkOAuth2Api',
			parameters: { event: 'newJob', options: { minMinutes: 1 } },
		},
	},
];
