import { categories, durations, skills } from '../data/ontology';
import type { UpworkWorld } from '../world';
import type { ApiKey, Job, Organization } from '../types';
import { skillView } from './people';
import { money, searchDate } from './values';

/** `~02` + numeric id. */
export const jobCiphertext = (job: Job) => `~02${job.id}`;

const WORKLOADS = {
	FULL_TIME: 'More than 30 hrs/week',
	PART_TIME: 'Less than 30 hrs/week',
	AS_NEEDED: null,
} as const;

/** What the views of jobs need to know about the asker. */
export interface JobViewer {
	world: UpworkWorld;
	key: ApiKey;
	tenant: Organization;
}

function placeOf(job: Job) {
	const category = categories.find(({ id }) => id === job.categoryId);
	const subcategory = category?.subcategories.find(({ id }) => id === job.subcategoryId);
	const service = subcategory?.services.find(({ id }) => id === job.occupationId);
	return { category, subcategory, service };
}

function durationOf(job: Job) {
	const found = durations.find(({ code }) => code === job.duration);
	return found === undefined ? null : { id: found.id, label: found.label, weeks: found.weeks };
}

function skillsOf(job: Job) {
	return job.skillIds.flatMap((id) => skills.find((skill) => skill.id === id) ?? []);
}

const optionalMoney = (amount: number | null) => (amount === null ? null : money(amount));

function hasApplied({ world, tenant }: JobViewer, job: Job): boolean {
	return [...world.state.proposals.values()].some(
		(proposal) => proposal.jobId === job.id && proposal.organizationId === tenant.id,
	);
}

/** A node of `marketplaceJobPostingsSearch` (upwork.md 3.1, 7). */
export function searchNode(viewer: JobViewer, job: Job): Record<string, unknown> {
	const { category, subcategory, service } = placeOf(job);
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
		engagementDuration: durationOf(job),
		amount: money(job.amount),
		hourlyBudgetType:
			job.type === 'FIXED' ? null : job.hourlyMin === null ? 'NOT_PROVIDED' : 'MANUAL',
		hourlyBudgetMin: optionalMoney(job.hourlyMin),
		hourlyBudgetMax: optionalMoney(job.hourlyMax),
		weeklyBudget: money(0),
		totalApplicants: job.totalApplicants,
		freelancersToHire: job.freelancersToHire,
		totalFreelancersToHire: null,
		premium: job.premium,
		enterprise: job.enterprise,
		preferredFreelancerLocation: job.preferredLocation,
		preferredFreelancerLocationMandatory: job.preferredLocation !== null,
		recordNumber: job.id.slice(-9),
		relevanceEncoded: '{}',
		relevance: {
			id: job.id,
			effectiveCandidates: 0,
			recommendedEffectiveCandidates: 0,
			uniqueImpressions: 0,
			hoursInactive: 0,
		},
		skills: skillsOf(job).map(({ name, label: prettyName }) => ({
			name,
			prettyName,
			highlighted: false,
		})),
		occupations: {
			category: { id: job.categoryId, prefLabel: category?.label ?? '' },
			subCategories: null,
			occupationService:
				service === undefined ? null : { id: service.id, prefLabel: service.label },
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
		companyRid: client.organizationId.slice(-8),
		edcUserId: client.organizationId.slice(-7),
		companyName: '',
		memberSinceDateTime: null,
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

/** `marketplaceJobPosting` (upwork.md 3.2). */
export function jobPosting(viewer: JobViewer, posting: Job): Record<string, unknown> {
	const { category, subcategory, service } = placeOf(posting);
	const entity = (kind: string, found: { id: string; label: string } | undefined) =>
		found === undefined
			? null
			: {
					__typename: kind,
					id: found.id,
					ontologyId: `upworkOccupation:${found.label.toLowerCase().replaceAll(/[^a-z]/g, '')}`,
					type: ['OCCUPATION'],
					entityStatus: 'ACTIVE',
					preferredLabel: found.label,
				};
	return {
		id: posting.id,
		canClientReceiveContractProposal: true,
		content: { title: posting.title, description: posting.description },
		workFlowState: {
			status: posting.isOpen ? 'ACTIVE' : 'CLOSED',
			closeResult: posting.isOpen ? null : 'SUCCESS',
		},
		ownership: { team: null, company: null },
		classification: {
			category: entity('JobCategory', category),
			subCategory: entity('JobCategory', subcategory),
			occupation: entity('Occupation', service),
			skills: skillsOf(posting).map(skillView),
			additionalSkills: [],
		},
		contractTerms: contractTerms(posting),
		contractorSelection: contractorSelection(posting),
		activityStat: () => activityStat(viewer, posting),
		attachments: posting.attachments.map((attachment, sequenceNumber) => ({
			...attachment,
			sequenceNumber,
		})),
		clientCompanyPublic: {
			id: posting.client.organizationId,
			country: { name: posting.client.country, twoLetterAbbreviation: null },
			city: posting.client.city,
			timezone: posting.client.timezone,
			paymentVerification: {
				status: posting.client.verified ? 'VERIFIED' : null,
				paymentVerified: posting.client.verified,
			},
		},
	};
}

function contractTerms(posting: Job) {
	const engagementDuration = durationOf(posting);
	return {
		contractType: posting.type,
		contractStartDate: null,
		experienceLevel: posting.level,
		personsToHire: posting.personsToHire,
		onSiteType: 'REMOTE',
		fixedPriceContractTerms:
			posting.type === 'FIXED'
				? { amount: money(posting.amount), maxAmount: null, engagementDuration }
				: null,
		hourlyContractTerms:
			posting.type === 'HOURLY'
				? {
						engagementType: posting.workload,
						engagementDuration,
						hourlyBudgetType: posting.hourlyMin === null ? 'NOT_PROVIDED' : 'MANUAL',
						hourlyBudgetMin: posting.hourlyMin,
						hourlyBudgetMax: posting.hourlyMax,
						notSureProjectDuration: false,
					}
				: null,
	};
}

function contractorSelection(posting: Job) {
	return {
		proposalRequirement: {
			coverLetterRequired: posting.coverLetterRequired,
			freelancerMilestonesAllowed: posting.type === 'FIXED',
			screeningQuestions: posting.questions.map((question, sequenceNumber) => ({
				question,
				sequenceNumber,
			})),
		},
		qualification: {
			contractorType: 'ALL',
			englishProficiency: 'CONVERSATIONAL',
			hasPortfolio: false,
			hoursWorked: 0,
			risingTalent: false,
			jobSuccessScore: posting.level === 'EXPERT' ? 90 : null,
		},
		location: {
			countries: posting.preferredLocation,
			states: null,
			timezones: null,
			localCheckRequired: false,
			localMarket: false,
		},
	};
}

function activityStat({ world }: JobViewer, posting: Job) {
	const middle = posting.hourlyMax ?? posting.amount;
	return {
		applicationsBidStats: {
			avgRateBid: money(middle),
			minRateBid: money(Math.round(middle / 2)),
			maxRateBid: money(middle * 2),
		},
		jobActivity: {
			lastClientActivity: searchDate(Math.min(world.now(), posting.publishedAt + 7_200_000)),
			invitesSent: posting.invitesSent,
			totalInvitedToInterview: posting.interviewing,
			totalHired: posting.hired,
			totalUnansweredInvites: 0,
			totalOffered: posting.hired,
			totalRecommended: 0,
		},
	};
}
