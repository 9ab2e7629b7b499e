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
	logout: ({ parameters, world }) => {
		world.sessions.delete(parameters.text('token'));
		return done;
	},
	getWebAuthToken,
	getChannel,
	offline: ({ user }) => {
		user.online = false;
		return done;
	},
};
