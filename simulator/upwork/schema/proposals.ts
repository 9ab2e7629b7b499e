/** Proposals, offers and reasons (upwork.md 3.4 to 3.7); names and types as introspected from the service. */
export const proposalsSdl = `
type ReasonsMetadata {
  id: ID!, reason: String, alias: String
}
enum ReasonType {
  PROPOSAL_DECLINE, PROPOSAL_WITHDRAW, CONTRACT_END_HOURLY, CONTRACT_END_FIXED
  CONTRACT_FEEDBACK_NOT_STARTED_CLIENT, CONTRACT_FEEDBACK_STARTED_CLIENT
  CONTRACT_FEEDBACK_NOT_STARTED_FREELANCER, CONTRACT_FEEDBACK_STARTED_FREELANCER, PROPOSAL_REJECT
  JOB_POSTING_CLOSE, OFFER_DECLINE, INVITATION_WITHDRAW, END_PROVIDER_CONTRACT
  END_CUSTOMER_CONTRACT, DEACTIVATION_ACCOUNT
}
type Offer {
  id: ID!, title: String!, description: String, type: OfferType!, job: MarketplaceJobPosting
  vendorProposal: VendorProposal, closeJobPostingOnAccept: Boolean!, client: GenericOrganization!
  offerTerms: OfferTerms!, messageToContractor: String, state: OfferState
  clientCompany: PublicCompanyInfo, milestones: [Milestone], createdUsingBYOFlow: Boolean!
  payrollOffer: Boolean, deliveryModel: OfferDeliveryModel
}
type OfferList {
  offers: [Offer]
}
input SearchOffersInput {
  id: ID!, searchAttribute: OfferSearchAttribute!, states: [OfferLegacyState!], limit: Int
  page: Int, ascendingOrder: Boolean, includeAttachments: Boolean, includeMilestones: Boolean
}
type VendorProposal {
  id: ID!, user: GenericUser!, organization: GenericOrganization!
  marketplaceJobPosting: MarketplaceJobPosting!, terms: ProposalTerms!, coverLetter: String
  proposalCoverLetter: String, projectPlan: ProposalProjectPlan
  auditDetails: ProposalAuditDetails!, status: VendorProposalStatus!
  annotations: [VendorProposalAnnotation!]!
}
type VendorProposalsConnection {
  totalCount: Int, edges: [VendorProposalsEdge], pageInfo: PageInfo
}
input VendorProposalFilter {
  status_eq: VendorProposalStatusFilterInput!, annotations_eq: VendorProposalAnnotation
  freelancerId_eq: ID, organizationId_eq: ID, jobPostingIds_any: [ID!]
}
input VendorProposalSortAttribute {
  field: VendorProposalSortAttributeType!, sortOrder: SortOrder!
}
type ClientProposal {
  id: ID!, user: GenericUser!, organization: GenericOrganization!, job: MarketplaceJobPosting!
  terms: ProposalTerms, coverLetter: String, projectPlan: ProposalProjectPlan
  auditDetails: ProposalAuditDetails!, status: ClientProposalStatus!
  annotations: [ClientProposalAnnotation!]!
}
type ClientProposalsConnection {
  totalCount: Int, edges: [ClientProposalsEdge], pageInfo: PageInfo
}
input ClientProposalFilter {
  status_eq: ClientProposalStatusName, annotations_eq: ClientProposalAnnotation
  freelancerId_eq: ID, chargeRate_eq: ClientProposalHourlyRate
  activityDays_eq: ClientProposalLastActivity, category_eq: String
  jobSuccessScore_eq: ClientProposalJobSuccessSocre, earnings_eq: ClientProposalEarnedAmount
  billedHours_eq: ClientProposalHoursBilled, applierType_eq: ClientProposalTalentType
  topRated_eq: ClientProposalRatedType, englishLevel_eq: ClientProposalEnglishProficiency
  title_eq: String, textQuery_eq: String, country_any: [String!], region_any: [String!]
  languages_any: [String!], occupationId: ID
}
input ClientProposalSortAttribute {
  field: ClientProposalSortAttributeType!, sortOrder: SortOrder!
}
type ProposalMetadata {
  engagementDurationValues: [ProposalEngagementDuration!]!
  reasons(reasonType: ReasonType): [ReasonsMetadata!]!
}
type CreateJobProposalResponse {
  newProposalId: ID, status: String, error: String
}
input CreateJobProposalInput {
  selectedContractor: CreateProposalSelectedContractor!, jobReference: String!
  chargedAmount: Float!, coverLetter: String!, teamOrgId: String
  questions: [CreateProposalQuestion], attachments: [String], boostBidAmount: Float
  estimatedDuration: Int, milestones: [CreateProposalMilestone], occupationId: String
  agencyOrgId: String, gitHubRepoLink: String, sri: CreateProposalSri, umaTouched: Boolean
  umaThreadId: String
}
enum OfferType {
  MARKET_PLACE_HOURLY, MARKET_PLACE_FIXED_PRICE, ENTERPRISE_HOURLY, ENTERPRISE_FIXED_PRICE
}
type OfferTerms {
  expectedStartDate: String, expectedEndDate: String, fixedPriceTerm: FixedPriceTerm
  hourlyTerms: HourlyTerms
}
enum OfferState {
  DRAFT, DRAFT_CHANGED, DISCARDED, SUBMITTED, WITHDRAWN, REPLACED, AWAITING_APPROVAL, APPROVED
  PENDING_VENDOR_ACCEPTANCE, PENDING_VENDOR_ACCEPTANCE_AFTER_REMINDER, ACCEPTED, REJECTED, FAILED
  EXPIRED, CANCELED, DENIED, PENDING_FUND, FUNDING_FAILED, FUNDED, DELETED
}
type Milestone {
  id: ID!, dueDateTime: String, state: OfferMilestoneState, description: String
  depositAmount: Money
}
enum OfferDeliveryModel {
  TalentMarketplace, CatalogProject, UpworkRemote, TalentScout, DirectContract, MicroPayments
  DirectContractV2, ManageAndPay, OutcomeContract, Unknown
}
enum OfferSearchAttribute {
  JobApplication, JobPosting, ClientUser, VendorUser, ClientTeam, VendorTeam, ClientOrg
  VendorOrg, Contract, Project
}
enum OfferLegacyState {
  Draft, DraftChanged, New, Accepted, Declined, Expired, Withdrawn, Changed, Canceled, Submitted
}
type ProposalTerms {
  chargeRate: Money!, estimatedDuration: ProposalEngagementDuration, upfrontPaymentPercent: Float
}
type ProposalProjectPlan {
  id: ID!, milestones: [ProposalMilestones!]
}
type ProposalAuditDetails {
  createdDateTime: DateTime!, modifiedDateTime: DateTime
}
type VendorProposalStatus {
  status: VendorProposalStatusName!, reason: ProposalReason
}
enum VendorProposalAnnotation {
  Hidden, OnHold
}
type VendorProposalsEdge {
  cursor: String, node: VendorProposal
}
enum VendorProposalStatusFilterInput {
  Accepted, Declined, Withdrawn, Offered, Activated, Archived, Hired, Pending
}
enum VendorProposalSortAttributeType {
  CREATEDDATETIME, MODIFIEDDATETIME
}
type ClientProposalStatus {
  status: ClientProposalStatusName!, reason: ProposalReason
}
enum ClientProposalAnnotation {
  Recommended, Shortlisted, Auto_Hidden, Read, Hidden, AiRecommended, Sponsored
}
type ClientProposalsEdge {
  cursor: String!, node: ClientProposal
}
enum ClientProposalStatusName {
  Created, Activated, Declined, Withdrawn, Offered, Replaced, Archived, Hired
}
enum ClientProposalHourlyRate {
  ANY_HOURLY_RATE, DOLLOR_10_AND_BELOW, DOLLOR_10_TO_30, DOLLOR_30_TO_60, DOLLOR_60_AND_ABOVE
}
enum ClientProposalLastActivity {
  ANY_TIME, WITHIN_2_WEEKS, WITHIN_1_MONTH, WITHIN_2_MONTHS
}
enum ClientProposalJobSuccessSocre {
  ANY_JOB_SUCCESS, PERCENTACE_80_AND_ABOVE, PERCENTAGE_90_AND_ABOVE
}
enum ClientProposalEarnedAmount {
  ANY_AMOUNT_EARNED, DOLLOR_1_PLUS_EARNED, DOLLOR_100_PLUS_EARNED, DOLLOR_1K_PLUS_EARNED
  DOLLOR_10K_PLUS_EARNED, NO_EARNINGS_YET
}
enum ClientProposalHoursBilled {
  ANY_HOURS, ONE_PLUS_HOURS_BILLED, HUNDRED_PLUS_HOURS_BILLED, THOUSAND_PLUS_HOURS_BILLED
}
enum ClientProposalTalentType {
  FREELANCER, AGENCY
}
enum ClientProposalRatedType {
  TOP_RATED, NON_TOP_RATED, HIPO, TOP_RATED_PLUS
}
enum ClientProposalSortAttributeType {
  CHARGERATE, EARNINGS, RECOMMENDATIONSCORE, BILLEDHOURS, CREATEDDATETIME, MODIFIEDDATETIME
}
input CreateProposalSelectedContractor {
  id: String!, oDeskUserID: String!
}
input CreateProposalQuestion {
  question: String!, answer: String!
}
input CreateProposalMilestone {
  amount: Float!, description: String!, dueDate: String
}
input CreateProposalSri {
  percent: Float, frequency: Int
}
type FixedPriceTerm {
  budget: Money
}
type HourlyTerms {
  rate: Money, weeklyHoursLimit: Int, weeklyStipend: Money, manualTimeAllowed: Boolean
}
enum OfferMilestoneState {
  NotFunded, InOffer, Active, Submitted, Rejected, RejectedByUpwork, Paid, PaidByUpwork
  NotFundedClosed, CancelledByClient, CancelledByFreelancer, CancelledByUpwork, OfferCancelled
}
type ProposalMilestones {
  description: String!, dueDate: String!, amount: String!
}
enum VendorProposalStatusName {
  Created, Accepted, Declined, Withdrawn, Replaced, Offered, Activated, Archived, Rejected, Hired
  Pending, Invalid
}
type ProposalReason {
  id: ID!, reason: String!, description: String
}
`;
