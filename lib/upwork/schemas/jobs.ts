import { z } from 'zod';
import { count, flag, idSchema, labelSchema, moneySchema, text } from './common';

const questionSchema = z.looseObject({ question: text, sequenceNumber: count });

const requirementsSchema = z
	.looseObject({
		coverLetterRequired: flag,
		freelancerMilestonesAllowed: flag,
		screeningQuestions: z.array(questionSchema).nullish(),
	})
	.nullish();

/** A client's statistics, only in the search (upwork.md 3.1 and 3.3). */
const searchClientSchema = z
	.looseObject({
		totalHires: count,
		totalPostedJobs: count,
		totalSpent: moneySchema,
		totalReviews: count,
		totalFeedback: count,
		verificationStatus: text,
		hasFinancialPrivacy: flag,
		companyOrgUid: idSchema.nullish(),
		lastContractTitle: text,
		location: z.looseObject({ country: text, city: text, state: text, timezone: text }).nullish(),
	})
	.nullish();

/** One posting of `marketplaceJobPostingsSearch`. Times are ISO with `+0000`. */
export const foundJobSchema = z.looseObject({
	id: idSchema,
	ciphertext: text,
	title: text,
	description: text,
	createdDateTime: text,
	publishedDateTime: text,
	renewedDateTime: text,
	applied: flag,
	experienceLevel: text,
	category: text,
	subcategory: text,
	engagement: text,
	duration: text,
	durationLabel: text,
	amount: moneySchema,
	hourlyBudgetType: text,
	hourlyBudgetMin: moneySchema,
	hourlyBudgetMax: moneySchema,
	weeklyBudget: moneySchema,
	totalApplicants: count,
	freelancersToHire: count,
	premium: flag,
	enterprise: flag,
	preferredFreelancerLocation: z.array(text).nullish(),
	skills: z.array(z.looseObject({ name: text, prettyName: text }).nullish()).nullish(),
	client: searchClientSchema,
	job: z
		.looseObject({
			contractTerms: z.looseObject({ contractType: text, personsToHire: count }).nullish(),
			contractorSelection: z.looseObject({ proposalRequirement: requirementsSchema }).nullish(),
		})
		.nullish(),
});

export type FoundJob = z.infer<typeof foundJobSchema>;

/** One posting of `publicMarketplaceJobPostingsSearch`: plain numbers for the hourly budget. */
export const publicJobSchema = z.looseObject({
	id: idSchema,
	ciphertext: text,
	title: text,
	description: text,
	type: text,
	createdDateTime: text,
	publishedDateTime: text,
	contractorTier: text,
	jobStatus: text,
	category: text,
	subcategory: text,
	engagement: text,
	duration: text,
	durationLabel: text,
	totalApplicants: count,
	freelancersToHire: count,
	amount: moneySchema,
	hourlyBudgetType: text,
	hourlyBudgetMin: count,
	hourlyBudgetMax: count,
	skills: z.array(z.looseObject({ name: text, prettyName: text }).nullish()).nullish(),
	client: z
		.looseObject({
			totalHires: count,
			totalPostedJobs: count,
			totalReviews: count,
			totalFeedback: count,
			location: z.looseObject({ country: text, city: text }).nullish(),
		})
		.nullish(),
});

export type PublicJob = z.infer<typeof publicJobSchema>;

const bidSchema = z
	.looseObject({ avgRateBid: moneySchema, minRateBid: moneySchema, maxRateBid: moneySchema })
	.nullish();

/** A posting by its numeric id (upwork.md 3.2). */
export const jobSchema = z.looseObject({
	id: idSchema,
	content: z.looseObject({ title: text, description: text }).nullish(),
	workFlowState: z.looseObject({ status: text, closeResult: text }).nullish(),
	classification: z
		.looseObject({
			category: labelSchema,
			subCategory: labelSchema,
			occupation: labelSchema,
			skills: z.array(labelSchema).nullish(),
			additionalSkills: z.array(labelSchema).nullish(),
		})
		.nullish(),
	contractTerms: z
		.looseObject({
			contractType: text,
			experienceLevel: text,
			personsToHire: count,
			fixedPriceContractTerms: z
				.looseObject({ amount: moneySchema, maxAmount: moneySchema })
				.nullish(),
			hourlyContractTerms: z
				.looseObject({
					engagementType: text,
					hourlyBudgetType: text,
					hourlyBudgetMin: count,
					hourlyBudgetMax: count,
				})
				.nullish(),
		})
		.nullish(),
	contractorSelection: z.looseObject({ proposalRequirement: requirementsSchema }).nullish(),
	activityStat: z
		.looseObject({
			applicationsBidStats: bidSchema,
			jobActivity: z
				.looseObject({
					lastClientActivity: text,
					invitesSent: count,
					totalInvitedToInterview: count,
					totalHired: count,
					totalOffered: count,
				})
				.nullish(),
		})
		.nullish(),
	attachments: z.array(z.looseObject({ id: idSchema, fileName: text, fileSize: count })).nullish(),
	clientCompanyPublic: z
		.looseObject({
			id: idSchema.nullish(),
			country: z.looseObject({ name: text, twoLetterAbbreviation: text }).nullish(),
			city: text,
			timezone: text,
			paymentVerification: z.looseObject({ status: text, paymentVerified: flag }).nullish(),
		})
		.nullish(),
});

export type Job = z.infer<typeof jobSchema>;

export const jobContentSchema = z.looseObject({
	id: idSchema,
	ciphertext: text,
	title: text,
	description: text,
	publishedDateTime: text,
});

export type JobContent = z.infer<typeof jobContentSchema>;

/** The client's own view of a posting (buyer's side). */
export const ownJobSchema = z.looseObject({
	id: idSchema,
	info: z.looseObject({ status: text, publishDateTime: text, legacyCiphertext: text }).nullish(),
	visibility: text,
	content: z.looseObject({ title: text, description: text }).nullish(),
	contractTerms: z.looseObject({ contractType: text, personsToHire: count }).nullish(),
	proposalsStatistics: z
		.looseObject({ totalProposals: count, totalMessaged: count, totalHired: count })
		.nullish(),
});

export type OwnJob = z.infer<typeof ownJobSchema>;
