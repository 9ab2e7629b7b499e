import type { KworkApi } from '../api';
import type { ListOptions } from '../paging';
import {
	notificationGroupSchema,
	pushEventSchema,
	type NotificationGroup,
	type PushEvent,
} from '../schemas/catalogue';
import { list } from '../schemas/values';
import { pagedList } from './reads';
import { write } from './write';

const listOfNotificationGroup = list(notificationGroupSchema);

/** Notifications and the pull queue of events (kwork.md 3.13, 4.6). */
export class NotificationsEndpoint {
	constructor(
		private readonly api: KworkApi,
		private readonly device: string,
	) {}

	/** Notifications by type; none at all is an empty list. */
	async list(signal?: AbortSignal): Promise<NotificationGroup[]> {
		return await this.api.call('notifications', {}, listOfNotificationGroup, {
			effect: 'read',
			signal,
		});
	}

	/** Unconfirmed events: the pull twin of the socket. */
	events(options: ListOptions = {}): AsyncGenerator<PushEvent, void, undefined> {
		const parameters = { uad: this.device };
		return pagedList(
			this.api,
			'notificationsFetch',
			parameters,
			pushEventSchema,
			({ id }) => id,
			options,
		);
	}

	/** Takes events off the queue. */
	async confirmEvents(ids: readonly number[], signal?: AbortSignal): Promise<void> {
		await write(this.api, 'notificationsReceived', { ids }, signal, async () => {
			for await (const event of this.events()) if (ids.includes(event.id)) return false;
			return true;
		});
	}
}
