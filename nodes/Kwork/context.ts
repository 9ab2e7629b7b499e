import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { KworkClient } from '../../lib/kwork';
import type { SessionVault } from '../../lib/session';
import type { Connection, ServiceFunctions } from '../shared/connection';
import { connectionOf, textOf } from '../shared/connection';
import { loadLib } from '../shared/lib';
import type { ServiceContext } from '../shared/router';
import { keepSession, vaultOf } from '../shared/sessionStore';

export const KWORK_CREDENTIAL = 'kworkApi';

/** The account of the node's credential: one client per account, shared by all workflows. */
export interface KworkAccount extends ServiceContext<KworkClient> {
	connection: Connection;
}

export async function openKwork(context: ServiceFunctions): Promise<KworkAccount> {
	const credentials = await context.getCredentials(KWORK_CREDENTIAL);
	const connection = connectionOf('kwork', credentials, context);
	const vault = await vaultOf('kwork', credentials);
	vault.offer(textOf(credentials.sessionToken));
	const lib = await loadLib();
	const { accounts, KworkClient: Client, SendLedger } = lib;
	const create = makeClient(lib, credentials, connection, vault);
	return {
		connection,
		client: accounts.get(connection.key, Client, create),
		account: `kwork ${textOf(credentials.login) || connection.key.slice(0, 8)}`,
		writeAccess: connection.writeAccess,
		ledger: accounts.get(`${connection.key}:ledger`, SendLedger, () => new SendLedger()),
		settle: async () => await keepSession(context, KWORK_CREDENTIAL, vault),
	};
}

/** A client of its own, for the test of a credential that may not be saved yet. */
export async function kworkClientOf(
	credentials: ICredentialDataDecryptedObject,
	context: Parameters<typeof connectionOf>[2],
): Promise<KworkClient> {
	const connection = connectionOf('kwork', credentials, context);
	return makeClient(await loadLib(), credentials, connection)();
}

function makeClient(
	lib: Awaited<ReturnType<typeof loadLib>>,
	credentials: ICredentialDataDecryptedObject,
	connection: Connection,
	vault?: SessionVault,
): () => KworkClient {
	const { key, simulatorUrl, proxies, requestsPerMinute, workers, egress, logger } = connection;
	const wire = { simulatorUrl, proxies, requestsPerMinute, workers, egress, logger };
	return () =>
		new lib.KworkClient({
			credential: {
				login: textOf(credentials.login) || undefined,
				password: textOf(credentials.password) || undefined,
				phoneLast4: textOf(credentials.phoneLast4) || undefined,
				token: textOf(credentials.token) || undefined,
			},
			http: lib.createKworkHttp({ ...wire, account: key }),
			logger,
			tokenStore: vault && lib.vaultTokenStore(vault),
		});
}
