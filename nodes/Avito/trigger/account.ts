import type { ITriggerFunctions } from 'n8n-workflow';
import type { AvitoClient } from '../../../lib/avito';
import type { FeedAccount } from '../../shared/events/feeds';
import type { Library } from '../../shared/lib';
import { loadLib } from '../../shared/lib';
import type { AvitoAccount } from '../context';
import { openAvito } from '../context';

/** Where the listener and the webhook of a trigger meet. */
export function inboxOf(
	context: { getWorkflow(): { id?: string }; getNode(): { id: string } },
	lib: Library,
) {
	const key = `avito-trigger:${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
	return { key, inbox: lib.accounts.get(key, lib.WebhookInbox, () => new lib.WebhookInbox()) };
}

/** The account of a trigger for as long as the trigger lives. */
export class TriggerAccount implements FeedAccount {
	private readonly holds: Array<() => void> = [];

	private constructor(
		private readonly context: ITriggerFunctions,
		private readonly lib: Library,
		private account: AvitoAccount,
	) {
		this.hold();
	}

	static async open(this: void, context: ITriggerFunctions): Promise<TriggerAccount> {
		return new TriggerAccount(context, await loadLib(), await openAvito(context));
	}

	get api(): AvitoClient {
		return this.account.client.api;
	}

	async ownId(): Promise<number> {
		return await this.api.account.id();
	}

	async settle(): Promise<void> {
		await this.account.settle?.();
	}

	/** The credential may have got a new secret since; with another key it may be another account. */
	async reopen(): Promise<void> {
		const account = await openAvito(this.context);
		const isOther = account.connection.key !== this.account.connection.key;
		if (!isOther || account.account !== this.account.account) return;
		this.account = account;
		this.hold();
	}

	release(): void {
		for (const letGo of this.holds.splice(0)) letGo();
	}

	private hold(): void {
		this.release();
		const { key } = this.account.connection;
		for (const name of [
			key,
			`${key}:session`,
			`${key}:tokens`,
			inboxOf(this.context, this.lib).key,
		]) {
			this.holds.push(this.lib.accounts.hold(name));
		}
	}
}
