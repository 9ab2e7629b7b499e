import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { testCredential } from '../../shared/credentialTest';
import { avitoClientOf } from '../context';

/** Names the account and says which parts of the API its subscription opens. */
export async function avitoApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await testCredential(
		async () => await avitoClientOf(credential.data ?? {}, this),
		async (client) => {
			const { id, name, job, messenger } = await client.account.status();
			const parts = `Job ${openOrClosed(job)}, messenger ${openOrClosed(messenger)}`;
			return `Connected to ${name || 'the account'} (ID ${id}): ${parts}`;
		},
	);
}

const openOrClosed = ({ open }: { open: boolean }) => (open ? 'open' : 'closed');
