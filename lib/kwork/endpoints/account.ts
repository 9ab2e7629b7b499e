import { asError } from '../../errors';
import type { KworkApi } from '../api';
import type { Connects } from '../envelope';
import { actorSchema, badgesSchema, userSchema, type Actor, type Badges } from '../schemas/account';
import { anything, one } from '../schemas/values';
import { write } from './write';

const oneUser = one(userSchema);

/** The account itself (kwork.md 3.2). */
export class AccountEndpoint {
	private own?: Promise<{ id: number; username?: string }>;

	constructor(
		private readonly api: KworkApi,
		private readonly device: string,
	) {}

	/** Everything about the logged-in user; also the cheapest test of a credential. */
	async actor(signal?: AbortSignal): Promise<Actor> {
		return await this.api.call('actor', { uad: this.device }, actorSchema, {
			effect: 'read',
			signal,
		});
	}

	/** The own id and login, read once. They tell own messages from others'. */
	async identity(): Promise<{ id: number; username?: string }> {
		this.own ??= this.actor().then(({ id, username }) => ({ id, username }));
		try {
			return await this.own;
		} catch (error) {
			this.own = undefined;
			throw asError(error);
		}
	}

	/** Counters of unread messages and notifications. */
	async badges(signal?: AbortSignal): Promise<Badges> {
		return await this.api.call('getBadgesInfo', {}, badgesSchema, { effect: 'read', signal });
	}

	/**
	 * Connects: the right to make offers, one each. Kwork tells them only beside a list of projects
	 * (kwork.md 3.4). Undefined when it does not.
	 */
	async connects(signal?: AbortSignal): Promise<Connects | undefined> {
		const answer = await this.api.ask('projects', { categories: 'all', page: 1 }, anything, {
			effect: 'read',
			signal,
		});
		return answer.connects;
	}

	/** Shows the user as offline. */
	async setOffline(signal?: AbortSignal): Promise<void> {
		await write(this.api, 'offline', {}, signal, async () => {
			const { id } = await this.identity();
			return (await this.api.call('user', { id }, oneUser, { effect: 'read' })).online === false;
		});
	}
}
