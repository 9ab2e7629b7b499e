import { defineOperation } from '../../../shared/operation';
import { text, textList } from '../../../shared/parameters';
import { leadField, type Desk } from '../../parameters';

export const checkDraft = defineOperation<Desk>()({
	value: 'checkDraft',
	name: 'Check Draft',
	action: 'Check a draft',
	description:
		'Lists what still has to be fixed before a draft is sent: length, contact data, unfilled gaps, language, unanswered questions. One item.',
	effect: 'read',
	parameters: {
		lead: leadField(),
		draft: text({ displayName: 'Draft', rows: 5, required: true, default: '={{ $json.draft }}' }),
		questions: textList({
			displayName: 'Questions of the Client',
			description: 'Separated by commas, or a list from an expression',
		}),
	},
	async execute({ client, params: { lead, draft, questions } }) {
		const record = client.readLead(lead);
		return { dedupeKey: record.dedupeKey, draft, ...client.checkDraft(draft, record, questions) };
	},
});
