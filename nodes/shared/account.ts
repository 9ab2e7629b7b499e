import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Closable } from '../../lib/accounts';
import type { HttpClientOptions } from '../../lib/http';
import type { LedgerAccount } from '../../lib/ledger';
import type { Memory } from '../../lib/memory';
import type { SessionKeeper } from '../../lib/session';
import type { Connection, ServiceFunctions } from './connection';
import { connectionOf, textOf } from './connection';
import type { Library } from './lib';
import { loadLib } from './lib';
import { deskMemory, sharesAccounts } from './memory';
import type { ServiceContext } from './router';
import { keepSession, vaultOf } from './sessionStore';

/** What is behind a credential, before a client is made of it. */
export interface Opened {
	lib: Library;
	credentials: ICredentialDataDecryptedObject;
	connection: Connection;
	/** What all of n8n's processes remember; rejects where it cannot be reached. */
	memory(): Promise<Memory>;
	/** What the memory knows the account by: it outlives a change of the password or the proxy. */
	remembered: LedgerAccount;
	/** How the account's HTTP client reaches the service. */
	wire: Omit<Connection, 'key' | 'writeAccess'> & {
		account: string;
		sharedBudgets?: HttpClientOptions['sharedBudgets'];
	};
	/** Where processes share a session; missing where n8n keeps the tokens, and for a test. */
	session?: SessionKeeper;
}

/** The account of a node's credential: what is in it is shared by all workflows of this n8n. */
export interface Account<Client> extends ServiceContext<Client> {
	connection: Connection;
}

/** How a service's accounts differ from those of the others. */
export interface AccountKind<Client> {
	service: 'kwork' | 'avito' | 'upwork';
	/** Type of the credential. */
	credential: string;
	/** Field that names the account in the audit line. */
	name: 'login' | 'clientId';
	/** Who signed in through an application shares its client, because its limits are the application's. */
	limitsAreOfApplication?: boolean;
	/** The client signs in by itself; n8n's credential store keeps the session. */
	keepsSession?: boolean;
	clients(opened: Opened): Pick<ServiceContext<Client>, 'client' | 'clientFor'>;
}

/**
 * Reads a credential, which may be one that is not saved yet.
 * `signedIn` stands for who signed in where the fields do not tell: the id of an OAuth2 credential.
 */
export async function openCredential(
	service: AccountKind<unknown>['service'],
	credentials: ICredentialDataDecryptedObject,
	context: Parameters<typeof connectionOf>[2],
	{ signedIn = '', limitsAreOfApplication = false } = {},
): Promise<Opened> {
	const owner = limitsAreOfApplication ? '' : signedIn;
	const connection = connectionOf(service, credentials, context, owner);
	const { key, simulatorUrl, proxies, requestsPerMinute, workers, egress, logger } = connection;
	const lib = await loadLib();
	const memory = async () => (await deskMemory(logger)).memory;
	const account = rememberedAs(lib, connection, credentials, signedIn);
	const sharedBudgets = (await sharesAccounts())
		? {
				account: `${service} ${rememberedAs(lib, connection, credentials, owner)}`,
				store: async () => (await memory()).budget,
			}
		: undefined;
	return {
		lib,
		credentials,
		connection,
		wire: {
			account: key,
			simulatorUrl,
			proxies,
			requestsPerMinute,
			workers,
			sharedBudgets,
			egress,
			logger,
		},
		memory,
		remembered: { service, account },
	};
}

/** Login or key, and which world it is of; where there is neither, all of the credential. */
function rememberedAs(
	lib: Library,
	{ key, simulatorUrl }: Connection,
	{ login, clientId }: ICredentialDataDecryptedObject,
	signedIn: string,
): string {
	const name = textOf(login) || textOf(clientId);
	return name === '' ? key.slice(0, 16) : lib.accountNameOf(name, { simulatorUrl, signedIn });
}

/** From the node's credential to its account. */
export async function openAccount<Client>(
	context: ServiceFunctions,
	{ service, credential, name, limitsAreOfApplication, keepsSession, clients }: AccountKind<Client>,
): Promise<Account<Client>> {
	const credentials = await context.getCredentials(credential);
	const signedIn = credentials.oauthTokenData
		? (context.getNode().credentials?.[credential]?.id ?? '')
		: '';
	const opened = await openCredential(service, credentials, context, {
		signedIn,
		limitsAreOfApplication,
	});
	const { connection, lib, memory, remembered } = opened;
	const { key, writeAccess } = connection;
	const vault = keepsSession ? await vaultOf(service, credentials) : undefined;
	vault?.offer(textOf(credentials.sessionToken));
	const session =
		vault &&
		lib.sharedSession({ vault, memory, account: `${service} ${remembered.account}`, secret: key });
	return {
		connection,
		...clients({ ...opened, session }),
		account: `${service} ${textOf(credentials[name]) || key.slice(0, 8)}`,
		writeAccess,
		ledger: lib.accounts.get(
			`${key}:ledger`,
			lib.SendLedger,
			() => new lib.SendLedger(lib.systemClock, memory, remembered),
		),
		memoryNotice: async () => (await deskMemory(connection.logger).catch(() => undefined))?.notice,
		...(vault ? { settle: async () => await keepSession(context, credential, vault) } : {}),
	};
}

/** What the account keeps as long as this process uses it, made at the first call. */
export function keptBy<T extends Closable>(
	{ lib, connection }: Opened,
	kind: new (...args: never[]) => T,
	create: () => T,
	suffix = '',
): T {
	return lib.accounts.get(connection.key + suffix, kind, create);
}
