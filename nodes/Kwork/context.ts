import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { KworkClient } from '../../lib/kwork';
import type { Account, Opened } from '../shared/account';
import { keptBy, openAccount, openCredential } from '../shared/account';
import type { connectionOf, ServiceFunctions } from '../shared/connection';
import { textOf } from '../shared/connection';

export type KworkAccount = Account<KworkClient>;

export async function openKwork(context: ServiceFunctions): Promise<KworkAccount> {
	return await openAccount(context, {
		service: 'kwork',
		credential: 'kworkApi',
		name: 'login',
		keepsSession: true,
		clients: (opened) => ({
			client: keptBy(opened, opened.lib.KworkClient, () => makeClient(opened)),
		}),
	});
}

/** A client of its own, for the test of a credential that may not be saved yet. */
export async function kworkClientOf(
	credentials: ICredentialDataDecryptedObject,
	context: Parameters<typeof connectionOf>[2],
): Promise<KworkClient> {
	return makeClient(await openCredential('kwork', credentials, context));
}

function makeClient({ lib, credentials, wire, session }: Opened): KworkClient {
	return new lib.KworkClient({
		credential: {
			login: textOf(credentials.login) || undefined,
			password: textOf(credentials.password) || undefined,
			phoneLast4: textOf(credentials.phoneLast4) || undefined,
			token: textOf(credentials.token) || undefined,
		},
		http: lib.createKworkHttp(wire),
		logger: wire.logger,
		tokenStore: session && lib.tokenStoreIn(session),
	});
}
