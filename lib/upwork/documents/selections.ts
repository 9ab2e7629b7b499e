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
	hourlyBudgetType
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

/** The same where a filter looks for words; texts are long, so that they are asked for only then. */
export const FOUND_JOB_SEARCHED = `${FOUND_JOB_FILTERED} title description`;

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
		personsToHire
		fixedPriceContractTerms { amount ${MONEY} maxAmount ${MONEY} }
		hourlyContractTerms { hourlyBudgetType hourlyBudgetMin hourlyBudgetMax }
	}
	activityStat { jobActivity { totalHired } }
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
