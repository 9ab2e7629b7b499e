import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { webhookKind, webhookUrl } from './parameters';

export const unsubscribe = defineOperation<AvitoRun>()({
	value: 'unsubscribe',
	name: 'Unsubscribe',
	action: 'Unsubscribe an address',
	description: 'Ends the subscription of exactly this address. One item.',
	effect: 'write',
	parameters: { kind: webhookKind(), url: webhookUrl() },
	async prepare({ client: { api }, params: { kind, url }, signal }) {
		return {
			target: `webhook ${kind}`,
			request: { kind, url },
			async send() {
				if (kind === 'messages') await api.webhooks.unsubscribeMessages(url, signal);
				else await api.webhooks.unsubscribeApplications(url, signal);
				return { kind, url, subscribed: false };
			},
		};
	},
});
