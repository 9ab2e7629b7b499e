import { authorizationFailed, notFound } from '../errors';
import type { GraphQLCall } from '../graphql';
import { addJob } from '../state';
import type { Job } from '../types';
import { jobCiphertext } from '../views/jobs';
import { connection, isoDate } from '../views/values';

interface PostingsFilter {
	pagination_eq?: { first: number; after?: string | null } | null;
	title_eq?: string | null;
	contractType_eq?: string | null;
}

interface PostingRequest {
	organizationId: string;
	jobPostingInfo?: {
		title?: string | null;
		description?: string | null;
		engagementType?: string | null;
		type?: string | null;
		status?: string | null;
		amount?: string | null;
		experienceLevel?: Job['level'] | null;
		freelancersToHire?: number | null;
		hourlyBudgetMin?: string | null;
		hourlyBudgetMax?: string | null;
	} | null;
	questions?: { question: string }[] | null;
}

/** A client's own job postings; they need the tenant of a client company. */
export function buyerRoots(call: GraphQLCall) {
	return {
		jobPosting: ({ jobPostingId }: { jobPostingId: string }) => {
			const job = ownJobs(call).find(({ id }) => id === jobPostingId);
			if (job === undefined) throw notFound('Job posting');
			return postingView(call, job);
		},
		createJobPosting: (args: { jobPostingRequest: PostingRequest }) => {
			const request = args.jobPostingRequest;
			if (call.tenant.kind !== 'client' || request.organizationId !== call.tenant.id) {
				throw authorizationFailed();
			}
			const job = postJob(call, request);
			return {
				id: job.id,
				skillsSaved: true,
				questionsSaved: true,
			};
		},
	};
}

/** `organization.jobPosting`: a page of them, newest first. */
export function ownPostings(call: GraphQLCall, filter: PostingsFilter) {
	const title = (filter.title_eq ?? '').toLowerCase();
	const found = ownJobs(call)
		.filter((job) => job.title.toLowerCase().includes(title))
		.filter((job) => (filter.contractType_eq ?? job.type) === job.type)
		.sort((a, b) => b.publishedAt - a.publishedAt);
	return connection(found, filter.pagination_eq ?? {}, { fallback: 20, most: 100 }, (job) =>
		postingView(call, job),
	);
}

function ownJobs(call: GraphQLCall): Job[] {
	return [...call.world.state.jobs.values()].filter(
		({ client }) => client.organizationId === call.tenant.id,
	);
}

function postJob(call: GraphQLCall, request: PostingRequest): Job {
	const { state } = call.world;
	const [base] = state.clients;
	if (base === undefined) throw notFound('Client');
	const info = request.jobPostingInfo ?? {};
	const isFixed = info.amount !== undefined && info.amount !== null;
	const client = { ...base, organizationId: call.tenant.id, name: call.tenant.name };
	return addJob(state, call.world.now(), {
		title: info.title ?? 'Untitled',
		isDraft: info.status === 'DRAFT',
		description: info.description ?? '',
		client: { ...client, personId: state.viewer.id },
		type: isFixed ? 'FIXED' : 'HOURLY',
		amount: isFixed ? Number(info.amount) : 0,
		hourlyMin: isFixed ? null : Number(info.hourlyBudgetMin ?? 0),
		hourlyMax: isFixed ? null : Number(info.hourlyBudgetMax ?? 0),
		level: info.experienceLevel ?? 'INTERMEDIATE',
		personsToHire: info.freelancersToHire ?? 1,
		questions: (request.questions ?? []).map(({ question }) => question),
	});
}

function postingView(call: GraphQLCall, job: Job): Record<string, unknown> {
	const received = [...call.world.state.receivedProposals.values()].filter(
		(proposal) => proposal.jobId === job.id,
	);
	const count = (status: string) =>
		received.filter((proposal) => proposal.status === status).length;
	return {
		id: job.id,
		info: {
			status: job.isDraft ? 'DRAFT' : job.isOpen ? 'REQUESTED' : 'FILLED',
			publishDateTime: isoDate(job.publishedAt),
			legacyCiphertext: jobCiphertext(job),
			auditTime: {
				createdDateTime: isoDate(job.createdAt),
				modifiedDateTime: isoDate(job.publishedAt),
			},
		},
		visibility: 'PUBLIC_INDEX',
		content: { title: job.title, description: job.description },
		contractTerms: {
			contractType: job.type,
			personsToHire: job.personsToHire,
			experienceLevel: job.level,
		},
		proposalsStatistics: {
			totalProposals: received.length,
			totalMessaged: count('Activated'),
			totalHired: count('Hired'),
			totalInvitesSent: 0,
			totalApplicantsWithAutoHidden: received.length,
			totalArchived: count('Archived'),
			totalAutoHidden: 0,
			totalDeclined: count('Declined'),
			totalHidden: 0,
			totalOffered: count('Offered'),
			totalShortlisted: 0,
			totalWithdrawn: count('Withdrawn'),
		},
	};
}
