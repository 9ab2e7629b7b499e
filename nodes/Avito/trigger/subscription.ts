import type { IHookFunctions } from 'n8n-workflow';
import type { SubscriptionKind, TriggerSecrets, WebhookSubscription } from '../../../lib/avito';
import type { ServiceFunctions } from '../../shared/connection';
import { textOf } from '../../shared/connection';
import { toActivationError } from '../../shared/errors';
import { loadLib } from '../../shared/lib';
import { credentialOf, openAvito } from '../context';
import { readSettings } from './parameters';

const KINDS = { newMessage: 'messages', newApplication: 'applications' } as const;

/** The two secrets of a trigger, from the credential: the same on every start, stored nowhere. */
export async function secretsOf(
	context: ServiceFunctions & { getWorkflow(): { id?: string } },
): Promise<TriggerSecrets> {
	const { triggerSecrets } = await loadLib();
	const { clientSecret } = await context.getCredentials(credentialOf(context));
	return triggerSecrets(textOf(clientSecret), context.getWorkflow().id ?? '', context.getNode().id);
}

interface Own {
	kind: SubscriptionKind;
	url: string;
	secret: string;
}

async function ownSubscriptions(context: IHookFunctions): Promise<Own[]> {
	const { events } = readSettings((name, fallback) => context.getNodeParameter(name, fallback));
	const { token, header } = await secretsOf(context);
	const url = context.getNodeWebhookUrl('default') ?? '';
	return Object.entries(KINDS)
		.filter(([event]) => events.includes(event))
		.map(([, kind]) =>
			kind === 'messages'
				? { kind, url: `${url}?token=${token}`, secret: '' }
				: { kind, url, secret: header },
		);
}

/** What was taken over, so that unpublishing can give it back. */
function takenOf(
	context: IHookFunctions,
): Partial<Record<SubscriptionKind, WebhookSubscription[]>> {
	const data = context.getWorkflowStaticData('node');
	data.taken ??= {};
	return data.taken as Partial<Record<SubscriptionKind, WebhookSubscription[]>>;
}

async function withSubscriptions<T>(
	context: IHookFunctions,
	work: (
		subscriptions: InstanceType<Awaited<ReturnType<typeof loadLib>>['Subscriptions']>,
		own: Own[],
	) => Promise<T>,
): Promise<T> {
	try {
		const { Subscriptions } = await loadLib();
		const { client, settle } = await openAvito(context);
		const result = await work(
			new Subscriptions(client.api.webhooks),
			await ownSubscriptions(context),
		);
		await settle?.();
		return result;
	} catch (error) {
		throw toActivationError(context.getNode(), error);
	}
}

export async function isSubscribed(this: IHookFunctions): Promise<boolean> {
	return await withSubscriptions(this, async (subscriptions, own) => {
		for (const one of own) if (!(await subscriptions.exists(one))) return false;
		return true;
	});
}

/** Subscribes what is missing. Names every subscription of others, and takes none unasked. */
export async function subscribe(this: IHookFunctions): Promise<boolean> {
	const { withoutQuery } = await loadLib();
	return await withSubscriptions(this, async (subscriptions, own) => {
		const settings = readSettings((name, fallback) => this.getNodeParameter(name, fallback));
		const takeOver = settings.otherSubscriptions === 'takeOver';
		const taken = takenOf(this);
		for (const one of own) {
			const others = await subscriptions.others(one.kind, one.url);
			for (const { kind, url } of others) {
				const fate = takeOver ? 'is replaced until this workflow is unpublished' : 'stays as it is';
				this.logger.warn(
					`Avito Trigger: the ${kind} also go to ${withoutQuery(url)}, which ${fate}`,
				);
			}
		}
		const replaced = await subscriptions.subscribeAll(own.map((one) => ({ ...one, takeOver })));
		for (const other of replaced) taken[other.kind] = [...(taken[other.kind] ?? []), other];
		return true;
	});
}

/** Ends the own subscriptions and restores what was taken over. */
export async function unsubscribe(this: IHookFunctions): Promise<boolean> {
	return await withSubscriptions(this, async (subscriptions, own) => {
		const taken = takenOf(this);
		for (const one of own) {
			await subscriptions.release(one, taken[one.kind] ?? []);
			delete taken[one.kind];
		}
		return true;
	});
}
