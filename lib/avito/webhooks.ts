import { z } from 'zod';
import { failures } from './failures';
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

const HIDDEN = '[hidden]';

/** A part of a path that nobody can guess, but for UUIDs, which are names. */
const isToken = (segment: string): boolean =>
	/^(?=.*\d)(?=.*[a-z])[\w~-]{32,}$/i.test(segment) &&
	!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(segment);

/**
 * The address of a subscription without what makes it secret: login, values of the query, tokens in
 * the path. Whoever knows those can send events as if he were Avito.
 */
export function shownAddress(address: string): string {
	const [rest = '', query] = address.replace(/#.*$/, '').split(/\?(.*)/s);
	const path = rest
		.replace(/^(\w+:\/\/)[^/@]*@/, `$1${HIDDEN}@`)
		.split('/')
		.map((segment) => (isToken(segment) ? HIDDEN : segment))
		.join('/');
	if (query === undefined) return path;
	const names = query.split('&').map((pair) => `${pair.split('=')[0] ?? ''}=${HIDDEN}`);
	return `${path}?${names.join('&')}`;
}

/** An answer about subscriptions, however it is built, without secrets and tokens. */
export function withoutWebhookSecrets(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutWebhookSecrets);
	if (typeof value === 'string') return /^\w+:\/\//.test(value) ? shownAddress(value) : value;
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]: [string, unknown]) => [
			name,
			name === 'secret' ? HIDDEN : withoutWebhookSecrets(inner),
		]),
	);
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

	/** The whole address of a subscription that was shown without its token. */
	async addressOf(
		kind: WebhookSubscription['kind'],
		shown: string,
		signal?: AbortSignal,
	): Promise<string> {
		if (!shown.includes(HIDDEN)) return shown;
		const all = kind === 'messages' ? await this.messages(signal) : await this.applications(signal);
		const [found, ...others] = all.filter(({ url }) => shownAddress(url) === shown);
		if (found && others.length === 0) return found.url;
		throw failures.refusedLocally(
			`${found ? 'Several subscriptions have' : 'No subscription has'} the address ${shown}`,
			'Give the whole address, with its token, as it was subscribed.',
		);
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
