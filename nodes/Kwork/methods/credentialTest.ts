import type {
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import type { KworkClient } from '../../../lib/kwork';
import { isServiceError } from '../../shared/errors';
import { kworkClientOf } from '../context';

/** Signs in and names the account, or says what is in the way and how to mend it. */
export async function kworkApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	let client: KworkClient | undefined;
	try {
		const { logger, helpers } = this;
		client = await kworkClientOf(credential.data ?? {}, { logger, helpers });
		const { id, username } = await client.account.actor();
		return { status: 'OK', message: `Connected as ${username ?? 'user'} (ID ${id})` };
	} catch (error) {
		const message = isServiceError(error)
			? `${error.message} ${error.remedy}`
			: 'The test ended unexpectedly. Please report it with the steps that led here.';
		return { status: 'Error', message };
	} finally {
		await client?.close();
	}
}
