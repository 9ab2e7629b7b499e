import { categories, durations, skills } from '../data/ontology';
import type { Job, Organization } from '../types';
import type { UpworkWorld } from '../world';
import { skillView } from './people';
import { money, searchDate } from './values';

/** What the views of jobs need to know about the asker. */
export interface JobViewer {
	world: UpworkWorld;
	tenant: Organization;
}

/** Category, subcategory and service of a job. */
export function placeOf(job: Job) {
	const category = categories.find(({ id }) => id === job.categoryId);
	const subcategory = category?.subcategories.find(({ id }) => id === job.subcategoryId);
	const service = subcategory?.services.find(({ id }) => id === job.occupationId);
	return { category, subcategory, service };
}

export function durationOf(job: Job) {
	const found = durations.find(({ code }) => code === job.duration);
	return found === undefined ? null : { id: found.id, label: found.label, weeks: found.weeks };
}

export function skillsOf(job: Job) {
	return job.skillIds.flatMap((id) => skills.find((skill) => skill.id === id) ?? []);
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
		content: { title: posting.title, description: posting.description },
		workFlowState: {
			status: posting.isOpen ? 'ACTIVE' : 'CLOSED',
			closeResult: posting.isOpen ? null : 'SUCCESS',
		},
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
		experienceLevel: posting.level,
		personsToHire: posting.personsToHire,
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
