import { utc } from './input';
import type { Application, Chat, Message } from './types';
import type { AvitoWorld } from './world';

/** Tells the subscribers of application webhooks; the payload is the id only (avito.md 3.6). */
export function notifyApplication(world: AvitoWorld, application: Application): void {
	const ownerId = world.state.vacancies.get(application.vacancyId)?.ownerId;
	for (const subscription of world.state.applicationWebhooks) {
		if (subscription.accountId !== ownerId || !subscription.active) continue;
		world.webhooks.send(subscription, 'application', application.id, { applyId: application.id });
	}
}

/** Tells the subscribers of messenger webhooks, of own messages too (avito.md 4.6). */
export function notifyMessage(world: AvitoWorld, chat: Chat, message: Message): void {
	const withoutContent = ['appCall', 'file', 'video'].includes(message.type);
	for (const subscription of world.state.messageWebhooks) {
		if (subscription.accountId !== chat.accountId || !subscription.active) continue;
		world.webhooks.send(subscription, 'message', message.id, {
			id: world.state.dice.uuid(),
			version: 'v3.0.0',
			timestamp: Math.floor(world.now() / 1000),
			payload: {
				type: 'message',
				value: {
					id: message.id,
					chat_id: chat.id,
					chat_type: chat.type,
					user_id: chat.accountId,
					author_id: message.authorId,
					item_id: chat.itemId,
					created: Math.floor(message.createdAt / 1000),
					published_at: utc(message.createdAt),
					type: message.type,
					content: withoutContent ? {} : message.content,
				},
			},
		});
	}
}
