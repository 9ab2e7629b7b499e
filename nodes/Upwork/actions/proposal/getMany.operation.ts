import { defineOperation } from '../../../shared/operation';
import { choices, returnAllAndLimit } from '../../../shared/parameters';
import type { UpworkRun } from '../../context';
import { fieldParameters, fieldSetOf, keepingOwn, markedAll } from '../../parameters';

/** Names say what the statuses mean; "Accepted" is not "hired" (upwork.md 3.4). */
export const STATUS_OPTIONS = [
	{ name: 'Accepted (Submitted, Waiting for the Client)', value: 'Accepted' },
	{ name: 'Activated (Client Opened a Conversation)', value: 'Activated' },
	{ name: 'Archived (Job Closed)', value: 'Archived' },
	{ name: 'Declined', value: 'Declined' },
	{ name: 'Hired', value: 'Hired' },
	{ name: 'Offered', value: 'Offered' },
	{ name: 'Pending (Being Checked)', value: 'Pending' },
	{ name: 'Withdrawn', value: 'Withdrawn' },
];

export const getMany = defineOperation<UpworkRun>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many proposals',
	description:
		'Your proposals by status, newest first within each status. Use it to see what was sent and answered; one item per proposal.',
	effect: 'read',
	parameters: {
		statuses: choices({
			displayName: 'Statuses',
			default: ['Accepted', 'Activated', 'Offered'],
			options: STATUS_OPTIONS,
			description: 'Each takes a request of its own; all if none is chosen',
		}),
		limit: returnAllAndLimit(),
		...fieldParameters(),
	},
	execute({ client: { api, lib }, params, signal }) {
		const fields = fieldSetOf(params);
		const chosen = lib.PROPOSAL_STATUSES.filter((status) => params.statuses.includes(status));
		const statuses = chosen.length > 0 ? chosen : lib.PROPOSAL_STATUSES;
		return markedAll(api.proposals.list({ statuses, limit: params.limit, fields, signal }), fields);
	},
	output: { forms: keepingOwn((lib) => lib.upworkForms.proposal), record: true },
});
