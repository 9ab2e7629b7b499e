import { ok, type Responder } from '../call';
import { actorView, countersOf } from '../views/users';

/** Own profile, settings and phone (kwork.md 3.2). */
export const account: Record<string, Responder> = {
	actor: ({ user, world }) => ok(actorView(world, user), { fcmTokenLost: false }),
	getBadgesInfo: ({ user, world }) => {
		const counters = countersOf(world, user);
		return ok({
			dialogs_unread_count: counters.dialogs,
			notifications_unread_count: counters.notices,
			important_notifications_count: counters.red,
			warning_dialogs_count: 0,
			unread_messages_count: counters.messages,
			notifications_not_delivered: false,
			important_dialog_count: 0,
		});
	},
};
