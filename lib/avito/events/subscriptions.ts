import { asError } from '../../errors';
import { failures } from '../failures';
import type { WebhookSubscription, WebhooksApi } from '../webhooks';

export type SubscriptionKind = WebhookSubscription['kind'];

export interface SubscribeOptions {
	kind: SubscriptionKind;
	url: string;
	/** For applications. */
	secret: string;
	/** Takes the place of subscriptions of others, who get them back with `release`. */
	takeOver: boolean;
}

/** Subscribes without taking anything from anybody unasked (avito.md 3.6, 4.6). */
export class Subscriptions {
	constructor(private readonly webhooks: WebhooksApi) {}

	/** All subscriptions of one kind that are not at this address. */
	async others(kind: SubscriptionKind, url: string): Promise<WebhookSubscription[]> {
		return (await this.list(kind)).filter((subscription) => subscription.url !== url);
	}

	async exists({ kind, url, secret }: Omit<SubscribeOptions, 'takeOver'>): Promise<boolean> {
		const own = (await this.list(kind)).find((subscription) => subscription.url === url);
		if (!own) return false;
		return kind === 'messages' || own.secret === undefined || own.secret === secret;
	}

	/** Returns what was taken over, to be given back with `release`. */
	async subscribe(options: SubscribeOptions): Promise<WebhookSubscription[]> {
		const { kind, url, secret, takeOver } = options;
		const before = await this.others(kind, url);
		await this.add({ kind, url, secret });
		if (takeOver) {
			for (const other of before) await this.remove(other);
			return before;
		}
		const left = new Set((await this.others(kind, url)).map((other) => other.url));
		const lost = before.filter((other) => !left.has(other.url));
		if (lost.length === 0) return [];
		// Avito kept one only: give it back, and let a person decide.
		await this.remove({ kind, url });
		for (const other of lost) await this.add(other);
		const urls = lost.map((other) => withoutQuery(other.url));
		throw failures.refusedLocally(
			`The ${kind} of this account already go to ${urls.join(', ')}`,
			'Choose "Take Over" under Other Subscriptions to replace it until this workflow is unpublished, or end it where it was made.',
			{ kind, urls },
		);
	}

	/**
	 * Subscribes what is missing, all or none: after a failure nobody would know any more what was
	 * taken over. Returns that.
	 */
	async subscribeAll(all: readonly SubscribeOptions[]): Promise<WebhookSubscription[]> {
		const taken: WebhookSubscription[] = [];
		const made: SubscribeOptions[] = [];
		try {
			for (const one of all) {
				if (await this.exists(one)) continue;
				taken.push(...(await this.subscribe(one)));
				made.push(one);
			}
			return taken;
		} catch (error) {
			for (const one of made) {
				const theirs = taken.filter(({ kind }) => kind === one.kind);
				// The first failure says what matters.
				await this.release(one, theirs).catch(() => {});
			}
			throw asError(error);
		}
	}

	/** Ends the own subscription and gives back what was taken over. */
	async release(
		own: Pick<SubscribeOptions, 'kind' | 'url'>,
		taken: readonly WebhookSubscription[],
	): Promise<void> {
		await this.remove(own);
		for (const other of taken) await this.add(other);
	}

	private async list(kind: SubscriptionKind): Promise<WebhookSubscription[]> {
		return kind === 'messages'
			? await this.webhooks.messages()
			: await this.webhooks.applications();
	}

	private async add({ kind, url, secret }: Pick<WebhookSubscription, 'kind' | 'url' | 'secret'>) {
		if (kind === 'messages') await this.webhooks.subscribeMessages(url);
		else await this.webhooks.subscribeApplications(url, secret ?? '');
	}

	/** One that is gone already is as well. */
	private async remove({ kind, url }: Pick<WebhookSubscription, 'kind' | 'url'>): Promise<void> {
		try {
			if (kind === 'messages') await this.webhooks.unsubscribeMessages(url);
			else await this.webhooks.unsubscribeApplications(url);
		} catch (error) {
			if (!failures.notFound.is(error)) throw asError(error);
		}
	}
}

/** An address for people: others may keep a secret in its query. */
export const withoutQuery = (url: string): string => url.replace(/\?.*$/, '?…');
