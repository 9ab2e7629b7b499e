import type { User } from '../model';
import {
	ApiFailure,
	badValue,
	done,
	type MethodCall,
	ok,
	type Reply,
	type Responder,
} from '../call';

const CAPTCHA_TEXT = 'Подтвердите, что вы не робот';
const PHONE_TEXT = 'Необходимо ввести последние 4 цифры номера телефона.';

/** Opens a session and answers like signIn (kwork.md 2.1). */
function openSession(call: MethodCall, user: User): Reply {
	const { world } = call;
	const token = world.secret();
	const expired = world.settings.tokenLifetime;
	world.sessions.set(token, { token, userId: user.id, expiresAt: world.now() + expired });
	const pass = world.secret(24);
	world.captchaPasses.add(pass);
	return {
		answer: {
			headers: { 'set-cookie': `slrememberme=${world.secret(40)}; path=/` },
			json: {
				success: true,
				response: { token, expired, need_2fa: false },
				recaptcha_pass_token: pass,
			},
		},
	};
}

/** Error 118 until a captcha answer (any) or a pass token of an earlier login comes. */
function checkCaptcha({ parameters, world }: MethodCall, user: User | undefined): void {
	if (!world.settings.captchaForAll && user?.obstacle !== 'captcha') return;
	const solved =
		parameters.text('g-recaptcha-response') !== '' ||
		world.captchaPasses.has(parameters.text('recaptcha_pass_token'));
	if (!solved) throw new ApiFailure(CAPTCHA_TEXT, 118, { recaptcha_pass_token: '' });
}

const signIn: Responder = (call) => {
	const { parameters, world } = call;
	const login = parameters.text('login').toLowerCase();
	const user = [...world.users.values()].find(
		({ username, email }) => username.toLowerCase() === login || email.toLowerCase() === login,
	);
	if (user?.obstacle === 'blocked') {
		return { answer: { status: 403, json: { ipAdress: '203.0.113.7' } } };
	}
	checkCaptcha(call, user);
	if (user === undefined || user.password === '' || parameters.text('password') !== user.password) {
		throw new ApiFailure('Неверный логин или пароль', 105);
	}
	if (user.obstacle === 'phone' && parameters.text('phone_last') !== user.phone.slice(-4)) {
		throw new ApiFailure(PHONE_TEXT, 192);
	}
	return openSession(call, user);
};

/** Registration of any kind is not simulated beyond its failures; social logins are `demo`. */
const socialSignIn: Responder = (call) => {
	const { parameters, world } = call;
	const secret = parameters.text('code') || parameters.text('token');
	if (secret === 'unknown') throw new ApiFailure('Пользователь не найден', 159);
	const demo = world.userByName('demo');
	if (demo === undefined) throw badValue();
	return openSession(call, demo);
};

const signUp: Responder = (call) => {
	const { parameters, world } = call;
	checkCaptcha(call, undefined);
	const email = parameters.text('email');
	if ([...world.users.values()].some((user) => user.email === email)) {
		throw new ApiFailure('Пользователь с таким e-mail уже существует', 160);
	}
	const model = world.userByName('newbie');
	if (model === undefined) throw badValue();
	const user: User = {
		...model,
		id: world.nextId('user'),
		username: parameters.text('username') || (email.split('@')[0] ?? email),
		email,
		password: parameters.text('password'),
		registeredAt: world.now(),
		favoriteKworks: new Set(),
		hiddenKworks: new Set(),
		blocked: new Set(),
		notes: new Map(),
	};
	world.users.set(user.id, user);
	return openSession(call, user);
};

const getWebAuthToken: Responder = ({ parameters, user, world }) => {
	const target = parameters.text('url_to_redirect');
	if (target !== '' && !target.startsWith('/')) throw badValue();
	const token = world.secret(40);
	const expiresAt = world.now() + 60;
	world.webTokens.set(token, { userId: user.id, expiresAt, target: target || '/' });
	return ok({
		token,
		expires_at: expiresAt,
		url: `https://kwork.ru/login-by-token?web_auth_token=${token}`,
		url_to_redirect: target || null,
	});
};

const getChannel: Responder = ({ user, world }) => {
	const known = [...world.channels].find(([, userId]) => userId === user.id)?.[0];
	const channel = known ?? world.secret(40);
	world.channels.set(channel, user.id);
	return ok({ channel });
};

export const session: Record<string, Responder> = {
	signIn,
	signUp,
	socialSignIn,
	socialSignInByToken: socialSignIn,
	socialSignInByTokenv2: socialSignIn,
	appleSignIn: socialSignIn,
	socialSignUp: signUp,
	socialSignUpByToken: signUp,
	logout: ({ parameters, world }) => {
		world.sessions.delete(parameters.text('token'));
		return done;
	},
	checkLogin: ({ parameters, world }) => {
		const login = parameters.text('login');
		return ok({ success: world.userByName(login) === undefined, login });
	},
	resetPassword: (call) => {
		checkCaptcha(call, undefined);
		return done;
	},
	getCaptchaStatus: ({ world }) => ok({ show_captcha: world.settings.captchaForAll }),
	getWebAuthToken,
	getCookie: ({ world }) => ({
		answer: {
			headers: { 'set-cookie': `slrememberme=${world.secret(40)}; path=/` },
			json: { success: true },
		},
	}),
	getChannel,
	offline: ({ user }) => {
		user.online = false;
		return done;
	},
	replaceUad: ({ parameters, user }) => {
		user.uad = parameters.text('new_uad');
		return done;
	},
	checkUadDuplicate: ({ parameters, world }) => {
		const uad = parameters.text('uad');
		const count = [...world.users.values()].filter((user) => user.uad === uad).length;
		return ok({ duplicate: count > 1, count });
	},
	getCurrentVersions: () =>
		ok({
			current_version_ios: '4.10.0',
			current_version_android: '4.12.0',
			critical_update: false,
			facebook: false,
			notification: null,
		}),
};
