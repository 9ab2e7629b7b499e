import { defineOperation } from '../../../shared/operation';
import { collection, dateTime, optionalNumber, text } from '../../../shared/parameters';
import { leadField, type Desk } from '../../parameters';
import { stepField } from './steps';

export const recordEvent = defineOperation<Desk>()({
	value: 'recordEvent',
	name: 'Record Event',
	action: 'Record a step of a lead',
	description:
		'Makes the row saying that a lead reached a step; store it with a Data Table or PostgreSQL node, matching on eventKey so that nothing counts twice. One item.',
	effect: 'read',
	parameters: {
		lead: leadField(),
		step: stepField(),
		options: collection(
			{ displayName: 'Options' },
			{
				variant: text({ displayName: 'Variant', description: 'Name from Choose Variant' }),
				score: optionalNumber({ displayName: 'Score' }),
				at: dateTime({ displayName: 'Time', description: 'Default: now' }),
			},
		),
	},
	async execute({ client, params: { lead, step, options } }) {
		const { variant, score, at } = options;
		return client.funnelEvent(client.readLead(lead), step, at?.toMillis() ?? Date.now(), {
			variant: variant || undefined,
			score,
		});
	},
});
