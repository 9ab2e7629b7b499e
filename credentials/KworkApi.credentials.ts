import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestHelper,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { collectSession, ticketFor } from '../nodes/shared/sessionStore';
import { connectionProperties } from './shared/connection';

/** A Kwork account. The session is signed in once and kept in n8n's own credential store. */
export class KworkApi implements ICredentialType {
	name = 'kworkApi';

	displayName = 'Kwork API';

	icon: Icon = {
		light: 'file:../nodes/Kwork/kwork.svg',
		dark: 'file:../nodes/Kwork/kwork.dark.svg',
	};

	documentationUrl =
		'https://github.com/freelance-hub/n8n-nodes-freelance-hub/blob/main/docs/kwork.md#credential';

	restrictToSupportedNodes = true as const;

	properties: INodeProperties[] = [
		{
			displayName: 'Login',
			name: 'login',
			type: 'string',
			default: '',
			placeholder: 'e.g. name@email.com',
			description: 'Login or email of the account. Not needed with a token.',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Password of the account. Not needed with a token.',
		},
		{
			displayName: 'Phone, Last 4 Digits',
			name: 'phoneLast4',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1234',
			description: 'Kwork asks many accounts for them when they sign in',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Token of an existing session. It is used first; login and password are the fallback once it expires.',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		...connectionProperties({
			limit:
				'Request budget of the account, shared by all workflows of this n8n. Kwork gets at most 4 at once and 120 per minute, whatever is set here.',
		}),
	];

	/** n8n calls it to renew the hidden session; it takes over what the client signed in for. */
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		return { sessionToken: await collectSession('kwork', credentials) };
	}

	authenticate: IAuthenticate = async (credentials) => await ticketFor('kwork', credentials);
}
