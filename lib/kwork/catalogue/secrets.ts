const SESSION = 'the token of a session, with which anybody can act as the account';

/**
 * Methods whose answer is a secret, and which one (kwork.md 3.1, 3.2). An answer lands in the data
 * of an execution, which is stored and shown, so these are not for calling from a workflow.
 */
export const SECRET_ANSWERS: Readonly<Record<string, string>> = {
	signIn: SESSION,
	signUp: SESSION,
	socialSignIn: SESSION,
	socialSignInByToken: SESSION,
	socialSignInByTokenv2: SESSION,
	socialSignUp: SESSION,
	socialSignUpByToken: SESSION,
	appleSignIn: SESSION,
	getWebAuthToken: 'a link that signs a browser in to the account',
	getCookie: 'the cookies of a signed-in browser',
	getChannel: 'the name of the event channel, with which anybody can listen to the account',
	requestPhoneChanging: 'the key to another phone number of the account',
};
