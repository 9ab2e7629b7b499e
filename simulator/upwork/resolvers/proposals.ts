import { durations, reasons } from '../data/ontology';
import { businessError, notFound } from '../errors';
import type { GraphQLCall } from '../graphql';
import type { Job, Proposal } from '../types';
import { clientProposal, clientStatus, vendorProposal } from '../views/business';
import { connection } from '../views/values';

interface Page {
	first: number;
	after?: string | null;
}

interface ListArguments {
	filter: {
		status_eq: string;
		annotations_eq?: 'Hidden' | 'OnHold' | null;
		freelancerId_eq?: string | null;
		organizationId_eq?: string | null;
		jobPostingIds_any?: string[] | null;
	};
	sortAttribute: { field: string; sortOrder: 'ASC' | 'DESC' };
	pagination: Page;
}

interface ProposalInput {
	selectedContractor: { id: string; oDeskUserID: string };
	jobReference: string;
	chargedAmount: number;
	coverLetter: string;
	teamOrgId?: string | null;
	questions?: ({ question: string; answer: string } | null)[] | null;
	boostBidAmount?: number | null;
	estimatedDuration?: number | null;
	milestones?: ({ amount: number; description: string; dueDate?: string | null } | null)[] | null;
}

interface ReceivedArguments {
	jobPostingId: string;
	filter?: {
		status_eq?: string | null;
		textQuery_eq?: string | null;
		freelancerId_eq?: string | null;
	} | null;
	pagination?: Page | null;
}

const LONGEST_COVER_LETTER = 5_000;

/** Roots of upwork.md 3.4 to 3.6. */
export function proposalRoots(call: GraphQLCall) {
	const { state } = call.world;
	const reasonList = ({ reasonType }: { reasonType?: string | null }) =>
		(reasons[reasonType ?? ''] ?? []).map((reason) => ({ ...reason }));
	return {
		vendorProposals: (args: ListArguments) => list(call, args),
		vendorProposal: ({ id }: { id: string }) => {
			const proposal = state.proposals.get(id);
			if (proposal?.organizationId !== call.tenant.id) throw notFound('Proposal');
			return vendorProposal(call, proposal);
		},
		clientProposals: (args: ReceivedArguments) => {
			const job = state.jobs.get(args.jobPostingId);
			if (job?.client.organizationId !== call.tenant.id) throw notFound('Job posting');
			const found = [...state.receivedProposals.values()]
				.filter((proposal) => proposal.jobId === job.id && fits(proposal, args.filter ?? {}))
				.sort((a, b) => b.createdAt - a.createdAt);
			const limits = { fallback: 20, most: 100 };
			return connection(found, args.pagination ?? {}, limits, (proposal) =>
				clientProposal(call, proposal),
			);
		},
		proposalMetadata: {
			engagementDurationValues: durations.map(({ id, label }) => ({ id, label })),
			reasons: reasonList,
		},
		reasons: reasonList,
		connectsSummary: { connectsBalance: () => call.tenant.connects },
		createJobProposal: ({ input }: { input: ProposalInput }) => submit(call, input),
	};
}

function fits(proposal: Proposal, filter: NonNullable<ReceivedArguments['filter']>): boolean {
	const { coverLetter, personId } = proposal;
	return (
		[null, undefined, clientStatus(proposal)].includes(filter.status_eq) &&
		(filter.freelancerId_eq ?? personId) === personId &&
		coverLetter.toLowerCase().includes((filter.textQuery_eq ?? '').toLowerCase())
	);
}

function list(call: GraphQLCall, { filter, sortAttribute, pagination }: ListArguments) {
	const { settings, state } = call.world;
	if (pagination.first > settings.largestProposalPage) {
		const text = 'Input parameter provided has incorrect value';
		throw businessError('VJCA-6', text, settings.codesInExtensions);
	}
	const time = (proposal: Proposal) =>
		sortAttribute.field === 'MODIFIEDDATETIME' ? proposal.modifiedAt : proposal.createdAt;
	const sign = sortAttribute.sortOrder === 'ASC' ? 1 : -1;
	const ids = filter.jobPostingIds_any ?? [];
	const found = [...state.proposals.values()]
		.filter(
			(proposal) =>
				proposal.organizationId === call.tenant.id &&
				proposal.status === filter.status_eq &&
				(filter.annotations_eq === undefined ||
					filter.annotations_eq === null ||
					proposal.annotations.includes(filter.annotations_eq)) &&
				(filter.freelancerId_eq ?? proposal.personId) === proposal.personId &&
				(filter.organizationId_eq ?? proposal.organizationId) === proposal.organizationId &&
				(ids.length === 0 || ids.includes(proposal.jobId)),
		)
		.sort((a, b) => sign * (time(a) - time(b)) || (a.id < b.id ? -sign : sign));
	const limits = { fallback: 10, most: settings.largestProposalPage };
	return connection(found, pagination, limits, (proposal) => vendorProposal(call, proposal));
}

