import type { ITriggerFunctions } from 'n8n-workflow';
import type { KworkMessageReader, KworkNoticeHub } from '../../../lib/kwork/notice';
import type { SocketRoute } from '../../../lib/http';
import type { Clock } from '../../../lib/time';
import type { FeedAccount } from '../../shared/events/feeds';
import { loadLib, type Library } from '../../shared/lib';
import { openKwork, type KworkAccount } from '../context';

/**
 * The account of a trigger for as long as the trigger lives: client, session and socket stay open,
 * and the credential is read again before every new connection.
 */
export class TriggerAccount implements FeedAccount {
	/** The user id of the account, once it is known. */
	knownId?: number;

	private holds: Array<() => void> = [];

	/** The socket stays the one that was subscribed to, whatever the credential becomes. */
	private readonly letGoOfHub: () => void;

	private constructor(
		private readonly context: ITriggerFunctions,
		private readonly lib: Library,
		private account: KworkAccount,
		readonly hub: KworkNoticeHub,
	) {
		this.letGoOfHub = lib.accounts.hold(noticeKey(account.connection.key));
		this.hold();
	}

	static async open(this: void, context: ITriggerFunctions, clock: Clock): Promise<TriggerAccount> {
		const lib = await loadLib();
		const account = await openKwork(context);
		const { key, logger } = account.connection;
		const create = () => new lib.KworkNoticeHub({ logger, clock });
		const hub = lib.accounts.get(noticeKey(key), lib.KworkNoticeHub, create);
		return new TriggerAccount(context, lib, account, hub);
	}

	async ownId(): Promise<number> {
		this.knownId = await this.reader.ownId();
		return this.knownId;
	}

	get reader(): KworkMessageReader {
		return this.hub.shared(this.lib.readerOf(this.account.client));
	}

	/**
	 * The way to the channel, with the credential as it is now.
	 *
	 * @throws ServiceError when it belongs to another account now, whose messages would all be news
	 */
	async route(signal: AbortSignal): Promise<SocketRoute> {
		const account = await openKwork(this.context);
		if (account.connection.key !== this.account.connection.key) {
			const { id } = await account.client.account.identity();
			if (this.knownId !== undefined && id !== this.knownId) {
				throw new this.lib.ServiceError('The credential belongs to another account now.', {
					kind: 'authentication',
					remedy: 'Unpublish the workflow and publish it again to listen to the new account.',
				});
			}
			this.account = account;
			this.hold();
		}
		const route = await account.client.noticeRoute(signal);
		await account.settle?.();
		return route;
	}

	/** Lets go of the account; others may go on using it. */
	release(): void {
		this.letGoOfHub();
		for (const letGo of this.holds.splice(0)) letGo();
	}

	private hold(): void {
		for (const letGo of this.holds.splice(0)) letGo();
		const { key } = this.account.connection;
		const keys = [key, `${key}:session`, `${key}:ledger`];
		this.holds = keys.map((one) => this.lib.accounts.hold(one));
	}
}

/** Where the registry keeps the account's socket. */
export const noticeKey = (accountKey: string): string => `${accountKey}:notice`;
