import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { AvitoAccess, AvitoClient, SpendingCeiling, TokenProvider } from '../../lib/avito';
import type { Account, Opened } from '../shared/account';
import { keptBy, openAccount, openCredential } from '../shared/account';
import type { connectionOf, ServiceFunctions } from '../shared/connection';
import { textOf } from '../shared/connection';
import type { Library } from '../shared/lib';
import { accessTokenOf, refreshedToken } from '../shared/oauthTokens';

/** What operations work with: the account's client, and the ceilings of this run. */
export interface AvitoRun {
	api: AvitoClient;
	lib: Library;
	/** The ceiling of this run for one kind of purchase; the first item's maximum counts. */
	ceiling(unit: 'contact' | 'placement', maximum: number): SpendingCeiling;
}

export type AvitoAccount = Account<AvitoRun>;

/** The credential that the node's Authentication chooses. */
export function credentialOf(context: ServiceFunctions): 'avitoApi' | 'avitoOAuth2Api' {
	const chosen = context.getNode().parameters.authentication;
	return chosen === 'oAuth2' ? 'avitoOAuth2Api' : 'avitoApi';
}

export async function openAvito(context: ServiceFunctions): Promise<AvitoAccount> {
	const credential = credentialOf(context);
	const isOAuth2 = credential === 'avitoOAuth2Api';
	return await openAccount(context, {
		service: 'avito',
		credential,
		name: 'clientId',
		keepsSession: !isOAuth2,
		clients: (opened) => {
			const access = isOAuth2 ? grantOf(opened, context) : keyPair(opened);
			const create = () => makeClient(opened, access);
			return { client: runOf(opened.lib, keptBy(opened, opened.lib.AvitoClient, create)) };
		},
	});
}

/** A client of its own, for the test of a credential that may not be saved yet. */
export async function avitoClientOf(
	credentials: ICredentialDataDecryptedObject,
	context: Parameters<typeof connectionOf>[2],
): Promise<AvitoClient> {
	const opened = await openCredential('avito', credentials, context);
	return makeClient(opened, keyPair(opened));
}

const keyPair = ({ credentials, session }: Opened): AvitoAccess => ({
	clientId: textOf(credentials.clientId),
	clientSecret: textOf(credentials.clientSecret),
	session,
});

/** The provider of the newest run, for n8n lets a context ask for tokens only while it lives. */
function grantOf(opened: Opened, context: ServiceFunctions): AvitoAccess {
	const { TokenBox } = opened.lib;
	const box = keptBy(opened, TokenBox, () => new TokenBox(), ':tokens');
	box.provider = providerOf(context);
	return { provider: box };
}

function makeClient({ lib, credentials, wire }: Opened, access: AvitoAccess): AvitoClient {
	const employeeOf = textOf(credentials.employeeOf) || undefined;
	return lib.createAvitoClient(access, { ...wire, employeeOf });
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
function providerOf(context: ServiceFunctions): TokenProvider {
	const refresh = async () => await refreshedToken(context, 'avitoOAuth2Api');
	return {
		async get() {
			const { oauthTokenData } = await context.getCredentials('avitoOAuth2Api');
			return accessTokenOf(oauthTokenData) || (await refresh());
		},
		refresh,
	};
}
