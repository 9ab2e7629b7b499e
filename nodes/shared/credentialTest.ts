import type { INodeCredentialTestResult } from 'n8n-workflow';
import type { Closable } from '../../lib/accounts';
import { isServiceError } from './errors';

/**
 * The test behind a credential's Test button: what `tell` says about the account, or what is in the
 * way and how to mend it. The client is its own, for the credential may not be saved yet.
 */
export async function testCredential<Client extends Closable>(
	open: () => Promise<Client>,
	tell: (client: Client) => Promise<string>,
): Promise<INodeCredentialTestResult> {
	let client: Client | undefined;
	try {
		client = await open();
		return { status: 'OK', message: await tell(client) };
	} catch (error) {
		const message = isServiceError(error)
			? `${error.message} ${error.remedy}`
			: 'The test ended unexpectedly. Please report it with the steps that led here.';
		return { status: 'Error', message };
	} finally {
		await client?.close();
	}
}
