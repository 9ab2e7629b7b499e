/** Job search, job details and their filters (upwork.md 3.1 to 3.3); names and types as introspected from the service. */
export const jobsSdl = `
type MarketplaceJobPostingSearchConnection {
  totalCount: Int, edges: [MarketplaceJobpostingSearchEdge], pageInfo: PageInfo
}
input MarketplaceJobPostingsSearchFilter {
  searchExpression_eq: String, skillExpression_eq: String, titleExpression_eq: String
  searchTerm_eq: SearchTerm, categoryIds_any: [ID!], subcategoryIds_any: [ID!]
  occupationIds_any: [ID!], ontologySkillIds_all: [ID!], jobType_eq: ContractType
  workload_eq: EngagementType, clientHiresRange_eq: IntRange, budgetRange_eq: IntRange
  hourlyRate_eq: IntRange, verifiedPaymentOnly_eq: Boolean, previousClients_eq: Boolean
  experienceLevel_eq: ExperienceLevel, locations_any: [String!], timezone_eq: String
  ptcIds_any: [ID!], ptcOnly_eq: Boolean, enterpriseOnly_eq: Boolean, proposalRange_eq: IntRange
  pagination_eq: Pagination, area_eq: AreaFilter, preserveFacet_eq: String
  userLocationMatch_eq: Boolean, visitorCountry_eq: String
}
enum MarketplaceJobPostingSearchType {
  USER_JOBS_SEARCH, JOBS_FEED, USER_SITE_SEARCH_RSS
}
input MarketplaceJobPostingSearchSortAttribute {
  field: MarketplaceJobPostingSearchSortField!
}
type PublicMarketplaceJobPostingsSearchConnection {
  jobs: [PublicMarketplaceJobPostingsSearch], paging: PageInfo
}
input PublicMarketplaceJobPostingsSearchFilter {
  searchExpression_eq: String, clientHiresRange_eq: IntRange, contractorTier_eq: ExperienceLevel
  daysPosted_eq: Int, duration_any: [JobDuration!], freelancersNeeded_eq: Int
  enterpriseOnly_eq: Boolean, workload_eq: EngagementType, proposalRange_eq: IntRange
  verifiedPaymentOnly_eq: Boolean, occupationIds_any: [ID!], clientFeedBackRange_eq: FloatRange
  budgetRange_eq: IntRange, jobType_eq: ContractType, locations_any: [String!]
  area_eq: AreaFilter, pagination: PageFilterInput
}
type MarketplaceJobPostingsContents {
  id: ID!, ciphertext: String!, title: String!, description: String!, publishedDateTime: String!
}
type MarketplaceJobPosting {
  id: ID!, workFlowState: MarketplacePostingWorkFlowState, ownership: MarketplacePostingOwnership
  activityStat: MarketplacePostingActivityStat, content: MarketplaceJobPostingContent
  attachments: [MarketplacePostingAttachment!], classification: MarketplacePostingClassification
  contractTerms: MarketplaceContractTerms, contractorSelection: MarketplaceContractorSelection
  clientCompanyPublic: MarketplacePublicCompanyInfo, canClientReceiveContractProposal: Boolean!
}
type MarketplaceJobpostingSearchEdge {
  cursor: String!, node: MarketplaceJobPostingSearchResult!
}
input SearchTerm {
  andTerms_all: [String!], orTerms_any: [String!], exactTerms_any: [String!]
  excludeTerms_any: [String!]
}
enum ContractType {
  HOURLY, FIXED
}
enum EngagementType {
  FULL_TIME, PART_TIME, AS_NEEDED, NOT_SURE
}
input IntRange {
  rangeStart: Int, rangeEnd: Int
}
enum ExperienceLevel {
  ENTRY_LEVEL, INTERMEDIATE, EXPERT
}
input AreaFilter {
  latitude: Float!, longitude: Float!, radius: Float!
}
enum MarketplaceJobPostingSearchSortField {
  RECENCY, RELEVANCE, CLIENT_TOTAL_CHARGE, CLIENT_RATING
}
type PublicMarketplaceJobPostingsSearch {
  title: String, createdDateTime: String, type: ContractType, ciphertext: String
  description: String, skills: [PublicMarketplaceJobPostingSearchSkill], engagement: String
  amount: Money, recno: Int, contractorTier: ContractorTier, jobStatus: JobStatus
  client: PublicMarketplaceJobPostingsSearchClient, category: String, subcategory: String
  freelancersToHire: Int, enterpriseJob: Boolean, jobTs: String, totalApplicants: Int, id: ID!
  prefFreelancerLocationMandatory: Boolean, publishedDateTime: String, local: Boolean
  durationLabel: String, applied: Boolean, duration: String, hourlyBudgetType: String
  hourlyBudgetMin: Float, hourlyBudgetMax: Float, weeklyBudget: Money
}
enum JobDuration {
  WEEK, MONTH, QUARTER, SEMESTER, ONGOING
}
input FloatRange {
  rangeStart: Float, rangeEnd: Float
}
input PageFilterInput {
  pageOffset: Int!, pageSize: Int!
}
enum ClientProposalEnglishProficiency {
  ANY_LEVEL, BASIC, CONVERSATIONAL, FLUENT, NATIVE_OR_BILINGUAL
}
type ProposalEngagementDuration {
  id: ID!, label: String!
}
type MarketplacePostingWorkFlowState {
  closeResult: String, status: WorkFlowStateStatus!
}
type MarketplacePostingOwnership {
  company: GenericOrganization, team: GenericOrganization
}
type MarketplacePostingActivityStat {
  applicationsBidStats: ApplicationsBidStats, jobActivity: JobActivity
}
type MarketplaceJobPostingContent {
  title: String!, description: String!
}
type MarketplacePostingAttachment {
  id: ID!, sequenceNumber: Int!, fileName: String!, fileSize: Int!
}
type MarketplacePostingClassification {
  category: JobCategory, subCategory: JobCategory, occupation: Occupation, skills: [Skill!]
  additionalSkills: [Skill!]
}
type MarketplaceContractTerms {
  contractStartDate: String, contractEndDate: String, contractType: ContractType!
  onSiteType: OnSiteType, personsToHire: Int!, experienceLevel: ExperienceLevel
  fixedPriceContractTerms: FixedPriceContractTerms, hourlyContractTerms: HourlyContractTerms
  notSurePersonsToHire: Boolean, notSureExperiencelevel: Boolean
}
type MarketplaceContractorSelection {
  proposalRequirement: MarketplaceProposalRequirements, qualification: MarketplaceQualification
  location: MarketplaceLocation
}
type MarketplacePublicCompanyInfo {
  id: ID!, legacyType: OrganizationLegacyType, teamsEnabled: Boolean, canHire: Boolean
  hidden: Boolean, includeInStats: Boolean, country: Country, state: String, city: String
  timezone: String, accountingEntity: String, billingType: BillingType
  paymentVerification: PaymentVerificationResult
}
type MarketplaceJobPostingSearchResult {
  id: ID!, job: MarketplaceJobPosting, title: String!, description: String!, ciphertext: String!
  duration: JobDuration, durationLabel: String, engagement: String, amount: Money!
  recordNumber: String!, experienceLevel: FreelancerProfileExperienceLevel!, category: String
  subcategory: String, freelancersToHire: Int!, relevance: MarketplaceJobPostingSearchRelevance!
  enterprise: Boolean!, relevanceEncoded: String!, totalApplicants: Int!
  preferredFreelancerLocation: [String], preferredFreelancerLocationMandatory: Boolean
  premium: Boolean!, clientNotSureFields: [String], clientPrivateFields: [String]
  applied: Boolean!, createdDateTime: String!, publishedDateTime: String!
  renewedDateTime: String, client: MarketplaceJobPostingSearchClientInfo!
  skills: [MarketplaceJobPostingSearchSkill]!
  occupations: MarketplaceJobPostingSearchOccupations
  hourlyBudgetType: JobPostingHourlyBudgetType, hourlyBudgetMin: Money, hourlyBudgetMax: Money
  localJobUserDistance: String, weeklyBudget: Money, engagementDuration: EngagementDuration
  totalFreelancersToHire: Int, teamId: ID
}
type PublicMarketplaceJobPostingSearchSkill {
  name: String!, prettyName: String!, highlighted: Boolean
}
enum ContractorTier {
  ENTRY_LEVEL, INTERMEDIATE, EXPERT
}
enum JobStatus {
  Open, InProgress, Completed, Cancelled
}
type PublicMarketplaceJobPostingsSearchClient {
  totalHires: Int, totalPostedJobs: Int, totalReviews: Int, totalFeedback: Int, companyRid: ID
  edcUserId: ID, lastContractRid: ID, hasFinancialPrivacy: Boolean
  location: MarketPlaceJobSearchLocation
}
enum WorkFlowStateStatus {
  CLOSED, ACTIVE
}
type ApplicationsBidStats {
  avgRateBid: Money, minRateBid: Money, maxRateBid: Money, avgInterviewedRateBid: Money
}
type JobActivity {
  lastClientActivity: String, invitesSent: Int!, totalInvitedToInterview: Int!, totalHired: Int!
  totalUnansweredInvites: Int!, totalOffered: Int!, totalRecommended: Int
}
enum OnSiteType {
  REMOTE, OCCASIONAL, PERMANENT
}
type FixedPriceContractTerms {
  amount: Money!, maxAmount: Money, engagementDuration: EngagementDuration
}
type HourlyContractTerms {
  engagementDuration: EngagementDuration, engagementType: EngagementType!
  notSureProjectDuration: Boolean, hourlyBudgetType: JobPostingHourlyBudgetType
  hourlyBudgetMin: Float, hourlyBudgetMax: Float
}
type MarketplaceProposalRequirements {
  coverLetterRequired: Boolean, freelancerMilestonesAllowed: Boolean
  screeningQuestions: [MarketplaceQuestion!]
}
type MarketplaceQualification {
  contractorType: ContractorType, englishProficiency: EnglishProficiency, hasPortfolio: Boolean
  hoursWorked: Int, risingTalent: Boolean, jobSuccessScore: Int, minEarning: Earning
}
type MarketplaceLocation {
  countries: [String!], states: [String!], timezones: [String!], localCheckRequired: Boolean
  localMarket: Boolean
}
enum BillingType {
  BILL, MANAGED_EMPLOYER, MANAGED_SERVICES
}
type PaymentVerificationResult {
  status: PaymentVerificationStatus, paymentVerified: Boolean
}
enum JobPostingHourlyBudgetType {
  DEFAULT, MANUAL, NOT_PROVIDED
}
enum ContractorType {
  ALL, INDIVIDUALS, AGENCIES
}
enum EnglishProficiency {
  ANY, BASIC, CONVERSATIONAL, FLUENT, NATIVE
}
enum Earning {
  ANY, AT_LEAST_1, AT_LEAST_100, AT_LEAST_1000, AT_LEAST_10000
}
enum FreelancerProfileExperienceLevel {
  NONE, ENTRY_LEVEL, INTERMEDIATE, EXPERT
}
type MarketplaceJobPostingSearchRelevance {
  id: ID!, effectiveCandidates: Int!, recommendedEffectiveCandidates: Int!
  uniqueImpressions: Int!, publishTime: String, hoursInactive: Int!
}
type MarketplaceJobPostingSearchClientInfo {
  memberSinceDateTime: String, totalHires: Int!, totalPostedJobs: Int!, totalSpent: Money
  verificationStatus: ClientVerificationStatus, location: MarketPlaceJobSearchLocation
  totalReviews: Int!, totalFeedback: Float!, companyRid: ID!, companyName: String, edcUserId: ID!
  lastContractPlatform: String, lastContractRid: ID, lastContractTitle: String
  companyOrgUid: ID!, hasFinancialPrivacy: Boolean!
}
type MarketplaceJobPostingSearchSkill {
  id: ID, name: String!, prettyName: String!, highlighted: Boolean
}
type MarketplaceJobPostingSearchOccupations {
  category: MarketplaceJobPostingSearchOccupation!
  subCategories: [MarketplaceJobPostingSearchOccupation]
  occupationService: MarketplaceJobPostingSearchOccupation
}
type EngagementDuration {
  id: ID!, label: String!, weeks: Int!
}
type MarketPlaceJobSearchLocation {
  city: String, country: String, timezone: String, state: String, offsetToUTC: String
}
type MarketplaceQuestion {
  question: String, sequenceNumber: Int
}
enum PaymentVerificationStatus {
  DEPOSIT_UNSUPPORTED, ONHOLD, EXPIRED, DECLINED, VERIFICATIONFAILED, VERIFICATIONINPROGRESS
  VERIFIED, ACTIVE
}
enum ClientVerificationStatus {
  VERIFIED, NOT_VERIFIED, ACTIVE_BUT_NOT_VERIFIED, VERIFICATION_IN_PROGRESS, UNKNOWN
}
type MarketplaceJobPostingSearchOccupation {
  id: ID!, prefLabel: String!
}
enum TalentJobType {
  FIXED, HOURLY
}
`;
