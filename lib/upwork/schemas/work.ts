import { z } from 'zod';
import {
	count,
	dateTimeSchema,
	idSchema,
	labelSchema,
	moneySchema,
	namedSchema,
	text,
} from './common';

export const reasonSchema = z
	.looseObject({ id: idSchema.nullish(), reason: text, description: text, alias: text })
	.nullish();

const auditSchema = z
	.looseObject({ createdDateTime: dateTimeSchema, modifiedDateTime: dateTimeSchema })
	.nullish();

const postingSchema = z
	.looseObject({
		id: idSchema.nullish(),
		content: z.looseObject({ title: text, description: text }).nullish(),
		contractTerms: z.looseObject({ contractType: text }).nullish(),
	})
	.nullish();

/** An own proposal. `auditDetails` hold epoch milliseconds as text (upwork.md 2.6). */
export const proposalSchema = z.looseObject({
	id: idSchema,
	status: z.looseObject({ status: text, reason: reasonSchema }).nullish(),
	annotations: z.array(text).nullish(),
	proposalCoverLetter: text,
	terms: z.looseObject({ chargeRate: moneySchema, estimatedDuration: labelSchema }).nullish(),
	auditDetails: auditSchema,
	marketplaceJobPosting: postingSchema,
});

export type Proposal = z.infer<typeof proposalSchema>;

/** A proposal as the client sees it (buyer's side). */
export const clientProposalSchema = z.looseObject({
	id: idSchema,
	coverLetter: text,
	status: z.looseObject({ status: text, reason: reasonSchema }).nullish(),
	annotations: z.array(text).nullish(),
	user: z.looseObject({ id: idSchema.nullish(), name: text, ciphertext: text }).nullish(),
	organization: namedSchema,
	terms: z.looseObject({ chargeRate: moneySchema }).nullish(),
	auditDetails: auditSchema,
});

export type ClientProposal = z.infer<typeof clientProposalSchema>;

export const offerSchema = z.looseObject({
	id: idSchema,
	title: text,
	description: text,
	type: text,
	state: text,
	messageToContractor: text,
	client: namedSchema,
	job: postingSchema,
	vendorProposal: z.looseObject({ id: idSchema.nullish() }).nullish(),
	offerTerms: z
		.looseObject({
			expectedStartDate: text,
			expectedEndDate: text,
			fixedPriceTerm: z.looseObject({ budget: moneySchema }).nullish(),
			hourlyTerms: z.looseObject({ rate: moneySchema, weeklyHoursLimit: count }).nullish(),
		})
		.nullish(),
});

export type Offer = z.infer<typeof offerSchema>;

export const contractSchema = z.looseObject({
	id: idSchema,
	title: text,
	status: text,
	kind: text,
	startDate: text,
	endDate: text,
	offerId: idSchema.nullish(),
	clientOrganization: namedSchema,
	freelancer: namedSchema,
	terms: z
		.looseObject({
			hourlyTerms: z.array(z.looseObject({ hourlyRate: moneySchema }).nullish()).nullish(),
			fixedPriceTerms: z.array(z.looseObject({ fixedAmount: moneySchema }).nullish()).nullish(),
		})
		.nullish(),
});

export type Contract = z.infer<typeof contractSchema>;

/** One contract of the own work history, with feedback both ways. */
export const workSchema = z.looseObject({
	contract: z
		.looseObject({
			id: idSchema,
			title: text,
			status: text,
			startDate: text,
			endDate: text,
			clientOrgId: idSchema.nullish(),
			terms: z.looseObject({ jobType: text, hourlyRate: text, fixedAmount: text }).nullish(),
		})
		.nullish(),
	contractAggregate: z.looseObject({ totalCharge: text, hours: text }).nullish(),
	feedback: z
		.looseObject({
			feedbackToFreelancer: z.looseObject({ score: count, comment: text }).nullish(),
			feedbackToClient: z.looseObject({ score: count, comment: text }).nullish(),
		})
		.nullish(),
	opening: z.looseObject({ id: idSchema.nullish(), title: text }).nullish(),
});

export type Work = z.infer<typeof workSchema>;

export const timeSchema = z.looseObject({
	dateWorkedOn: text,
	memo: text,
	task: text,
	totalHoursWorked: count,
	totalCharges: count,
	totalOnlineHoursWorked: count,
	totalOfflineHoursWorked: count,
	contract: z.looseObject({ id: idSchema.nullish(), title: text }).nullish(),
	freelancer: namedSchema,
	team: namedSchema,
});

export type TimeEntry = z.infer<typeof timeSchema>;

export const transactionSchema = z.looseObject({
	rowNumber: count,
	recordId: idSchema.nullish(),
	type: text,
	accountingSubtype: text,
	description: text,
	transactionCreationDate: text,
	transactionAmount: moneySchema,
	amountCreditedToUser: moneySchema,
	paymentStatus: text,
	assignmentCompanyName: text,
});

export type Transaction = z.infer<typeof transactionSchema>;