/** Refusals come as `error` inside the result, except a proposal that exists (upwork.md 3.6). */
function submit(call: GraphQLCall, input: ProposalInput) {
	const { settings, state } = call.world;
	const refused = (error: string) => ({ newProposalId: null, status: null, error });
	const job = state.jobs.get(input.jobReference);
	const problem = job === undefined ? 'Job posting not found' : problemOf(call, input, job);
	if (job === undefined || problem !== undefined) {
		call.world.context.violation(call.request, `createJobProposal: ${problem ?? 'no job'}`);
		return refused(problem ?? 'Job posting not found');
	}
	if (!job.isOpen) return refused('The job is no longer open');
	const team = state.organizations.find(({ id }) => id === input.teamOrgId);
	if (team === undefined) return refused('teamOrgId is not an organization of the freelancer');
	const exists = [...state.proposals.values()].some(
		(proposal) =>
			proposal.jobId === job.id &&
			proposal.organizationId === team.id &&
			proposal.status !== 'Withdrawn',
	);
	if (exists || state.invitations.has(job.id)) {
		const text = 'Proposal or invitation already exists';
		if (settings.duplicateProposalIn === 'result') return refused(`VJ-JA-10: ${text}`);
		throw businessError('VJ-JA-10', text, settings.codesInExtensions);
	}
	const price = job.connectsCost + (input.boostBidAmount ?? 0);
	if (team.connects < price) return refused('Not enough Connects');
	team.connects -= price;
	job.totalApplicants++;
	return { newProposalId: addProposal(call, input, job, team.id).id, status: 'OK', error: null };
}

/** What a careful client cannot get wrong. */
function problemOf(call: GraphQLCall, input: ProposalInput, job: Job): string | undefined {
	const { viewer } = call.world.state;
	const { id, oDeskUserID } = input.selectedContractor;
	if (id !== viewer.id) return 'selectedContractor.id is not the user';
	if (oDeskUserID !== viewer.nid) return 'selectedContractor.oDeskUserID is not the login name';
	if (!(input.chargedAmount > 0)) return 'chargedAmount must be positive';
	if (job.coverLetterRequired && input.coverLetter.trim() === '') return 'coverLetter is required';
	if (input.coverLetter.length > LONGEST_COVER_LETTER) return 'coverLetter is too long';
	const answered = (question: string) =>
		input.questions?.some((given) => given?.question === question && given.answer.trim() !== '');
	if (!job.questions.every(answered)) return 'Screening questions must be answered';
	return undefined;
}

function addProposal(
	call: GraphQLCall,
	input: ProposalInput,
	job: Job,
	organizationId: string,
): Proposal {
	const { context, settings, state } = call.world;
	const now = call.world.now();
	const proposal: Proposal = {
		id: String(1_992_000_000_000_000_000n + BigInt(state.nextNumber++)),
		organizationId,
		personId: state.viewer.id,
		jobId: job.id,
		status: settings.pendingMs === 0 ? 'Accepted' : 'Pending',
		reason: null,
		coverLetter: input.coverLetter,
		rate: input.chargedAmount,
		durationId: String(input.estimatedDuration ?? '') || null,
		createdAt: now,
		modifiedAt: now,
		annotations: [],
		answers: (input.questions ?? []).flatMap((answer) => answer ?? []),
		boost: input.boostBidAmount ?? 0,
		milestones: (input.milestones ?? []).flatMap((milestone) =>
			milestone === null ? [] : { ...milestone, dueDate: milestone.dueDate ?? '' },
		),
	};
	state.proposals.set(proposal.id, proposal);
	if (settings.pendingMs > 0) {
		context.clock.schedule(settings.pendingMs, () => {
			if (proposal.status !== 'Pending') return;
			proposal.status = 'Accepted';
			proposal.modifiedAt = call.world.now();
		});
	}
	return proposal;
}
