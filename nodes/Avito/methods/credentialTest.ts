import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { isServiceError } from '../../shared/errors';
import { avitoClientOf } from '../context';

/** Names the account and says which parts of the API its subscription opens. */
export async function avitoApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const client = await avitoClientOf(credential.data ?? {}, {
		logger: this.logger,
		helpers: this.helpers,
	});
	try {
		const { id, name, job, messenger } = await client.account.status();
		const parts = [
			`Job ${job.open ? 'open' : 'closed'}`,
			`messenger ${messenger.open ? 'open' : 'closed'}`,
		].join(', ');
		return { status: 'OK', message: `Connected to ${name || 'the account'} (ID ${id}): ${parts}` };
	} catch (error) {
		const message = isServiceError(error)
			? `${error.message} ${error.remedy}`
			: 'The test ended unexpectedly. Please report it with the steps that led here.';
		return { status: 'Error', message };
	} finally {
		await client.close();
	}
}
