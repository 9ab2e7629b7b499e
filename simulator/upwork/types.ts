/**
 * The state of the local Upwork. Times are milliseconds since 1970, money is a plain number of US
 * dollars; the resolvers give them the forms of the wire (upwork.md 2.6).
 */

/** An API key with the scopes that Upwork approved for it (upwork.md 1.5). */
export interface ApiKey {
	clientId: string;
	clientSecret: string;
	name: string;
	redirectUris: string[];
	scopes: string[];
	/** Enterprise keys may use `client_credentials`. */
	serviceAccount: boolean;
	/** Approved for `contractList` and the like, which ordinary keys are refused. */
	partner: boolean;
}

export interface Person {
	id: string;
	/** Login name. */
	nid: string;
	rid: string;
	/** null: a deleted user. */
	name: string | null;
	firstName: string;
	lastName: string;
	email: string;
	ciphertext: string;
	country: string;
	city: string;
	timezone: string;
}

export interface Organization {
	id: string;
	rid: string;
	name: string;
	kind: 'personal' | 'agency' | 'client';
	/** Connects are counted per organization. */
	connects: number;
}

export interface ClientFacts {
	organizationId: string;
	name: string;
	country: string;
	city: string;
	state: string | null;
	timezone: string;
	totalHires: number;
	totalPostedJobs: number;
	totalSpent: number;
	totalReviews: number;
	totalFeedback: number;
	verified: boolean;
	lastContractTitle: string | null;
	/** The person who posts and writes. */
	personId: string;
}

export type ExperienceLevel = 'ENTRY_LEVEL' | 'INTERMEDIATE' | 'EXPERT';
export type JobDuration = 'WEEK' | 'MONTH' | 'QUARTER' | 'SEMESTER' | 'ONGOING';

export interface Job {
	id: string;
	title: string;
	description: string;
	categoryId: string;
	subcategoryId: string;
	occupationId: string;
	skillIds: string[];
	type: 'HOURLY' | 'FIXED';
	/** Fixed price; 0 for hourly jobs. */
	amount: number;
	hourlyMin: number | null;
	hourlyMax: number | null;
	level: ExperienceLevel;
	duration: JobDuration;
	workload: 'FULL_TIME' | 'PART_TIME' | 'AS_NEEDED';
	client: ClientFacts;
	createdAt: number;
	publishedAt: number;
	renewedAt: number | null;
	totalApplicants: number;
	personsToHire: number;
	/** 0: the position is filled. */
	freelancersToHire: number;
	questions: string[];
	coverLetterRequired: boolean;
	connectsCost: number;
	premium: boolean;
	enterprise: boolean;
	preferredLocation: string[] | null;
	isOpen: boolean;
	/** Saved by its client, but not published. */
	isDraft?: boolean;
	attachments: { id: string; fileName: string; fileSize: number }[];
	invitesSent: number;
	interviewing: number;
	hired: number;
}

export type ProposalStatus =
	| 'Pending'
	| 'Accepted'
	| 'Activated'
	| 'Offered'
	| 'Hired'
	| 'Declined'
	| 'Withdrawn'
	| 'Archived';

export interface Proposal {
	id: string;
	organizationId: string;
	personId: string;
	jobId: string;
	status: ProposalStatus;
	reason: string | null;
	coverLetter: string;
	rate: number;
	/** Index into the engagement durations; null when none was given. */
	durationId: string | null;
	createdAt: number;
	modifiedAt: number;
	annotations: ('Hidden' | 'OnHold')[];
	answers: { question: string; answer: string }[];
	boost: number;
	milestones: { description: string; dueDate: string; amount: number }[];
}

export interface Story {
	id: string;
	/** null: a system story, whose `user` breaks the schema's promise. */
	authorId: string | null;
	authorOrganizationId: string | null;
	message: string | null;
	createdAt: number;
	updatedAt: number;
	attachments: { id: string; name: string; size: number }[];
}

export interface Room {
	id: string;
	organizationId: string;
	name: string;
	topic: string | null;
	type: 'ONE_ON_ONE' | 'GROUP' | 'INTERVIEW';
	members: { personId: string; organizationId: string; role: string }[];
	creatorId: string;
	createdAt: number;
	favorite: boolean;
	hidden: boolean;
	/** Archived, in other words. */
	readOnly: boolean;
	subscribed: boolean;
	muted: boolean;
	isPublic: boolean;
	lastReadAt: number;
	contractId: string | null;
	proposalId: string | null;
	offerIds: string[];
	/** Oldest first. */
	stories: Story[];
}

export type OfferState = 'New' | 'Accepted' | 'Declined' | 'Expired' | 'Withdrawn' | 'Changed';

export interface Offer {
	id: string;
	organizationId: string;
	personId: string;
	title: string;
	description: string;
	message: string;
	type: 'HOURLY' | 'FIXED';
	state: OfferState;
	jobId: string | null;
	proposalId: string | null;
	contractId: string | null;
	client: ClientFacts;
	rate: number;
	weeklyLimit: number;
	startAt: number;
}

export interface Contract {
	id: string;
	organizationId: string;
	personId: string;
	title: string;
	type: 'HOURLY' | 'FIXED';
	status: 'ACTIVE' | 'CLOSED' | 'PAUSED';
	rate: number;
	client: ClientFacts;
	jobId: string | null;
	offerId: string | null;
	startAt: number;
	endAt: number | null;
	totalCharge: number;
	hours: number;
	feedbackToFreelancer: { score: number; comment: string } | null;
	feedbackToClient: { score: number; comment: string } | null;
}

/** Hours of one person on one contract and day. */
export interface WorkDay {
	contractId: string;
	organizationId: string;
	/** `YYYY-MM-DD` */
	day: string;
	onlineHours: number;
	manualHours: number;
	memo: string;
	charges: number;
}

export interface Transaction {
	id: string;
	organizationId: string;
	at: number;
	type: string;
	subtype: string;
	description: string;
	amount: number;
	credited: number;
	company: string;
}

export interface AccessToken {
	token: string;
	clientId: string;
	personId: string;
	expiresAt: number;
}

export type RefreshToken = AccessToken;

export interface AuthorizationCode {
	code: string;
	clientId: string;
	redirectUri: string;
	expiresAt: number;
}
