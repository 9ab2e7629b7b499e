import type { IAllExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { codeOf } from '../../lib/errors';
import { textOf, type ServiceFunctions } from './connection';
import { loadLib } from './lib';

/** The access token in what n8n keeps of an OAuth2 credential; empty when there is none yet. */
export const accessTokenOf = (tokenData: unknown): string =>
	typeof tokenData === 'object' && tokenData !== null && 'access_token' in tokenData
		? textOf(tokenData.access_token)
		: '';

/**
 * n8n gets a new pair of tokens and stores it, one refresh at a time for all its processes. A
 * failure says whether the credential has to be mended or the service is in trouble.
 */
export async function refreshedToken(context: ServiceFunctions, type: string): Promise<string> {
	const call = context.helpers.refreshOAuth2Token.bind(context as IAllExecuteFunctions);
	const fresh: unknown = await call(type).catch(
		async (error: unknown) => await Promise.reject(await refreshFailure(error)),
	);
	return accessTokenOf(fresh);
}

async function refreshFailure(error: unknown): Promise<Error> {
	const { oauthFailures } = await loadLib();
	const { status } = Object(error) as { status?: unknown };
	const code = typeof status === 'number' ? status : codeOf(error);
	const facts = { code, details: { sent: false }, cause: error };
	// A refresh token that is over: n8n names the credential and says to reconnect it.
	if (error instanceof NodeOperationError) {
		return oauthFailures.reconnect(error.message, error.description ?? undefined, facts);
	}
	if (error instanceof Error && /not connected/i.test(error.message)) {
		return oauthFailures.notConnected(facts);
	}
	// n8n's client says "EAUTH" for every refusal in the words of OAuth 2.0.
	return code === 'EAUTH' ? oauthFailures.notRenewed(facts) : oauthFailures.unanswered(facts);
}
