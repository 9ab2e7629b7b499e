import type { Answer } from '../../core/types';
import { sendMessage } from '../messaging';
import { sameWords } from '../text';
import { countersOf } from '../views/users';
import { checkXhr, deadSession, route, type WebCall } from './webCall';

const whenLoggedIn =
	(run: (call: WebCall) => unknown) =>
	(call: WebCall): Answer =>
		call.user === undefined ? deadSession() : { json: run(call) };

/** Login of the site itself: cookies only, no API token (kwork.md 2.6). */
function webLogin({ parameters, world }: WebCall): Answer {
	const user = world.userByName(parameters.text('l_username'));
	const base = { redirect: '', action_after: '', isUserVerified: true, csrftoken: '' };
	if (
		user === undefined ||
		user.password === '' ||
		user.password !== parameters.text('l_password')
	) {
		return { json: { ...base, success: false, error: 'Неверный логин или пароль' } };
	}
	const session = world.secret(32);
	const csrf = world.secret(64);
	world.webSessions.set(session, { userId: user.id, csrf, submitted: new Set() });
	const cookies = [`RORSSQIHEK=${session}`, `csrf_user_token=${csrf}`, `userId=${user.id}`];
	return {
		headers: { 'set-cookie': cookies.map((cookie) => `${cookie}; path=/`) },
		json: { ...base, success: true, error: '', redirect: '/', csrftoken: csrf },
	};
}

function webMessage(call: WebCall): Answer {
	const refused = checkXhr(call);
	if (refused !== undefined) return refused;
	const peer = call.world.users.get(call.parameters.int('msgto'));
	const text = call.parameters.text('message_body');
	if (peer === undefined || call.user === undefined || text === '') {
		return { json: { message: 'Сообщение не отправлено' } };
	}
	const message = sendMessage(call.world, { fromId: call.user.id, toId: peer.id, text });
	return { json: { MID: message.id } };
}

/** Further requests of the site (kwork.md 5.5 and 6.6). */
export const sideCalls = [
	route('POST', '/api/user/login', webLogin),
	route('POST', '/sendmessage', webMessage),
	route(
		'GET',
		'/api/user/checknotify',
		whenLoggedIn(({ user, world }) => {
			const counters = user === undefined ? undefined : countersOf(world, user);
			const newest =
				user && world.messages.findLast(({ toId, unread }) => unread && toId === user.id);
			return {
				success: true,
				data: {
					new_message: counters?.messages ?? 0,
					notify_unread_count: counters?.notices ?? 0,
					dialog_data: newest ? [{ login: world.user(newest.fromId).username }] : [],
					notifyTypeInfo: [],
				},
			};
		}),
	),
	route('POST', '/api/offer/addview', (call) => {
		const { parameters, user, world } = call;
		const refused = checkXhr(call);
		if (refused !== undefined) return refused;
		for (const id of [...parameters.ints('wantIds'), parameters.int('project_id')]) {
			if (user !== undefined) world.projects.get(id)?.viewedBy.add(user.id);
		}
		return { json: { result: true } };
	}),
	route('POST', '/wants/portfolio', ({ parameters, world }) => {
		const items = world.portfolio.filter(({ userId }) => userId === parameters.int('userId'));
		return {
			json: {
				success: true,
				data: {
					totalCount: items.length,
					offset: 0,
					curCount: items.length,
					haveNext: false,
					portfolioJson: items.map(({ id, title }) => ({ id, title })),
					allPortfolioIds: items.map(({ id }) => id),
				},
			},
		};
	}),
	route('POST', '/want-search/suggest', ({ parameters, world }) => ({
		json: {
			success: true,
			data: [...world.projects.values()]
				.filter(({ title }) => sameWords(title, parameters.text('query')))
				.slice(0, 10)
				.map(({ title }) => title),
		},
	})),
	route(
		'GET',
		'/get_manage_orders',
		whenLoggedIn(({ user, world }) => {
			const orders = user === undefined ? [] : world.ordersOf(user.id, 'worker');
			return {
				success: true,
				data: { orderListData: orders.slice(0, 10), ordersCount: orders.length, page_limit: 10 },
			};
		}),
	),
	route(
		'POST',
		'/api/user/checkworkeroffers',
		whenLoggedIn(() => ({ success: true, data: [] })),
	),
	route(
		'POST',
		'/api/order/getorderscount',
		whenLoggedIn(({ user, world }) => ({
			success: true,
			data: { count: user ? world.ordersOf(user.id, 'worker').length : 0 },
		})),
	),
	route(
		'POST',
		'/user_online',
		whenLoggedIn(({ user, world }) => {
			if (user !== undefined) {
				user.online = true;
				user.lastOnlineAt = world.now();
			}
			return { success: true, data: null };
		}),
	),
	route('GET', '/api/freeprice/categorygetprices', () => ({
		json: { success: true, prices: null },
	})),
];
