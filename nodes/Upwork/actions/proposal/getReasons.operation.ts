import { defineOperation } from '../../../shared/operation';
import { choice } from '../../../shared/parameters';
import type { UpworkRun } from '../../context';

export const getReasons = defineOperation<UpworkRun>()({
	value: 'getReasons',
	name: 'Get Reasons',
	action: 'Get reasons of proposals',
	description:
		'The reasons Upwork offers for declining, withdrawing or closing, with their IDs. One item per reason.',
	effect: 'read',
	parameters: {
		reasonType: choice({
			displayName: 'Type',
			default: 'PROPOSAL_WITHDRAW' as const,
			description: 'What the reason is for',
			options: [
				{ name: 'Close a Posting', value: 'JOB_POSTING_CLOSE' as const },
				{ name: 'Decline an Invitation', value: 'PROPOSAL_DECLINE' as const },
				{ name: 'Decline an Offer', value: 'OFFER_DECLINE' as const },
				{ name: 'End a Fixed-Price Contract', value: 'CONTRACT_END_FIXED' as const },
				{ name: 'End an Hourly Contract', value: 'CONTRACT_END_HOURLY' as const },
				{ name: 'Reject a Proposal', value: 'PROPOSAL_REJECT' as const },
				{ name: 'Withdraw a Proposal', value: 'PROPOSAL_WITHDRAW' as const },
				{ name: 'Withdraw an Invitation', value: 'INVITATION_WITHDRAW' as const },
			],
		}),
	},
	execute: async ({ client: { api }, params }) => await api.proposals.reasons(params.reasonType),
});
