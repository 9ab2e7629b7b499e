import type {
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { testCredential } from '../../shared/credentialTest';
import { kworkClientOf } from '../context';

/** Signs in and names the account. */
export async function kworkApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await testCredential(
		async () => await kworkClientOf(credential.data ?? {}, this),
		async (client) => {
			const { id, username } = await client.account.actor();
			return `Connected as ${username ?? 'user'} (ID ${id})`;
		},
	);
}
