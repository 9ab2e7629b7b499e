import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestHelper,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { collectSession, ticketFor } from '../nodes/shared/sessionStore';
import { avitoConnection } from './shared/avito';

/** Personal access of one Avito account. The token is kept in n8n's own credential store. */
export class AvitoApi implements ICredentialType {
	name = 'avitoApi';

	displayName = 'Avito API';

	icon: Icon = {
		light: 'file:../nodes/Avito/avito.svg',
		dark: 'file:../nodes/Avito/avito.dark.svg',
	};

	documentationUrl =
		'https://github.com/freelance-hub/n8n-nodes-freelance-hub/blob/main/docs/avito.md#credentials';

	restrictToSupportedNodes = true as const;

	properties: INodeProperties[] = [
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			description: 'From "For professionals → API" in the main account, not that of an employee',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The secret shown next to the client ID',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		...avitoConnection,
	];

	/** n8n calls it to renew the hidden token; it takes over the one the client got. */
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		return { sessionToken: await collectSession('avito', credentials) };
	}

	authenticate: IAuthenticate = async (credentials) => await ticketFor('avito', credentials);
}
