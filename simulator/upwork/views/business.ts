import { durations, reasons } from '../data/ontology';
import type { GraphQLCall } from '../graphql';
import type { Contract, Offer, Proposal } from '../types';
import { jobPosting } from './jobPosting';
import { clientOrganization, organizationById, personById } from './people';
import { dateTime, isoDate, money } from './values';

function jobOf(call: GraphQLCall, jobId: string | null) {
	const job = call.world.state.jobs.get(jobId ?? '');
	return job === undefined ? null : jobPosting(call, job);
}

function reasonOf(id: string | null) {
	if (id === null) return null;
	const found = Object.values(reasons)
		.flat()
		.find((reason) => reason.id === id);
	return found === undefined
		? null
		: { id: found.id, reason: found.reason, description: found.alias };
}

function commonOf(call: GraphQLCall, proposal: Proposal) {
	const duration = durations.find(({ id }) => id === proposal.durationId);
	return {
		id: proposal.id,
		user: () => personById(call.world.state, proposal.personId),
		organization: () => organizationById(call.world.state, proposal.organizationId),
		annotations: proposal.annotations,
		coverLetter: proposal.coverLetter,
		status: { status: proposal.status, reason: reasonOf(proposal.reason) },
		terms: {
			chargeRate: money(proposal.rate),
			estimatedDuration: duration === undefined ? null : { id: duration.id, label: duration.label },
			upfrontPaymentPercent: null,
		},
		projectPlan:
			proposal.milestones.length === 0
				? null
				: {
						id: `plan-${proposal.id}`,
						milestones: proposal.milestones.map(({ description, dueDate, amount }) => ({
							description,
							dueDate,
							amount: String(amount),
						})),
					},
		auditDetails: {
			createdDateTime: dateTime(proposal.createdAt),
			modifiedDateTime: dateTime(proposal.modifiedAt),
		},
	};
}

/** `VendorProposal` (upwork.md 3.4). */
export function vendorProposal(call: GraphQLCall, proposal: Proposal): Record<string, unknown> {
	return {
		...commonOf(call, proposal),
		proposalCoverLetter: proposal.coverLetter,
		marketplaceJobPosting: () => jobOf(call, proposal.jobId),
	};
}

/** `ClientProposal`, as the client company of the job sees it. */
export function clientProposal(call: GraphQLCall, proposal: Proposal): Record<string, unknown> {
	const status = { status: clientStatus(proposal), reason: reasonOf(proposal.reason) };
	return { ...commonOf(call, proposal), status, job: () => jobOf(call, proposal.jobId) };
}

/** `ClientProposalStatusName`: to a client what is new is "Created", whatever its freelancer sees. */
export function clientStatus({ status }: Proposal): string {
	return status === 'Pending' || status === 'Accepted' ? 'Created' : status;
}

const OFFER_STATES = {
	New: 'PENDING_VENDOR_ACCEPTANCE',
	Accepted: 'ACCEPTED',
	Declined: 'REJECTED',
	Expired: 'EXPIRED',
	Withdrawn: 'WITHDRAWN',
	Changed: 'REPLACED',
} as const;

/** `Offer` (upwork.md 3.7). */
export function offerView(call: GraphQLCall, offer: Offer): Record<string, unknown> {
	const proposal = call.world.state.proposals.get(offer.proposalId ?? '');
	const isHourly = offer.type === 'HOURLY';
	return {
		id: offer.id,
		title: offer.title,
		description: offer.description,
		type: isHourly ? 'MARKET_PLACE_HOURLY' : 'MARKET_PLACE_FIXED_PRICE',
		state: OFFER_STATES[offer.state],
		messageToContractor: offer.message,
		client: clientOrganization(offer.client),
		job: () => jobOf(call, offer.jobId),
		vendorProposal: () => (proposal === undefined ? null : vendorProposal(call, proposal)),
		offerTerms: {
			expectedStartDate: isoDate(offer.startAt),
			expectedEndDate: null,
			fixedPriceTerm: isHourly ? null : { budget: money(offer.rate) },
			hourlyTerms: isHourly
				? {
						rate: money(offer.rate),
						weeklyHoursLimit: offer.weeklyLimit,
						manualTimeAllowed: true,
					}
				: null,
		},
	};
}

/** `ContractDetails` (upwork.md 3.8). */
export function contractView(call: GraphQLCall, contract: Contract): Record<string, unknown> {
	const person = call.world.state.people.get(contract.personId);
	const isHourly = contract.type === 'HOURLY';
	return {
		id: contract.id,
		title: contract.title,
		status: contract.status,
		startDate: isoDate(contract.startAt),
		endDate: contract.endAt === null ? null : isoDate(contract.endAt),
		offerId: contract.offerId,
		freelancer: { id: contract.personId, name: person?.name ?? null },
		clientOrganization: clientOrganization(contract.client),
		terms: {
			hourlyTerms: isHourly ? [{ id: `h-${contract.id}`, hourlyRate: money(contract.rate) }] : [],
			fixedPriceTerms: isHourly
				? []
				: [{ id: `f-${contract.id}`, fixedAmount: money(contract.rate) }],
		},
	};
}

/** A line of `talentWorkHistory`; amounts are strings. */
export function workHistoryLine(call: GraphQLCall, contract: Contract): Record<string, unknown> {
	const job = call.world.state.jobs.get(contract.jobId ?? '');
	const isHourly = contract.type === 'HOURLY';
	return {
		contract: {
			id: contract.id,
			title: contract.title,
			status: contract.status,
			startDate: isoDate(contract.startAt),
			endDate: contract.endAt === null ? null : isoDate(contract.endAt),
			clientOrgId: contract.client.organizationId,
			terms: {
				jobType: contract.type,
				hourlyRate: isHourly ? String(contract.rate) : null,
				fixedAmount: isHourly ? null : String(contract.rate),
			},
		},
		contractAggregate: {
			totalCharge: String(contract.totalCharge),
			hours: String(contract.hours),
		},
		feedback: {
			feedbackToFreelancer: contract.feedbackToFreelancer,
			feedbackToClient: contract.feedbackToClient,
		},
		opening: job === undefined ? null : { id: job.id, title: job.title },
	};
}
