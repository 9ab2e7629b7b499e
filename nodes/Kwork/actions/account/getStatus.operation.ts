import type { KworkClient } from '../../../../lib/kwork';
import { loadLib } from '../../../shared/lib';
import { defineOperation } from '../../../shared/operation';

export const getStatus = defineOperation<KworkClient>()({
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the status of the account',
	description:
		'Whether everything works: who is signed in, connects, request budget, socket, errors and latency of this process, and how to fix what does not. One item.',
	effect: 'read',
	parameters: {},
	async execute({ client, signal }) {
		const { accounts, kworkStatus, KworkNoticeHub } = await loadLib();
		const hub = accounts.beside(client, 'notice', KworkNoticeHub);
		return await kworkStatus(client, hub?.status ?? null, signal);
	},
});
