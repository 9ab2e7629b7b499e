import { AMOUNT, MONEY } from './selections';

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
	marketplaceJobPosting { id content { title } contractTerms { contractType } }
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
