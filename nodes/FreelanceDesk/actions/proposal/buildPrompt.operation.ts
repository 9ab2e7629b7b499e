import { defineOperation } from '../../../shared/operation';
import { collection, text, textList } from '../../../shared/parameters';
import { leadField, profileFields, type Desk } from '../../parameters';

export const buildPrompt = defineOperation<Desk>()({
	value: 'buildPrompt',
	name: 'Build Prompt',
	action: 'Build a prompt for a proposal',
	description:
		"System and user prompt for a language model that drafts a proposal, including the marketplace's limits. One item per lead.",
	effect: 'read',
	parameters: {
		lead: leadField(),
		...profileFields,
		options: collection(
			{ displayName: 'Options' },
			{
				examples: text({ displayName: 'Examples of Work', rows: 3, description: 'One per line' }),
				tone: text({ displayName: 'Tone', placeholder: 'e.g. calm and to the point' }),
				questions: textList({
					displayName: 'Questions of the Client',
					description: 'Separated by commas, or a list from an expression',
				}),
			},
		),
	},
	async execute({ client, params: { lead, about, skills, options } }) {
		const record = client.readLead(lead);
		const { questions, ...rest } = options;
		return {
			dedupeKey: record.dedupeKey,
			...client.proposalPrompt(record, { about, skills, ...rest }, questions),
		};
	},
});
