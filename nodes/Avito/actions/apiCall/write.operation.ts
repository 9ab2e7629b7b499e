import { flag } from '../../../shared/parameters';
import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { callBody, callParameters, endpoint } from './parameters';

export const write = defineOperation<AvitoRun>()({
	value: 'write',
	name: 'Write',
	action: 'Call an endpoint that changes something',
	description:
		"Calls any endpoint in Avito's specifications that changes something, sent once and never repeated. Calls that cost money need Allow Spending. One item.",
	effect: 'spend',
	parameters: {
		endpoint: endpoint('searchWriteEndpoints'),
		parameters: callParameters(),
		body: callBody(),
		allowSpending: flag({
			displayName: 'Allow Spending',
			description: 'Whether calls that cost money, contacts or placements may be sent',
		}),
	},
	async prepare({ client: { api, lib }, params, signal }) {
		const call = await api.api.prepare(params.endpoint, params);
		const { method, entry } = call;
		const spends = entry.effect === 'spend';
		return {
			target: `${method} ${entry.path}`,
			request: api.api.shown(call),
			cost: spends ? { amount: 1, unit: 'paid call' } : undefined,
			async send() {
				if (spends && !params.allowSpending) {
					throw lib.avitoFailures.refusedLocally(
						`${params.endpoint} costs money, nothing was sent`,
						'Switch on "Allow Spending" in this operation if that is what you want.',
					);
				}
				const answer = await api.api.send(call, signal);
				return Array.isArray(answer) ? { results: answer } : answer;
			},
		};
	},
});
