import { z } from 'zod';
import type { AvitoTransport } from './transport';

const applicationHook = z.looseObject({ url: z.string(), secret: z.string().nullish() });
const applicationHooks = z.looseObject({ webhooks: z.array(applicationHook).nullish() });
const messengerHooks = z.looseObject({
	subscriptions: z
		.array(z.looseObject({ url: z.string(), version: z.string().nullish() }))
		.nullish(),
});
const done = z.unknown();

export interface WebhookSubscription {
	kind: 'applications' | 'messages';
	url: string;
	/** Of applications only; Avito shows it in clear to whoever holds the key (avito.md 3.6). */
	secret?: string;
	version?: string;
}

/** Subscriptions of both kinds (avito.md 3.6, 4.6). */
export class WebhooksApi {
	constructor(private readonly transport: AvitoTransport) {}

	async messages(signal?: AbortSignal): Promise<WebhookSubscription[]> {
		const { subscriptions } = await this.transport.call(
			{
				method: 'POST',
				path: '/messenger/v1/subscriptions',
				effect: 'read',
				name: 'avito.webhook.messages',
				signal,
			},
			messengerHooks,
		);
		return (subscriptions ?? []).map(({ url, version }) => ({
			kind: 'messages',
			url,
			version: version ?? undefined,
		}));
	}

	/** Oldest first. */
	async applications(signal?: AbortSignal): Promise<WebhookSubscription[]> {
		const { webhooks } = await this.transport.call(
			{
				method: 'GET',
				path: '/job/v1/applications/webhooks',
				effect: 'read',
				name: 'avito.webhook.applications',
				signal,
			},
			applicationHooks,
		);
		return (webhooks ?? []).map(({ url, secret }) => ({
			kind: 'applications',
			url,
			secret: secret ?? undefined,
		}));
	}

	async subscribeMessages(url: string, signal?: AbortSignal): Promise<void> {
		await this.transport.call(
			{
				method: 'POST',
				path: '/messenger/v3/webhook',
				body: { json: { url } },
				effect: 'write',
				name: 'avito.webhook.subscribe',
				signal,
			},
			done,
		);
	}

	async unsubscribeMessages(url: string, signal?: AbortSignal): Promise<void> {
		await this.transport.call(
			{
				method: 'POST',
				path: '/messenger/v1/webhook/unsubscribe',
				body: { json: { url } },
				effect: 'write',
				name: 'avito.webhook.unsubscribe',
				signal,
			},
			done,
		);
	}

	/**
	 * Subscribes to applications. During this call Avito sends an empty POST with the secret to the
	 * address and wants 2xx within two seconds, else the subscription is not made.
	 */
	async subscribeApplications(url: string, secret: string, signal?: AbortSignal): Promise<void> {
		await this.transport.call(
			{
				method: 'PUT',
				path: '/job/v1/applications/webhook',
				body: { json: { url, secret } },
				effect: 'write',
				name: 'avito.webhook.subscribe',
				signal,
			},
			done,
		);
	}

	/** Always with the address: without one Avito removes whichever is oldest. */
	async unsubscribeApplications(url: string, signal?: AbortSignal): Promise<void> {
		await this.transport.call(
			{
				method: 'DELETE',
				path: '/job/v1/applications/webhook',
				query: { url },
				effect: 'write',
				name: 'avito.webhook.unsubscribe',
				signal,
			},
			done,
		);
	}
}
