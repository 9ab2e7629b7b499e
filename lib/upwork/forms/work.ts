import type { Lead, Money } from '../../records';
import { dedupeKey, person, stageOf } from '../../records';
import { jobUrl, profileUrl, proposalUrl } from '../ids';
import { amountOf, contractTypeOf, isoTime } from '../jobFilter';
import { STATUS_MEANINGS } from '../proposals';
import type {
	ClientProposal,
	Contract,
	Offer,
	Proposal,
	TimeEntry,
	Transaction,
	Work,
} from '../schemas/work';

type Priced = { rawValue?: string | null; currency?: string | null } | null | undefined;

function money(value: Priced, kind: Money['kind']): Money | null {
	const amount = amountOf(value?.rawValue);
	return amount === undefined ? null : { amount, currency: value?.currency ?? 'USD', kind };
}

/** What all leads of this file have in common; each adds what it knows. */
function lead(
	kind: Lead['kind'],
	id: string,
	facts: Partial<Lead> & Pick<Lead, 'title' | 'stage'>,
): Lead {
	return {
		record: 'lead',
		version: 1,
		source: 'upwork',
		sourceId: id,
		dedupeKey: dedupeKey('upwork', kind, id),
		kind,
		url: null,
		text: '',
		money: null,
		person: null,
		sourceStatus: null,
		createdAt: null,
		updatedAt: null,
		deadlineAt: null,
		skills: [],
		category: null,
		level: null,
		competition: null,
		client: null,
		...facts,
	};
}

/** `chargeRate` is the price of an hour or of the whole; only the posting says of which. */
const PROPOSAL_PRICES = { HOURLY: 'hourly', FIXED: 'fixed' } as const;

function proposalPrice({ terms, marketplaceJobPosting: job }: Proposal): Money | null {
	const type = contractTypeOf(job?.contractTerms?.contractType);
	return type === undefined ? null : money(terms?.chargeRate, PROPOSAL_PRICES[type]);
}

export const proposalForms = {
	simplify(proposal: Proposal) {
		const status = proposal.status?.status ?? null;
		const job = proposal.marketplaceJobPosting;
		return {
			id: proposal.id,
			status,
			meaning: STATUS_MEANINGS[status ?? ''] ?? null,
			reason: proposal.status?.reason?.reason ?? null,
			jobId: job?.id ?? null,
			jobTitle: job?.content?.title ?? null,
			type: proposalPrice(proposal)?.kind ?? null,
			amount: amountOf(proposal.terms?.chargeRate?.rawValue) ?? null,
			createdAt: isoTime(proposal.auditDetails?.createdDateTime?.rawValue) ?? null,
			updatedAt: isoTime(proposal.auditDetails?.modifiedDateTime?.rawValue) ?? null,
			url: proposalUrl(proposal.id),
		};
	},
	record: (proposal: Proposal): Lead =>
		lead('proposal', proposal.id, {
			title: proposal.marketplaceJobPosting?.content?.title ?? '',
			text: proposal.proposalCoverLetter ?? '',
			url: proposalUrl(proposal.id),
			money: proposalPrice(proposal),
			stage: stageOf('upwork', 'proposal', proposal.status?.status) ?? null,
			sourceStatus: proposal.status?.status ?? null,
			createdAt: isoTime(proposal.auditDetails?.createdDateTime?.rawValue) ?? null,
			updatedAt: isoTime(proposal.auditDetails?.modifiedDateTime?.rawValue) ?? null,
		}),
};

export const clientProposalForms = {
	simplify: (proposal: ClientProposal) => ({
		id: proposal.id,
		status: proposal.status?.status ?? null,
		freelancerId: proposal.user?.id ?? null,
		freelancer: proposal.user?.name ?? null,
		profileUrl: proposal.user?.ciphertext ? profileUrl(proposal.user.ciphertext) : null,
		agency: proposal.organization?.name ?? null,
		amount: amountOf(proposal.terms?.chargeRate?.rawValue) ?? null,
		coverLetter: proposal.coverLetter ?? null,
		createdAt: isoTime(proposal.auditDetails?.createdDateTime?.rawValue) ?? null,
	}),
};

const offerPrice = ({ offerTerms }: Offer): Money | null =>
	money(offerTerms?.fixedPriceTerm?.budget, 'fixed') ??
	money(offerTerms?.hourlyTerms?.rate, 'hourly');

