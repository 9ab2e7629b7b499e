import { defineOperation } from '../../../shared/operation';
import { choice, shownWhen } from '../../../shared/parameters';
import type { UpworkRun } from '../../context';
import { plainId, proposalLocator } from '../../parameters';

export const getByProposal = defineOperation<UpworkRun>()({
	value: 'getByProposal',
	name: 'Get by Proposal',
	action: 'Get the room of a proposal',
	description:
		'The conversation that belongs to a proposal, an offer or a contract. It exists only after the client has written. One item.',
	effect: 'read',
	parameters: {
		roomOf: choice({
			displayName: 'Room Of',
			default: 'proposal' as const,
			description: 'What the room belongs to',
			options: [
				{ name: 'Contract', value: 'contract' as const },
				{ name: 'Offer', value: 'offer' as const },
				{ name: 'Proposal', value: 'proposal' as const },
			],
		}),
		proposalId: shownWhen({ roomOf: ['proposal'] }, proposalLocator()),
		offerId: shownWhen({ roomOf: ['offer'] }, plainId('Offer', 'An offer', '61000001')),
		contractId: shownWhen({ roomOf: ['contract'] }, plainId('Contract', 'A contract', '41000001')),
	},
	async execute({ client: { api }, params: { proposalId, offerId, contractId } }) {
		if (offerId) return await api.rooms.ofOffer(offerId);
		if (contractId) return await api.rooms.ofContract(contractId);
		return await api.rooms.ofProposal(proposalId ?? '');
	},
	output: { forms: (lib) => lib.upworkForms.room, record: false },
});
