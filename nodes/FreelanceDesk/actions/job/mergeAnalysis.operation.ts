import { defineOperation } from '../../../shared/operation';
import { anything } from '../../../shared/parameters';
import { leadField, type Desk } from '../../parameters';

export const mergeAnalysis = defineOperation<Desk>()({
	value: 'mergeAnalysis',
	name: 'Merge AI Analysis',
	action: 'Merge the analysis of a model',
	description:
		'Reads what a language model said about a lead (fit 0 to 100, reasons, risks, complexity, estimatedHours, draft; or skill_match, budget_match, complexity_match, client_rating, recommendation, reasoning), repairs damaged JSON and marks what cannot be trusted. One item per lead.',
	effect: 'read',
	parameters: {
		lead: leadField(),
		answer: anything({
			displayName: 'Answer of the Model',
			default: '={{ $json.output }}',
			required: true,
			description: 'JSON as text or as an object; text around it is ignored',
		}),
	},
	async execute({ client, params: { lead, answer } }) {
		return { ...client.readLead(lead), ai: client.readAnalysis(answer) };
	},
});
