import { z } from 'zod';
import { envelopeA, notFound } from '../errors';
import { bodyOf } from '../input';
import type { Subscription } from '../types';
import type { AvitoCall, AvitoRoutes } from '../world';

const subscriptionSchema = z.object({ url: z.url(), secret: z.string().min(1).max(100) });

/** Works without the paid tariff: the webhooks arrive, the data cannot be read (avito.md 3.1). */
const job = { scope: 'job:applications', family: 'job' } as const;

/** Subscriptions to application webhooks (avito.md 3.6). */
export const applicationWebhookRoutes: AvitoRoutes = {
	'PUT /job/v1/applications/webhook': {
		...job,
		async handle(call) {
			const { world } = call;
			const { url, secret } = bodyOf(call, subscriptionSchema);
			if (world.settings.webhooks.handshake && !(await world.webhooks.handshake(url, secret))) {
				return envelopeA(400, 'Webhook url did not answer 2xx within 2 seconds');
			}
			const now = world.now();
			const known = own(call).find((subscription) => subscription.url === url);
			if (known !== undefined) Object.assign(known, { secret, active: true, lastSuccessAt: now });
			else {
				if (world.settings.webhooks.onlyOne) end(call, own(call));
				call.state.applicationWebhooks.push({
					url,
					secret,
					accountId: call.account.id,
					clientId: call.token.clientId,
					createdAt: now,
					lastSuccessAt: now,
					active: true,
				});
			}
			return { json: { url, secret } };
		},
	},
	'GET /job/v1/applications/webhook': {
		...job,
		handle(call) {
			const [oldest] = own(call).filter((subscription) => subscription.active);
			return oldest === undefined ? notFound() : { json: view(oldest) };
		},
	},
	'GET /job/v1/applications/webhooks': {
		...job,
		handle: (call) => ({
			json: {
				webhooks: own(call)
					.filter((subscription) => subscription.active)
					.map(view),
			},
		}),
	},
	'DELETE /job/v1/applications/webhook': {
		...job,
		query: ['url'],
		handle(call) {
			const url = call.request.query.get('url');
			const gone =
				url === null ? own(call)[0] : own(call).find((subscription) => subscription.url === url);
			if (gone === undefined) return notFound();
			end(call, [gone]);
			return { json: { ok: true } };
		},
	},
};

function end(call: AvitoCall, gone: readonly Subscription[]): void {
	for (const subscription of gone) subscription.active = false;
	call.state.applicationWebhooks = call.state.applicationWebhooks.filter(
		(subscription) => !gone.includes(subscription),
	);
}

/** Oldest first; personal and application access have separate sets (avito.md 1.1). */
function own(call: AvitoCall): Subscription[] {
	return call.state.applicationWebhooks.filter(
		(subscription) =>
			subscription.accountId === call.account.id && subscription.clientId === call.token.clientId,
	);
}

function view({ url, secret }: Subscription) {
	return { url, secret: secret ?? '' };
}
