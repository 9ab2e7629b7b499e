import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { AvitoAccess, AvitoClient, SpendingCeiling, TokenProvider } from '../../lib/avito';
import type { Connection, ServiceFunctions } from '../shared/connection';
import { connectionOf, textOf } from '../shared/connection';
import type { Library } from '../shared/lib';
import { loadLib } from '../shared/lib';
import { accessTokenOf, refreshedToken } from '../shared/oauthTokens';
import type { ServiceContext } from '../shared/router';
import { keepSession, vaultOf } from '../shared/sessionStore';

const AVITO_CREDENTIALS = {
	clientCredentials: 'avitoApi',
	oAuth2: 'avitoOAuth2Api',
} as const;
type AvitoCredential = (typeof AVITO_CREDENTIALS)[keyof typeof AVITO_CREDENTIALS];

/** What operations work with: the account's client, and the ceilings of this run. */
export interface AvitoRun {
	api: AvitoClient;
	lib: Library;
	/** The ceiling of this run for one kind of purchase; the first item's maximum counts. */
	ceiling(unit: 'contact' | 'placement', maximum: number): SpendingCeiling;
}

export interface AvitoAccount extends ServiceContext<AvitoRun> {
	connection: Connection;
}

/** The credential that the node's Authentication chooses. */
export function credentialOf(context: ServiceFunctions): AvitoCredential {
	const chosen = context.getNode().parameters.authentication;
	return chosen === 'oAuth2' ? AVITO_CREDENTIALS.oAuth2 : AVITO_CREDENTIALS.clientCredentials;
}

export async function openAvito(context: ServiceFunctions): Promise<AvitoAccount> {
	const type = credentialOf(context);
	const credentials = await context.getCredentials(type);
	const connection = connectionOf('avito', credentials, context);
	const lib = await loadLib();
	const { accounts, AvitoClient: Client, SendLedger } = lib;
	const ledger = accounts.get(`${connection.key}:ledger`, SendLedger, () => new SendLedger());
	const shared = {
		connection,
		account: `avito ${textOf(credentials.clientId) || connection.key.slice(0, 8)}`,
		writeAccess: connection.writeAccess,
		ledger,
	};
	if (type === AVITO_CREDENTIALS.oAuth2) {
		const box = accounts.get(`${connection.key}:tokens`, lib.TokenBox, () => new lib.TokenBox());
		box.provider = providerOf(context, type);
		const create = () => makeClient(lib, { provider: box }, credentials, connection);
		return { ...shared, client: runOf(lib, accounts.get(connection.key, Client, create)) };
	}
	const vault = await vaultOf('avito', credentials);
	vault.offer(textOf(credentials.sessionToken));
	const access = { ...keyPair(credentials), vault };
	const create = () => makeClient(lib, access, credentials, connection);
	return {
		...shared,
		client: runOf(lib, accounts.get(connection.key, Client, create)),
		settle: async () => await keepSession(context, type, vault),
	};
}

/** A client of its own, for the test of a credential that may not be saved yet. */
export async function avitoClientOf(
	credentials: ICredentialDataDecryptedObject,
	context: Parameters<typeof connectionOf>[2],
): Promise<AvitoClient> {
	const connection = connectionOf('avito', credentials, context);
	return makeClient(await loadLib(), keyPair(credentials), credentials, connection);
}

const keyPair = (credentials: ICredentialDataDecryptedObject) => ({
	clientId: textOf(credentials.clientId),
	clientSecret: textOf(credentials.clientSecret),
});

function makeClient(
	lib: Library,
	access: AvitoAccess,
	credentials: ICredentialDataDecryptedObject,
	connection: Connection,
): AvitoClient {
	const { key, simulatorUrl, proxies, requestsPerMinute, workers, egress, logger } = connection;
	return lib.createAvitoClient(access, {
		account: key,
		simulatorUrl,
		proxies,
		requestsPerMinute,
		workers,
		egress,
		logger,
		employeeOf: textOf(credentials.employeeOf) || undefined,
	});
}

function runOf(lib: Library, api: AvitoClient): AvitoRun {
	const ceilings = new Map<string, SpendingCeiling>();
	return {
		api,
		lib,
		ceiling(unit, maximum) {
			const known = ceilings.get(unit) ?? new lib.SpendingCeiling(maximum, unit);
			ceilings.set(unit, known);
			return known;
		},
	};
}

/** n8n keeps the tokens of an OAuth2 credential, and rotates them under its own lock. */
function providerOf(context: ServiceFunctions, type: AvitoCredential): TokenProvider {
	const refresh = async () => await refreshedToken(context, type);
	return {
		async get() {
			const { oauthTokenData } = await context.getCredentials(type);
			return accessTokenOf(oauthTokenData) || (await refresh());
		},
		refresh,
	};
}
