import type { Job } from '../types';
import { durationOf, jobPosting, placeOf, skillsOf, type JobViewer } from './jobPosting';
import { money, searchDate } from './values';

/** `~02` + numeric id. */
export const jobCiphertext = (job: Job) => `~02${job.id}`;

const WORKLOADS = {
	FULL_TIME: 'More than 30 hrs/week',
	PART_TIME: 'Less than 30 hrs/week',
	AS_NEEDED: null,
} as const;

const optionalMoney = (amount: number | null) => (amount === null ? null : money(amount));

function hasApplied({ world, tenant }: JobViewer, job: Job): boolean {
	return [...world.state.proposals.values()].some(
		(proposal) => proposal.jobId === job.id && proposal.organizationId === tenant.id,
	);
}

/** A node of `marketplaceJobPostingsSearch` (upwork.md 3.1, 7). */
export function searchNode(viewer: JobViewer, job: Job): Record<string, unknown> {
	const { category, subcategory } = placeOf(job);
	const label = durationOf(job)?.label ?? null;
	return {
		id: job.id,
		ciphertext: jobCiphertext(job),
		title: job.title,
		description: job.description,
		createdDateTime: searchDate(job.createdAt),
		publishedDateTime: searchDate(job.publishedAt),
		renewedDateTime: job.renewedAt === null ? null : searchDate(job.renewedAt),
		applied: () => hasApplied(viewer, job),
		experienceLevel: job.level,
		category: category?.slug ?? null,
		subcategory: subcategory?.slug ?? null,
		engagement: WORKLOADS[job.workload],
		duration: job.duration,
		durationLabel: label,
		amount: money(job.amount),
		hourlyBudgetType:
			job.type === 'FIXED' ? null : job.hourlyMin === null ? 'NOT_PROVIDED' : 'MANUAL',
		hourlyBudgetMin: optionalMoney(job.hourlyMin),
		hourlyBudgetMax: optionalMoney(job.hourlyMax),
		weeklyBudget: money(0),
		totalApplicants: job.totalApplicants,
		freelancersToHire: job.freelancersToHire,
		premium: job.premium,
		enterprise: job.enterprise,
		preferredFreelancerLocation: job.preferredLocation,
		preferredFreelancerLocationMandatory: job.preferredLocation !== null,
		skills: skillsOf(job).map(({ name, label: prettyName }) => ({
			name,
			prettyName,
		})),
		occupations: {
			category: { id: job.categoryId, prefLabel: category?.label ?? '' },
		},
		client: clientBlock(job),
		job: () => jobPosting(viewer, job),
	};
}

function clientBlock({ client }: Job) {
	return {
		totalHires: client.totalHires,
		totalPostedJobs: client.totalPostedJobs,
		totalSpent: money(client.totalSpent),
		totalReviews: client.totalReviews,
		totalFeedback: client.totalFeedback,
		verificationStatus: client.verified ? 'VERIFIED' : null,
		hasFinancialPrivacy: false,
		companyOrgUid: client.organizationId,
		lastContractTitle: client.lastContractTitle,
		location: placeBlock(client),
	};
}

function placeBlock({ country, city, state, timezone }: Job['client']) {
	return { country, city, state, timezone };
}

/** A result of `publicMarketplaceJobPostingsSearch`: poorer, budgets as numbers. */
export function publicSearchNode(posting: Job): Record<string, unknown> {
	const { category, subcategory } = placeOf(posting);
	const { client } = posting;
	return {
		id: posting.id,
		ciphertext: jobCiphertext(posting),
		title: posting.title,
		description: posting.description,
		type: posting.type,
		createdDateTime: searchDate(posting.createdAt),
		publishedDateTime: searchDate(posting.publishedAt),
		contractorTier: posting.level,
		jobStatus: posting.isOpen ? 'Open' : 'Completed',
		category: category?.slug ?? null,
		subcategory: subcategory?.slug ?? null,
		engagement: WORKLOADS[posting.workload],
		duration: posting.duration,
		durationLabel: durationOf(posting)?.label ?? null,
		totalApplicants: posting.totalApplicants,
		freelancersToHire: posting.freelancersToHire,
		amount: money(posting.amount),
		hourlyBudgetType: posting.type === 'FIXED' ? null : 'MANUAL',
		hourlyBudgetMin: posting.hourlyMin,
		hourlyBudgetMax: posting.hourlyMax,
		skills: skillsOf(posting).map(({ name, label }) => ({ name, prettyName: label })),
		client: {
			totalHires: client.totalHires,
			totalPostedJobs: client.totalPostedJobs,
			totalReviews: client.totalReviews,
			totalFeedback: Math.round(client.totalFeedback),
			location: placeBlock(client),
		},
	};
}
