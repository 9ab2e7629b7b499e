import { z } from 'zod';
import { bodyOf } from '../input';
import type { Subscription } from '../types';
import type { AvitoCall, AvitoRoutes } from '../world';

const urlSchema = z.object({ url: z.url() });

const messenger = { scope: 'messenger:read', family: 'messenger', tariff: 'messenger' } as const;

/** Subscriptions to messenger webhooks v3; listing them is a POST (avito.md 4.6). */
export const messageWebhookRoutes: AvitoRoutes = {
	'POST /messenger/v3/webhook': {
		...messenger,
		handle(call) {
			const { url } = bodyOf(call, urlSchema);
			if (!own(call).some((subscription) => subscription.url === url)) {
				if (call.world.settings.webhooks.onlyOne) end(call, own(call));
				call.state.messageWebhooks.push({
					url,
					secret: null,
					accountId: call.account.id,
					clientId: call.token.clientId,
					createdAt: call.world.now(),
					lastSuccessAt: call.world.now(),
					active: true,
				});
			}
			return { json: { ok: true } };
		},
	},
	'POST /messenger/v1/webhook/unsubscribe': {
		...messenger,
		handle(call) {
			const { url } = bodyOf(call, urlSchema);
			end(
				call,
				own(call).filter((subscription) => subscription.url === url),
			);
			return { json: { ok: true } };
		},
	},
	'POST /messenger/v1/subscriptions': {
		...messenger,
		handle: (call) => ({
			json: { subscriptions: own(call).map(({ url }) => ({ url, version: '3' })) },
		}),
	},
};

function end(call: AvitoCall, gone: readonly Subscription[]): void {
	for (const subscription of gone) subscription.active = false;
	call.state.messageWebhooks = call.state.messageWebhooks.filter(
		(subscription) => !gone.includes(subscription),
	);
}

function own(call: AvitoCall): Subscription[] {
	return call.state.messageWebhooks.filter(
		(subscription) =>
			subscription.accountId === call.account.id && subscription.clientId === call.token.clientId,
	);
}