export const offerForms = {
	simplify(offer: Offer) {
		const price = offerPrice(offer);
		return {
			id: offer.id,
			title: offer.title ?? null,
			state: offer.state ?? null,
			type: price?.kind ?? null,
			amount: price?.amount ?? null,
			clientId: offer.client?.id ?? null,
			client: offer.client?.name ?? null,
			jobId: offer.job?.id ?? null,
			proposalId: offer.vendorProposal?.id ?? null,
			message: offer.messageToContractor ?? null,
			startsAt: isoTime(offer.offerTerms?.expectedStartDate) ?? null,
		};
	},
	record: (offer: Offer): Lead =>
		lead('offer', offer.id, {
			title: offer.title ?? '',
			text: offer.messageToContractor ?? offer.description ?? '',
			url: offer.job?.id ? jobUrl(offer.job.id) : null,
			money: offerPrice(offer),
			person: person({ id: offer.client?.id ?? null, name: offer.client?.name ?? null }),
			stage: stageOf('upwork', 'offer', offer.state) ?? null,
			sourceStatus: offer.state ?? null,
			deadlineAt: isoTime(offer.offerTerms?.expectedEndDate) ?? null,
		}),
};

const contractPrice = ({ terms }: Contract): Money | null =>
	money(terms?.hourlyTerms?.at(-1)?.hourlyRate, 'hourly') ??
	money(terms?.fixedPriceTerms?.at(-1)?.fixedAmount, 'fixed');

export const contractForms = {
	simplify: (contract: Contract) => ({
		id: contract.id,
		title: contract.title ?? null,
		status: contract.status ?? null,
		type: contractPrice(contract)?.kind ?? null,
		amount: contractPrice(contract)?.amount ?? null,
		clientId: contract.clientOrganization?.id ?? null,
		client: contract.clientOrganization?.name ?? null,
		freelancer: contract.freelancer?.name ?? null,
		startsAt: isoTime(contract.startDate) ?? null,
		endsAt: isoTime(contract.endDate) ?? null,
	}),
	record: (contract: Contract): Lead =>
		lead('contract', contract.id, {
			title: contract.title ?? '',
			money: contractPrice(contract),
			person: person({
				id: contract.clientOrganization?.id ?? null,
				name: contract.clientOrganization?.name ?? null,
			}),
			stage: stageOf('upwork', 'contract', contract.status) ?? null,
			sourceStatus: contract.status ?? null,
			createdAt: isoTime(contract.startDate) ?? null,
			deadlineAt: isoTime(contract.endDate) ?? null,
		}),
};

export const workForms = {
	simplify: ({ contract, contractAggregate, feedback, opening }: Work) => ({
		id: contract?.id ?? null,
		title: contract?.title ?? opening?.title ?? null,
		status: contract?.status ?? null,
		type: contract?.terms?.jobType?.toLowerCase() ?? null,
		charged: amountOf(contractAggregate?.totalCharge) ?? null,
		hours: amountOf(contractAggregate?.hours) ?? null,
		clientId: contract?.clientOrgId ?? null,
		clientScore: feedback?.feedbackToFreelancer?.score ?? null,
		clientComment: feedback?.feedbackToFreelancer?.comment ?? null,
		startedAt: isoTime(contract?.startDate) ?? null,
		endedAt: isoTime(contract?.endDate) ?? null,
	}),
	record: ({ contract, contractAggregate, opening }: Work): Lead => {
		const charged = amountOf(contractAggregate?.totalCharge);
		return lead('contract', contract?.id ?? `opening-${opening?.id ?? ''}`, {
			title: contract?.title ?? opening?.title ?? '',
			money: charged === undefined ? null : { amount: charged, currency: 'USD', kind: 'fixed' },
			person: person({ id: contract?.clientOrgId ?? null }),
			stage: stageOf('upwork', 'contract', contract?.status) ?? null,
			sourceStatus: contract?.status ?? null,
			createdAt: isoTime(contract?.startDate) ?? null,
			updatedAt: isoTime(contract?.endDate) ?? null,
		});
	},
};

export const timeForms = {
	simplify: (entry: TimeEntry) => ({
		date: entry.dateWorkedOn ?? null,
		contractId: entry.contract?.id ?? null,
		contract: entry.contract?.title ?? null,
		freelancer: entry.freelancer?.name ?? null,
		hours: entry.totalHoursWorked ?? null,
		charged: entry.totalCharges ?? null,
		online: entry.totalOnlineHoursWorked ?? null,
		manual: entry.totalOfflineHoursWorked ?? null,
		memo: entry.memo ?? null,
	}),
};

export const transactionForms = {
	simplify: (row: Transaction) => ({
		id: row.recordId ?? null,
		type: row.type ?? null,
		subtype: row.accountingSubtype ?? null,
		description: row.description ?? null,
		date: row.transactionCreationDate ?? null,
		amount: amountOf(row.transactionAmount?.rawValue) ?? null,
		credited: amountOf(row.amountCreditedToUser?.rawValue) ?? null,
		currency: row.transactionAmount?.currency ?? row.amountCreditedToUser?.currency ?? null,
		status: row.paymentStatus ?? null,
		client: row.assignmentCompanyName ?? null,
	}),
};
