import type { FailureFacts } from './errors';
import { defineFailures } from './failures';

/** Why the host that keeps an OAuth 2.0 credential could not give a fresh access token. */
export const oauthFailures = defineFailures('oauth', {
	/** The host says what to do, e.g. about a refresh token that is over. */
	reconnect: (
		message: string,
		remedy = 'Open the credential and connect it again.',
		facts: FailureFacts = {},
	) => ({ kind: 'authentication', message, remedy, ...facts }),
	notConnected: {
		kind: 'authentication',
		message: 'The credential is not connected to an account yet',
		remedy: 'Open the credential, press Connect and allow the access in the window that opens.',
	},
	/** Refused in the words of OAuth 2.0 (RFC 6749, 5.2). */
	notRenewed: {
		kind: 'authentication',
		message: 'The service did not renew the access token of the credential',
		remedy: 'Check client ID and client secret in the credential, then connect it again.',
	},
	unanswered: {
		kind: 'temporary',
		message: 'The access token could not be renewed: the service did not answer',
		remedy:
			'Nothing was sent, and the credential may be right. Run again in a few minutes; if it stays, check the network of this machine.',
	},
});
