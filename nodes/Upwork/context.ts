import type { TokenSource, UpworkClient } from '../../lib/upwork';
import type { Account, Opened } from '../shared/account';
import { keptBy, openAccount } from '../shared/account';
import type { ServiceFunctions } from '../shared/connection';
import { textOf } from '../shared/connection';
import type { Library } from '../shared/lib';
import { accessTokenOf, refreshedToken } from '../shared/oauthTokens';

const CREDENTIAL = 'upworkOAuth2Api';

/** What operations work with: the client of this execution, and the library for its pure parts. */
export interface UpworkRun {
	api: UpworkClient;
	lib: Library;
	/** An AI agent decides what is run, not a person. */
	asTool: boolean;
}

/** How an execution differs from the account it uses. */
export interface RunOptions {
	/** Chosen in the node; wins over the credential's. */
	organizationId?: string;
	signal?: AbortSignal;
	onNotice?: (notice: string) => void;
	asTool?: boolean;
}

/** Limits and token are the account's; each item may act for another organization. */
export async function openUpwork(
	context: ServiceFunctions,
	options: RunOptions = {},
): Promise<Account<UpworkRun>> {
	return await openAccount(context, {
		service: 'upwork',
		credential: CREDENTIAL,
		name: 'clientId',
		limitsAreOfApplication: true,
		clients: (opened) => {
			const actingFor = runsOf(opened, context, options);
			return {
				client: actingFor(options.organizationId ?? ''),
				clientFor: (reader) => actingFor(String(reader('organization', '')).trim()),
			};
		},
	});
}

/** One run for each organization; empty means that of the credential. */
function runsOf(
	opened: Opened,
	context: ServiceFunctions,
	{ asTool = false, ...options }: RunOptions,
): (organizationId: string) => UpworkRun {
	const { lib, credentials, connection } = opened;
	const account = keptBy(opened, lib.UpworkAccount, () => makeAccount(opened));
	const runs = new Map<string, UpworkRun>();
	return (organizationId) => {
		const known = runs.get(organizationId);
		if (known) return known;
		const api = new lib.UpworkClient({
			...options,
			account,
			tokens: tokensOf(context, opened),
			organizationId: organizationId || textOf(credentials.organizationId) || undefined,
			confirmationSecret: textOf(credentials.clientSecret) || connection.key,
		});
		const run = { api, lib, asTool };
		runs.set(organizationId, run);
		return run;
	};
}

function makeAccount({ lib, wire, memory }: Opened) {
	return new lib.UpworkAccount({
		http: lib.createUpworkHttp(wire),
		once: async () => (await memory()).once,
	});
}

function tokensOf(context: ServiceFunctions, { credentials }: Opened): TokenSource {
	const refresh = async () => await refreshedToken(context, CREDENTIAL);
	return {
		current: async () => accessTokenOf(credentials.oauthTokenData) || (await refresh()),
		refresh,
	};
}
