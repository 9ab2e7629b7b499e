import type { INodeProperties } from 'n8n-workflow';

/** Which of the two credentials a node uses. */
export const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	default: 'clientCredentials',
	options: [
		{
			name: 'Own Account (Client ID and Secret)',
			value: 'clientCredentials',
			description: 'The key pair of your own Avito account',
		},
		{
			name: 'Partner Application (OAuth2)',
			value: 'oAuth2',
			description: 'An application registered with Avito that acts for an account',
		},
	],
};
