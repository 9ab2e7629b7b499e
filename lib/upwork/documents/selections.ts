/** Parts of documents that several use. Every field is in the real schema (checked by a test). */
export const MONEY = '{ rawValue currency displayValue }';
export const AMOUNT = '{ rawValue currency }';
export const PAGE_INFO = 'pageInfo { endCursor hasNextPage }';

export const FOUND_JOB_MINIMAL = `
	id
	ciphertext
	title
	publishedDateTime
	client { totalHires totalPostedJobs }
`;

/** What filters, records and the trigger need. */
export const FOUND_JOB_STANDARD = `
	id
	ciphertext
	title
	description
	createdDateTime
	publishedDateTime
	renewedDateTime
	applied
	experienceLevel
	category
	subcategory
	engagement
	duration
	durationLabel
	amount ${MONEY}
	hourlyBudgetType
	hourlyBudgetMin ${MONEY}
	hourlyBudgetMax ${MONEY}
	weeklyBudget ${MONEY}
	totalApplicants
	freelancersToHire
	premium
	enterprise
	preferredFreelancerLocation
	preferredFreelancerLocationMandatory
	skills { name prettyName }
	client {
		totalHires
		totalPostedJobs
		totalSpent ${MONEY}
		totalReviews
		totalFeedback
		verificationStatus
		hasFinancialPrivacy
		companyOrgUid
		lastContractTitle
		location { country city state timezone }
	}
	job {
		id
		contractTerms { contractType personsToHire }
		contractorSelection {
			proposalRequirement {
				coverLetterRequired
				freelancerMilestonesAllowed
				screeningQuestions { question sequenceNumber }
			}
		}
	}
`;

/** What the local filters need besides the chosen fields. */
export const FOUND_JOB_FILTERED = `
	id
	publishedDateTime
	amount ${AMOUNT}
	hourlyBudgetMin ${AMOUNT}
	hourlyBudgetMax ${AMOUNT}
	totalApplicants
	freelancersToHire
	client {
		totalHires
		totalPostedJobs
		totalSpent ${AMOUNT}
		totalReviews
		totalFeedback
		verificationStatus
		location { country }
	}
	job { contractTerms { contractType } }
`;

export const JOB_CLIENT = `
	clientCompanyPublic {
		id
		country { name twoLetterAbbreviation }
		city
		timezone
		paymentVerification { status paymentVerified }
	}
`;

export const JOB_MINIMAL = `
	id
	content { title description }
	workFlowState { status closeResult }
	contractorSelection {
		proposalRequirement {
			coverLetterRequired
			freelancerMilestonesAllowed
			screeningQuestions { question sequenceNumber }
		}
	}
	contractTerms {
		contractType
		fixedPriceContractTerms { amount ${MONEY} maxAmount ${MONEY} }
		hourlyContractTerms { hourlyBudgetType hourlyBudgetMin hourlyBudgetMax }
	}
`;

export const JOB_STANDARD = `
	id
	content { title description }
	workFlowState { status closeResult }
	classification {
		category { id preferredLabel }
		subCategory { id preferredLabel }
		occupation { id preferredLabel }
		skills { id preferredLabel }
		additionalSkills { id preferredLabel }
	}
	contractTerms {
		contractType
		contractStartDate
		experienceLevel
		personsToHire
		onSiteType
		fixedPriceContractTerms {
			amount ${MONEY}
			maxAmount ${MONEY}
			engagementDuration { id label weeks }
		}
		hourlyContractTerms {
			engagementType
			engagementDuration { id label weeks }
			hourlyBudgetType
			hourlyBudgetMin
			hourlyBudgetMax
			notSureProjectDuration
		}
	}
	contractorSelection {
		proposalRequirement {
			coverLetterRequired
			freelancerMilestonesAllowed
			screeningQuestions { question sequenceNumber }
		}
		qualification {
			contractorType
			englishProficiency
			hasPortfolio
			hoursWorked
			risingTalent
			jobSuccessScore
		}
		location { countries states timezones localCheckRequired localMarket }
	}
	activityStat {
		applicationsBidStats { avgRateBid ${AMOUNT} minRateBid ${AMOUNT} maxRateBid ${AMOUNT} }
		jobActivity {
			lastClientActivity
			invitesSent
			totalInvitedToInterview
			totalHired
			totalUnansweredInvites
			totalOffered
			totalRecommended
		}
	}
	attachments { id fileName fileSize sequenceNumber }
	${JOB_CLIENT}
`;

export const PROPOSAL_MINIMAL = `
	id
	status { status }
	auditDetails { createdDateTime { rawValue } modifiedDateTime { rawValue } }
	marketplaceJobPosting { id }
`;

export const PROPOSAL_STANDARD = `
	id
	status { status reason { id reason description } }
	annotations
	proposalCoverLetter
	terms {
		chargeRate ${MONEY}
		estimatedDuration { id label }
		upfrontPaymentPercent
	}
	projectPlan { id milestones { description dueDate amount } }
	auditDetails {
		createdDateTime { rawValue displayValue }
		modifiedDateTime { rawValue displayValue }
	}
	marketplaceJobPosting { id content { title } }
`;

export const ROOM_MINIMAL = `
	id
	roomName
	roomType
	numUnread
	latestStory { id createdDateTime }
`;

export const ROOM_STANDARD = `
	id
	roomName
	topic
	roomType
	numUnread
	numUnreadMentions
	favorite
	hidden
	muted
	readOnly
	createdAtDateTime
	lastVisitedDateTime
	lastReadDateTime
	contractId
	offerIds
	vendorProposal { id status { status } marketplaceJobPosting { id } }
	roomUsers { role user { id nid name } organization { id name } }
	latestStory { id message createdDateTime }
`;

export const STORY_MINIMAL = `
	id
	message
	createdDateTime
	user { id }
`;

export const STORY_STANDARD = `
	id
	message
	createdDateTime
	updatedDateTime
	user { id nid name }
	organization { id name }
	attachments { objectReferenceId objectType createdDateTime metadata { key value } }
`;

export const OFFER_STANDARD = `
	id
	title
	description
	type
	state
	messageToContractor
	client { id name }
	job { id content { title } }
	vendorProposal { id }
	offerTerms {
		expectedStartDate
		expectedEndDate
		fixedPriceTerm { budget ${AMOUNT} }
		hourlyTerms { rate ${AMOUNT} weeklyHoursLimit manualTimeAllowed }
	}
`;

export const CONTRACT_STANDARD = `
	id
	title
	status
	kind
	startDate
	endDate
	offerId
	clientOrganization { id name }
	freelancer { id name }
	terms {
		hourlyTerms { id hourlyRate ${AMOUNT} }
		fixedPriceTerms { id fixedAmount ${AMOUNT} }
	}
`;

export const OWN_JOB_STANDARD = `
	id
	info { status publishDateTime legacyCiphertext auditTime { createdDateTime modifiedDateTime } }
	visibility
	content { title description }
	contractTerms { contractType personsToHire experienceLevel }
	proposalsStatistics { totalProposals totalMessaged totalHired totalOffered totalShortlisted }
`;
