import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';

export const get = defineOperation<AvitoRun>()({
	value: 'get',
	name: 'Get',
	action: 'Get the subscriptions',
	description:
		'All webhook subscriptions of the account, for messages and applications. Secrets and tokens in addresses are left out. One item per subscription.',
	effect: 'read',
	parameters: {},
	async execute({ client: { api, lib }, signal }) {
		const all = [
			...(await api.webhooks.messages(signal)),
			...(await api.webhooks.applications(signal)),
		];
		return all.map(({ kind, url, version }) => ({
			kind,
			url: lib.shownAddress(url),
			version: version ?? null,
		}));
	},
});
