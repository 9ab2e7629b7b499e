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
	/** The same account, acting for another organization; empty: that of the credential. */
	actingFor(organizationId: string): UpworkRun;
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
	{ asTool = false, organizationId = '', ...options }: RunOptions = {},
): Promise<UpworkAccess> {
	const credentials = await context.getCredentials(UPWORK_CREDENTIAL);
	const connection = connectionOf('upwork', credentials, context);
	const lib = await loadLib();
	const { accounts, SendLedger, UpworkClient: Client } = lib;
	const account = accounts.get(connection.key, lib.UpworkAccount, () =>
		makeAccount(lib, connection),
	);
	const runs = new Map<string, UpworkRun>();
	const actingFor = (organizationId: string): UpworkRun => {
		const known = runs.get(organizationId);
		if (known) return known;
		const api = new Client({
			...options,
			account,
			tokens: tokensOf(context, credentials),
			organizationId: organizationId || textOf(credentials.organizationId) || undefined,
			confirmationSecret: textOf(credentials.clientSecret) || connection.key,
		});
		const run = { api, lib, asTool };
		runs.set(organizationId, run);
		return run;
	};
	return {
		connection,
		client: actingFor(organizationId),
		actingFor,
		account: `upwork ${textOf(credentials.clientId) || connection.key.slice(0, 8)}`,
		writeAccess: connection.writeAccess,
		ledger: accounts.get(`${connection.key}:ledger`, SendLedger, () => new SendLedger()),
	};
}

function makeAccount(lib: Library, connection: Connection) {
	const { key, simulatorUrl, proxies, requestsPerMinute, workers, egress, logger } = connection;
	const wire = { simulatorUrl, proxies, requestsPerMinute, workers, egress, logger };
	return new lib.UpworkAccount({ http: lib.createUpworkHttp({ account: key, ...wire }) });
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
