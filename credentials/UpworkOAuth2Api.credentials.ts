import type { ICredentialType, INodeProperties, Icon } from 'n8n-workflow';
import { connectionProperties } from './shared/connection';

/** In the simulator each official host is the first segment of the path. */
const addressOf = (path: string) =>
	`={{ $self["environment"] === "simulator" ? $self["simulatorUrl"] + "/www.upwork.com${path}" : "https://www.upwork.com${path}" }}`;

const DESCRIPTION = 'Upwork allows 300 per minute, and 10 per second and 40,000 per day besides';

/**
 * An own API key of Upwork. Scopes belong to the key and are never asked for; refresh tokens rotate,
 * which n8n keeps and stores (upwork.md 1).
 */
export class UpworkOAuth2Api implements ICredentialType {
	name = 'upworkOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Upwork OAuth2 API';

	icon: Icon = {
		light: 'file:../nodes/Upwork/upwork.svg',
		dark: 'file:../nodes/Upwork/upwork.dark.svg',
	};

	documentationUrl =
		'https://github.com/freelance-hub/n8n-nodes-freelance-hub/blob/main/docs/upwork.md#the-credential';

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
			default: addressOf('/ab/account-security/oauth2/authorize'),
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: addressOf('/api/v3/oauth2/token'),
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
		{
			displayName: 'Organization ID',
			name: 'organizationId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1500000000000000001',
			description:
				'Agency or client company to act for, unless a node chooses one from its list. Empty: the personal account.',
		},
		...connectionProperties.map((property) =>
			property.name === 'requestsPerMinute'
				? { ...property, default: 120, description: DESCRIPTION }
				: property,
		),
	];
}
