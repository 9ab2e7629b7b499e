import { defineOperation } from '../../../shared/operation';
import {
	anything,
	collection,
	dateTime,
	optionalNumber,
	ParameterValueError,
	text,
} from '../../../shared/parameters';
import type { Desk } from '../../parameters';
import { funnelField, funnelOf, stepField } from './steps';

export const recordStep = defineOperation<Desk>()({
	value: 'recordStep',
	name: 'Record Step',
	action: 'Remember a step of a lead',
	description:
		'Remembers that a lead reached a step, once however often it is told; Report, Forecast and Chart read it with Source set to Memory. Keeps IDs, numbers and times, and the names of category and variant. One item.',
	effect: 'read',
	remembers: true,
	parameters: {
		lead: anything({
			displayName: 'Lead',
			default: '={{ $json }}',
			required: true,
			description:
				'A lead record (Output set to Record in a marketplace node), or only its dedupeKey',
		}),
		step: stepField(),
		funnel: funnelField(),
		options: collection(
			{ displayName: 'Options' },
			{
				variant: text({ displayName: 'Variant', description: 'Name from Choose Variant' }),
				score: optionalNumber({ displayName: 'Score' }),
				at: dateTime({ displayName: 'Time', description: 'Default: now' }),
			},
		),
	},
	async execute({ client, params: { lead: given, step, funnel: name, options } }) {
		const lead = leadOf(client, given);
		const funnel = funnelOf(name);
		const { variant, score, at } = options;
		const event = client.funnelEvent(lead, step, at?.toMillis() ?? Date.now(), {
			variant: variant || undefined,
			score,
		});
		const { facts } = await client.memory();
		return await client.rememberStep(facts, funnel, event);
	},
});

function leadOf(client: Desk, given: unknown) {
	const key = typeof given === 'string' ? given.trim() : client.readLead(given).dedupeKey;
	const known = client.leadOfKey(key);
	if (known) return typeof given === 'string' ? known : client.readLead(given);
	throw new ParameterValueError(
		`"Lead" is neither a lead record nor the dedupeKey of one: ${key.slice(0, 40) || '(empty)'}`,
		'Give the record of a marketplace node, or its dedupeKey, e.g. kwork:project:3210987.',
	);
}
