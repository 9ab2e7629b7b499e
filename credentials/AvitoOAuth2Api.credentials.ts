import type { ICredentialType, INodeProperties, Icon } from 'n8n-workflow';
import { avitoConnection } from './shared/avito';
import { authorizationCode, officialAddress } from './shared/oauth2';

const SCOPES = [
	'messenger:read',
	'messenger:write',
	'job:cv',
	'job:applications',
	'job:vacancy',
	'job:write',
	'user:read',
	'user_balance:read',
	'user_operations:read',
	'items:info',
];

/** Partner applications that act for many Avito users; n8n keeps and rotates the tokens. */
export class AvitoOAuth2Api implements ICredentialType {
	name = 'avitoOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Avito OAuth2 API';

	icon: Icon = {
		light: 'file:../nodes/Avito/avito.svg',
		dark: 'file:../nodes/Avito/avito.dark.svg',
	};

	documentationUrl =
		'https://github.com/freelance-hub/n8n-nodes-freelance-hub/blob/main/docs/avito.md#credentials';

	restrictToSupportedNodes = true as const;

	properties: INodeProperties[] = [
		...authorizationCode({
			authUrl: officialAddress('avito.ru', '/oauth'),
			accessTokenUrl: officialAddress('api.avito.ru', '/token'),
			queryParameters: 'pro_users_flow=true',
		}),
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: SCOPES.join(','),
			description: 'Scopes to request, separated by commas, as registered for the application',
		},
		...avitoConnection,
	];
}
