import type { ICredentialType, INodeProperties, Icon } from 'n8n-workflow';
import { connectionProperties } from './shared/connection';
import { authorizationCode, officialAddress } from './shared/oauth2';

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
		...authorizationCode({
			authUrl: officialAddress('www.upwork.com', '/ab/account-security/oauth2/authorize'),
			accessTokenUrl: officialAddress('www.upwork.com', '/api/v3/oauth2/token'),
			queryParameters: '',
		}),
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Organization ID',
			name: 'organizationId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1500000000000000001',
			description:
				'Agency or client company to act for, unless a node chooses one from its list. Empty means the personal account.',
		},
		...connectionProperties({
			requestsPerMinute: 120,
			limit:
				'Upwork allows 300 per minute and 40,000 per day; at most 5 are sent in a second, half of what it allows',
		}),
	];
}
