import type { IAllExecuteFunctions } from 'n8n-workflow';
import { textOf, type ServiceFunctions } from './connection';

/** The access token in what n8n keeps of an OAuth2 credential; empty when there is none yet. */
export const accessTokenOf = (tokenData: unknown): string =>
	typeof tokenData === 'object' && tokenData !== null && 'access_token' in tokenData
		? textOf(tokenData.access_token)
		: '';

/** n8n gets a new pair of tokens and stores it, one refresh at a time for all its processes. */
export async function refreshedToken(context: ServiceFunctions, type: string): Promise<string> {
	const call = context.helpers.refreshOAuth2Token.bind(context as IAllExecuteFunctions);
	return accessTokenOf((await call(type)) as unknown);
}
