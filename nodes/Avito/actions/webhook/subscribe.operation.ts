import { shownWhen, text } from '../../../shared/parameters';
import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { webhookKind, webhookUrl } from './parameters';

export const subscribe = defineOperation<AvitoRun>()({
	value: 'subscribe',
	name: 'Subscribe',
	action: 'Subscribe an address',
	description:
		'Makes Avito post events to an address of yours. Prefer the Avito Trigger, which does this and verifies what arrives. One item.',
	effect: 'write',
	parameters: {
		kind: webhookKind(),
		url: webhookUrl(),
		secret: shownWhen(
			{ kind: ['applications'] },
			text({
				displayName: 'Secret',
				required: true,
				typeOptions: { password: true },
				description: 'Sent with every event as X-Secret, 1 to 100 characters',
			}),
		),
	},
	async prepare({ client: { api }, params: { kind, url, secret }, signal }) {
		return {
			target: `webhook ${kind}`,
			request: { kind, url },
			async send() {
				if (kind === 'messages') await api.webhooks.subscribeMessages(url, signal);
				else await api.webhooks.subscribeApplications(url, secret ?? '', signal);
				return { kind, url, subscribed: true };
			},
		};
	},
});
