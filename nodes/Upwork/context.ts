import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { TokenSource, UpworkClient } from '../../lib/upwork';
import type { Connection, ServiceFunctions } from '../shared/connection';
import { connectionOf, textOf } from '../shared/connection';
import type { Library } from '../shared/lib';
import { loadLib } from '../shared/lib';
import { accessTokenOf, refreshedToken } from '../shared/oauthTokens';
import type { ServiceContext } from '../shared/router';

const UPWORK_CREDENTIAL = 'upworkOAuth2Api';

/** What operations work with: the client of this execution, and the library for its pure parts. */
export interface UpworkRun {
	api: UpworkClient;
	lib: Library;
	/** An AI agent decides what is run, not a person. */
	asTool: boolean;
}

export interface UpworkAccess extends ServiceContext<UpworkRun> {
	connection: Connection;
}

/** How an execution differs from the account it uses. */
export interface RunOptions {
	/** Chosen in the node; wins over the credential's. */
	organizationId?: string;
	signal?: AbortSignal;
	onNotice?: (notice: string) => void;
	asTool?: boolean;
}

/** The account of the node's credential: limits and token shared by all workflows of this n8n. */
export async function openUpwork(
	context: ServiceFunctions,
	{ asTool = false, ...options }: RunOptions = {},
): Promise<UpworkAccess> {
	const credentials = await context.getCredentials(UPWORK_CREDENTIAL);
	const connection = connectionOf('upwork', credentials, context);
	const lib = await loadLib();
	const { accounts, SendLedger, UpworkClient: Client } = lib;
	const api = new Client({
		...options,
		account: accounts.get(connection.key, lib.UpworkAccount, () => makeAccount(lib, connection)),
		tokens: tokensOf(context, credentials),
		organizationId: options.organizationId || textOf(credentials.organizationId) || undefined,
		confirmationSecret: textOf(credentials.clientSecret) || connection.key,
	});
	return {
		connection,
		client: { api, lib, asTool },
		account: `upwork ${textOf(credentials.clientId) || connection.key.slice(0, 8)}`,
		writeAccess: connection.writeAccess,
		ledger: accounts.get(`${connection.key}:ledger`, SendLedger, () => new SendLedger()),
	};
}

function makeAccount(lib: Library, connection: Connection) {
	const { key, simulatorUrl, proxies, requestsPerMinute, workers, egress, logger } = connection;
	return new lib.UpworkAccount({
		http: lib.createUpworkHttp({ account: key, simulatorUrl, proxies, egress, logger }),
		requestsPerMinute,
		workers,
	});
}

function tokensOf(
	context: ServiceFunctions,
	credentials: ICredentialDataDecryptedObject,
): TokenSource {
	const refresh = async () => await refreshedToken(context, UPWORK_CREDENTIAL);
	return {
		current: async () => accessTokenOf(credentials.oauthTokenData) || (await refresh()),
		refresh,
	};
}
