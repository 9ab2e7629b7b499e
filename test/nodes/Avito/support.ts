import type { IDataObject, INode } from 'n8n-workflow';
import { accounts, AvitoClient, createAvitoClient, SessionVault } from '../../../lib';
import { AvitoOAuth2Api } from '../../../credentials/AvitoOAuth2Api.credentials';
import type { SessionKeeper } from '../../../lib/session';
import { accountKey } from '../../../nodes/shared/connection';
import { Avito } from '../../../nodes/Avito/Avito.node';
import type { Simulator, SimulatorOptions } from '../../../simulator';
import { DEMO_KEY, startAvito } from '../../lib/avito/simulated';
import { EventClock } from '../../support/eventClock';
import type { NodeRun } from '../../support/workflow';
import { itemsOf, runNode } from '../../support/workflow';

/** One for all workflows, as n8n keeps it. */
const node = new Avito();

export interface Call {
	resource: string;
	operation: string;
	parameters?: IDataObject;
	items?: IDataObject[];
	onError?: INode['onError'];
	credential?: IDataObject;
	timeZone?: string;
	/** In the binary field `data` of every item. */
	file?: Parameters<typeof runNode>[0]['file'];
}

/** The Avito node in n8n's engine, against the simulator. */
export class AvitoBench {
	simulator!: Simulator;

	private clock?: EventClock;

	async start(): Promise<void> {
		const onSilence: SimulatorOptions['onSilence'] = (request) => this.clock?.onSilence(request);
		this.simulator = await startAvito({}, { onSilence });
	}

	async stop(): Promise<void> {
		await accounts.close();
		this.clock?.stop();
		const violations = this.simulator.control.violations();
		await this.simulator.close();
		expect(violations).toEqual([]);
	}

	credential(): IDataObject {
		return {
			clientId: 'avito-demo-client',
			clientSecret: 'avito-demo-secret',
			environment: 'simulator',
			simulatorUrl: this.simulator.url,
			requestsPerMinute: 60_000,
			workers: 1,
			writeAccess: 'allow',
		};
	}

	/**
	 * The account's client is made anew, with a clock on which waits and deadlines cost no time.
	 *
	 * @param kept a token to begin with, as the credential keeps it
	 */
	async hurry(kept = ''): Promise<void> {
		await accounts.close();
		this.clock?.stop();
		const clock = new EventClock();
		this.clock = clock;
		const account = accountKey('avito', this.credential() as never);
		const { url } = this.simulator;
		const vault = new SessionVault();
		vault.offer(kept);
		const session: SessionKeeper = {
			read: async () => await Promise.resolve(vault.value),
			write: async (newest) => await Promise.resolve(vault.renew(newest)),
			exclusively: async (work) => await work(),
		};
		const create = () =>
			createAvitoClient(
				{ ...DEMO_KEY, session },
				{ account, simulatorUrl: url, requestsPerMinute: 60_000, clock },
			);
		accounts.get(account, AvitoClient, create);
	}

	async run(call: Call): Promise<NodeRun> {
		const { resource, operation, parameters, items, onError, credential, file, timeZone } = call;
		return await runNode({
			node,
			parameters: { authentication: 'clientCredentials', resource, operation, ...parameters },
			credentials: { avitoApi: { ...this.credential(), ...credential } as never },
			items,
			onError,
			file,
			timeZone,
		});
	}

	async items(call: Call): Promise<IDataObject[]> {
		return itemsOf(await this.run(call));
	}

	/** The first item of the first output. */
	async first(call: Call): Promise<IDataObject> {
		const [item] = await this.items(call);
		if (!item) throw new Error(`${call.resource} ${call.operation} gave nothing`);
		return item;
	}

	/** A resume whose contacts are bought, or not yet. */
	async someResume({ isPurchased }: { isPurchased: boolean }): Promise<number> {
		const cards = await this.items({
			resource: 'resume',
			operation: 'search',
			parameters: { returnAll: true },
		});
		return Number(cards.find((card) => card.isPurchased === isPurchased)?.id);
	}

	/** What the account has written into a chat, oldest first; `undefined` for an image. */
	written(chatId: string): Array<string | undefined> {
		const { ownMessages } = this.simulator.control.state('avito') as {
			ownMessages: Array<{ chatId: string; text?: string }>;
		};
		return ownMessages.filter((one) => one.chatId === chatId).map(({ text }) => text);
	}

	requests(pattern: RegExp): string[] {
		return this.simulator.control
			.requests()
			.map(({ method, path }) => `${method} ${path}`)
			.filter((line) => pattern.test(line));
	}

	spent(): number {
		const { account } = this.simulator.control.state('avito') as {
			account: { contactsLeft: number; placementsLeft: number };
		};
		return 70 - account.contactsLeft - account.placementsLeft;
	}
}

/** What a browser does at the consent of a partner application. */
export async function partnerTokens({
	url,
}: Simulator): Promise<{ access_token: string; refresh_token: string }> {
	const scopes = new AvitoOAuth2Api().properties.find(({ name }) => name === 'scope');
	const scope = String(scopes?.default);
	const address = `${url}/avito.ru/oauth`;
	const client = { client_id: 'avito-partner-app', client_secret: 'avito-partner-secret' };
	const query = new URLSearchParams({ response_type: 'code', ...client, scope, state: 's' });
	query.delete('client_secret');
	const page = await (await fetch(`${address}?${query}`)).text();
	const form = new URLSearchParams();
	for (const [, name = '', value = ''] of page.matchAll(/name="([^"]*)" value="([^"]*)">/g))
		form.set(name, value);
	form.set('decision', 'allow');
	const answer = await fetch(address, { method: 'POST', body: form, redirect: 'manual' });
	const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
	const body = new URLSearchParams({ grant_type: 'authorization_code', code, ...client });
	const tokens = await fetch(`${url}/api.avito.ru/token`, { method: 'POST', body });
	return (await tokens.json()) as { access_token: string; refresh_token: string };
}
