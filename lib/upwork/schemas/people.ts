import { z } from 'zod';
import { count, flag, idSchema, moneySchema, namedSchema, text } from './common';

const userSchema = z
	.looseObject({ id: idSchema.nullish(), nid: text, name: text, ciphertext: text })
	.nullish();

/** A message. `message` and `user` are null for system stories (upwork.md 3.9). */
export const storySchema = z.looseObject({
	id: idSchema,
	message: text,
	createdDateTime: text,
	updatedDateTime: text,
	user: userSchema,
	organization: namedSchema,
	attachments: z
		.array(
			z
				.looseObject({
					objectReferenceId: idSchema.nullish(),
					objectType: text,
					metadata: z.array(z.looseObject({ key: text, value: text })).nullish(),
				})
				.nullish(),
		)
		.nullish(),
});

export type Story = z.infer<typeof storySchema>;

export const roomSchema = z.looseObject({
	id: idSchema,
	roomName: text,
	topic: text,
	roomType: text,
	numUnread: count,
	hidden: flag,
	createdAtDateTime: text,
	lastReadDateTime: text,
	contractId: idSchema.nullish(),
	offerIds: z.array(idSchema).nullish(),
	vendorProposal: z
		.looseObject({
			id: idSchema.nullish(),
			status: z.looseObject({ status: text }).nullish(),
			marketplaceJobPosting: z.looseObject({ id: idSchema.nullish() }).nullish(),
		})
		.nullish(),
	roomUsers: z
		.array(z.looseObject({ role: text, user: userSchema, organization: namedSchema }).nullish())
		.nullish(),
	latestStory: z
		.looseObject({ id: idSchema.nullish(), message: text, createdDateTime: text })
		.nullish(),
});

export type Room = z.infer<typeof roomSchema>;

/** Who is signed in. `nid` is the login name, which `createJobProposal` wants as `oDeskUserID`. */
export const viewerSchema = z.looseObject({
	user: z
		.looseObject({
			id: idSchema,
			nid: text,
			rid: idSchema.nullish(),
			name: text,
			email: text,
			photoUrl: text,
			ciphertext: text,
		})
		.nullish(),
	organization: z
		.looseObject({
			id: idSchema,
			rid: idSchema.nullish(),
			name: text,
			type: text,
			legacyType: text,
		})
		.nullish(),
});

export type Viewer = z.infer<typeof viewerSchema>;

export const organizationItemSchema = z.looseObject({
	title: text,
	organizationId: idSchema,
	organizationRid: idSchema.nullish(),
	organizationType: text,
	organizationLegacyType: text,
	organizationEnterpriseType: text,
});

export type OrganizationItem = z.infer<typeof organizationItemSchema>;

export const freelancerSchema = z.looseObject({
	userDetails: userSchema,
	personalData: z
		.looseObject({
			title: text,
			description: text,
			profileUrl: text,
			chargeRate: moneySchema,
		})
		.nullish(),
	countryDetails: z.looseObject({ name: text }).nullish(),
	availability: z.looseObject({ capacity: text, availabilityDateTime: text }).nullish(),
	skills: z
		.looseObject({
			edges: z
				.array(
					z
						.looseObject({
							node: z
								.looseObject({ id: idSchema.nullish(), preferredLabel: text, prettyName: text })
								.nullish(),
						})
						.nullish(),
				)
				.nullish(),
		})
		.nullish(),
	aggregates: z
		.looseObject({
			jobSuccessScore: count,
			topRatedStatus: text,
			totalHours: count,
			totalFixedJobs: count,
			totalHourlyJobs: count,
			totalFeedback: count,
			totalRevenue: moneySchema,
			totalEarnings: moneySchema,
		})
		.nullish(),
});

export type Freelancer = z.infer<typeof freelancerSchema>;

/** A record of the freelancer search; the second kind of the union has only the first fields. */
export const foundFreelancerSchema = z.looseObject({
	ciphertext: text,
	shortName: text,
	title: text,
	description: text,
	topRatedStatus: text,
	avgFeedbackScore: count,
	hourlyRate: moneySchema,
	location: z.looseObject({ country: text, city: text, state: text }).nullish(),
	skills: z.array(z.looseObject({ preferredLabel: text }).nullish()).nullish(),
});

export type FoundFreelancer = z.infer<typeof foundFreelancerSchema>;

/** Own statistics that ordinary keys may read. */
export const statisticsSchema = z.looseObject({
	personId: idSchema.nullish(),
	personalData: z
		.looseObject({ title: text, description: text, profileUrl: text, chargeRate: moneySchema })
		.nullish(),
	profileAggregates: z
		.looseObject({
			totalEarnings: count,
			totalJobs: count,
			totalHourlyJobs: count,
			totalFixedJobs: count,
			topRatedStatus: text,
			totalFeedback: count,
			lastWorkedOn: text,
		})
		.nullish(),
	skills: z.array(z.looseObject({ skill: text, prettyName: text }).nullish()).nullish(),
});

export type Statistics = z.infer<typeof statisticsSchema>;
