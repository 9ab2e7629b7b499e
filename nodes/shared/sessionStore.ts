import type {
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import type { SessionVault } from '../../lib/session';
import { accountKey } from './connection';
import { loadLib } from './lib';

/**
 * Sessions live in n8n's credential store, so that restarts and workers share one sign-in. n8n
 * writes its expirable field only on its own way: a request with the credential that ends in 401
 * calls `preAuthentication`, and stores what that returns. Clients here sign in by themselves, over
 * the user's proxy; afterwards `keepSession` walks that way once, without a request being sent.
 */
class SessionRenewal extends Error {
	/** n8n reads this as an expired session and calls `preAuthentication`. */
	readonly response = { status: 401 };

	readonly description = 'The stored session is older than the one in use.';
}

class SessionKept extends Error {}

export async function vaultOf(
	service: string,
	credentials: ICredentialDataDecryptedObject,
): Promise<SessionVault> {
	const { accounts, SessionVault: Vault } = await loadLib();
	return accounts.get(`${accountKey(service, credentials)}:session`, Vault, () => new Vault());
}

/** For a credential's `preAuthentication`: the session to store. */
export async function collectSession(
	service: string,
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	return (await vaultOf(service, credentials)).value;
}

/**
 * For a credential's `authenticate`, which only `keepSession` reaches: always throws, so that no
 * request is sent. The first time as an expired session, once the store is up to date as done.
 */
export async function ticketFor(
	service: string,
	credentials: ICredentialDataDecryptedObject,
): Promise<IHttpRequestOptions> {
	const vault = await vaultOf(service, credentials);
	if (credentials.sessionToken !== vault.value) throw new SessionRenewal('Session to be stored');
	vault.markSaved();
	throw new SessionKept('Session stored');
}

/** Puts a session that was made in this process into n8n's store. Failing costs one sign-in later. */
export async function keepSession(
	context: Pick<IAllExecuteFunctions, 'helpers' | 'logger'>,
	credentialType: string,
	vault: SessionVault,
): Promise<void> {
	if (!vault.unsaved) return;
	try {
		await context.helpers.httpRequestWithAuthentication.call(
			context as IAllExecuteFunctions,
			credentialType,
			{ url: 'http://127.0.0.1/session', method: 'GET' },
		);
	} catch {
		if (vault.unsaved) context.logger.debug('The session could not be stored, it stays in memory');
	}
}
