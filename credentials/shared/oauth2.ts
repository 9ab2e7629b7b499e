import type { INodeProperties } from 'n8n-workflow';

/** In the simulator each official host is the first segment of the path. */
export const officialAddress = (host: string, path: string): string =>
	`={{ $self["environment"] === "simulator" ? $self["simulatorUrl"] + "/${host}${path}" : "https://${host}${path}" }}`;

/** What n8n's own OAuth2 credential is not to ask for, because the service decides it. */
export const authorizationCode = (service: {
	authUrl: string;
	accessTokenUrl: string;
	queryParameters: string;
}): INodeProperties[] => [
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
		default: service.authUrl,
	},
	{
		displayName: 'Access Token URL',
		name: 'accessTokenUrl',
		type: 'hidden',
		default: service.accessTokenUrl,
	},
	{
		displayName: 'Auth URI Query Parameters',
		name: 'authQueryParameters',
		type: 'hidden',
		default: service.queryParameters,
	},
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'hidden',
		default: 'body',
	},
];
