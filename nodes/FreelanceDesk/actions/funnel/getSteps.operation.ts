import { defineOperation } from '../../../shared/operation';
import { returnAllAndLimit } from '../../../shared/parameters';
import type { Desk } from '../../parameters';
import { funnelField, funnelOf } from './steps';

export const getSteps = defineOperation<Desk>()({
	value: 'getSteps',
	name: 'Get Steps',
	action: 'Get remembered steps',
	description:
		'The steps that Record Step has remembered, by lead, e.g. for a sheet of your own. One item per step.',
	effect: 'read',
	parameters: { funnel: funnelField(), limit: returnAllAndLimit() },
	async *execute({ client, params: { funnel: name, limit } }) {
		const funnel = funnelOf(name);
		const { facts } = await client.memory();
		yield* client.rememberedSteps(facts, funnel, limit);
	},
});
