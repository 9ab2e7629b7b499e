import { done, type MethodCall, notFound, ok, paged, type Responder } from '../call';
import type { User } from '../model';
import { sameWords, siteDate } from '../text';
import { reviewView } from '../views/kworks';
import { userInfoView, userView, userWorkerView } from '../views/users';

const found = (user: User | undefined): User => {
	if (user === undefined) throw notFound('Пользователь');
	return user;
};

const byId = ({ parameters, world }: MethodCall, name: string): User =>
	found(world.users.get(parameters.int(name)));

/** Public profiles and private notes about people (kwork.md 3.3). */
export const people: Record<string, Responder> = {
	user: (call) => ok(userView(call.world, byId(call, 'id'), call.caller)),
	userByUsername: ({ caller, parameters, world }) =>
		ok(userView(world, found(world.userByName(parameters.text('username'))), caller)),
	getUserInfo: (call) => {
		const { caller, parameters, world } = call;
		const user = parameters.has('id')
			? byId(call, 'id')
			: found(world.userByName(parameters.text('username')));
		return ok(userInfoView(world, user, caller));
	},
	userSearch: (call) => {
		const query = call.parameters.text('query');
		const users = [...call.world.users.values()].filter(({ username, fullname }) =>
			sameWords(`${username} ${fullname}`, query),
		);
		return paged(call, users, 10, (user) => {
			const { id, username, fullname, profilepicture, rating, is_online } = userWorkerView(user);
			const count = user.goodReviews + user.badReviews;
			const counts = { reviews_count: count, rating_count: count };
			return { id, username, fullname, profilepicture, rating, ...counts, is_online };
		});
	},
	userReviews: (call) => {
		const user = byId(call, 'user_id');
		const type = call.parameters.text('type');
		const reviews = call.world.reviews
			.filter(
				({ userId, good }) =>
					userId === user.id && (type === 'all' || good === (type === 'positive')),
			)
			.sort((a, b) => b.time - a.time);
		return paged(call, reviews, 30, (review) => reviewView(call.world, review));
	},
	saveUserNote: (call) => {
		const text = call.parameters.text('note');
		call.user.notes.set(byId(call, 'user_id').id, { text, time: call.world.now() });
		return done;
	},
	deleteUserNote: (call) => {
		call.user.notes.delete(byId(call, 'user_id').id);
		return done;
	},
};

const notifications: Responder = ({ user, world }) => {
	const own = world.notices.filter(({ userId }) => userId === user.id);
	if (own.length === 0 && world.settings.missingResponseWhenEmpty) return done;
	const names = [...new Set(own.map(({ name }) => name))];
	return ok(
		names.map((name) => {
			const group = own.filter((notice) => notice.name === name);
			return {
				name,
				description: group[0]?.description ?? '',
				is_red: group.some(({ red }) => red),
				priority: 10,
				entity_type: group[0]?.entityType ?? '',
				notifications: group.map((notice) => ({
					id: notice.id,
					added: notice.added,
					entity_id: notice.entityId,
					link: notice.link,
					...notice.fields,
				})),
			};
		}),
	);
};

/** Notices and the push queue (kwork.md 3.13). */
export const notices: Record<string, Responder> = {
	notifications,
	notificationsFetch: (call) => {
		const { user, world } = call;
		const own = world.pushes.filter(({ userId }) => userId === user.id);
		if (own.length === 0 && world.settings.missingResponseWhenEmpty) return done;
		return paged(call, own, 50, (push) => ({
			id: push.id,
			entity_id: push.entityId,
			user_id: push.userId,
			data: push.data,
			created_at: siteDate(push.createdAt),
			event: push.event,
		}));
	},
	notificationsReceived: ({ parameters, user, world }) => {
		const ids = new Set(parameters.ints('ids'));
		const kept = world.pushes.filter(({ id, userId }) => userId !== user.id || !ids.has(id));
		world.pushes.splice(0, world.pushes.length, ...kept);
		return done;
	},
};
