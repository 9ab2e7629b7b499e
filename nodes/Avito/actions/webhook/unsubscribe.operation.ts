import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { webhookKind, webhookUrl } from './parameters';

export const unsubscribe = defineOperation<AvitoRun>()({
	value: 'unsubscribe',
	name: 'Unsubscribe',
	action: 'Unsubscribe an address',
	description:
		'Ends the subscription of exactly this address, which can be given as Get shows it. One item.',
	effect: 'write',
	parameters: { kind: webhookKind(), url: webhookUrl() },
	async prepare({ client: { api }, params: { kind, url }, signal }) {
		return {
			target: `webhook ${kind}`,
			request: { kind, url },
			async send() {
				const address = await api.webhooks.addressOf(kind, url, signal);
				if (kind === 'messages') await api.webhooks.unsubscribeMessages(address, signal);
				else await api.webhooks.unsubscribeApplications(address, signal);
				return { kind, url, subscribed: false };
			},
		};
	},
});
