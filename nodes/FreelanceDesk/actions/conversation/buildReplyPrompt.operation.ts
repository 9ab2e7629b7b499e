import { defineOperation } from '../../../shared/operation';
import { collection, json, number, text } from '../../../shared/parameters';
import { profileFields, readEach, type Desk } from '../../parameters';

export const buildReplyPrompt = defineOperation<Desk>()({
	value: 'buildReplyPrompt',
	name: 'Build Reply Prompt',
	action: 'Build a prompt for a reply',
	description:
		'System and user prompt for the next answer in a conversation; all input items are its message records. One item.',
	effect: 'read',
	once: true,
	parameters: {
		...profileFields,
		options: collection(
			{ displayName: 'Options' },
			{
				lastMessages: number({
					displayName: 'Messages to Show',
					default: 20,
					typeOptions: { minValue: 1 },
				}),
				instructions: text({
					displayName: 'Instructions',
					rows: 3,
					description: 'What the model should keep in mind',
				}),
				lead: json({
					displayName: 'Lead',
					default: '={{ $json.lead }}',
					description: 'Lead record that the conversation is about',
				}),
			},
		),
	},
	async execute({ client, params: { about, skills, options }, items }) {
		const { lead, ...rest } = options;
		const { values, finish } = readEach(items, client.readMessage);
		const record = lead ? client.readLead(lead) : undefined;
		return await finish(() => ({
			threadId: values[0]?.threadId ?? null,
			...client.replyPrompt(values, { about, skills }, record, rest),
		}));
	},
});
