import { ParameterValueError } from '../../../shared/parameters';
import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { callBody, callParameters, endpoint } from './parameters';

export const read = defineOperation<AvitoRun>()({
	value: 'read',
	name: 'Read',
	action: 'Call an endpoint that reads',
	description:
		"Calls any endpoint in Avito's specifications that changes nothing and costs nothing, and returns its answer. One item, or one per element of a list.",
	effect: 'read',
	parameters: {
		endpoint: endpoint('searchReadEndpoints'),
		parameters: callParameters(),
		body: callBody(),
	},
	async execute({ client: { api }, params, signal }) {
		const call = await api.api.prepare(params.endpoint, params);
		if (call.entry.effect !== 'read') {
			throw new ParameterValueError(
				`${params.endpoint} changes or costs something`,
				'Use the operation Write, which has Dry Run and spends only with your permission.',
			);
		}
		return await api.api.send(call, signal);
	},
});
