import type { ICredentialType, INodeProperties, Icon } from 'n8n-workflow';
import { avitoConnection } from './shared/avito';

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

/** In the simulator each official host is the first segment of the path. */
const addressOf = (host: string, path: string) =>
	`={{ $self["environment"] === "simulator" ? $self["simulatorUrl"] + "/${host}${path}" : "https://${host}${path}" }}`;

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
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: addressOf('avito.ru', '/oauth'),
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: addressOf('api.avito.ru', '/token'),
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: SCOPES.join(','),
			description: 'Rights to ask for, separated by commas, as registered for the application',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: 'pro_users_flow=true',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
		...avitoConnection,
	];
}
