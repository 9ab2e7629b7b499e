/** Own job postings of a client (upwork.md 1.5, client side); names and types as introspected from the service. */
export const buyerSdl = `
type JobPosting {
  id: ID!, version: Int, info: JobPostingInfo, visibility: AccessType, content: JobPostingContent
  contractTerms: JobPostingContractTerms, proposalsStatistics: ProposalsStatistics
}
type JobPostingCreateResponse {
  id: ID!, qualificationsSaved: Boolean!, skillsSaved: Boolean!, questionsSaved: Boolean!
  segmentationDataSaved: Boolean!, attachmentsSaved: Boolean!, ptcInfoSaved: Boolean!
  jobPostingAdditional: Boolean!, sandsJobPostSaved: Boolean!, customFieldsSaved: Boolean!
  version: Int
}
input JobPostingCreateRequest {
  organizationId: ID!, jobPostingInfo: JobPostingRequestInfo
  qualifications: JobPostingQualificationRequest, questions: [JobPostingQuestionRequest!]
  segmentationData: [JobPostingSegmentationRequest!], attachmentIds: [ID!]
  ptcInfo: JobPostingPtcInfoRequest, savePtcInfo: Boolean, invitePost: Boolean
  jobPostingAdditionalRequest: JobPostingAdditionalRequest, sandsJobPost: SandsJobPostRequest
  customFields: JobPostingCustomFieldsRequest, annotations: JobPostingAnnotations
  enterpriseCustomFields: [JobPostEnterpriseCustomFields!], billRate: JobPostBillRate
}
type JobPostingConnection {
  totalCount: Int, edges: [JobPostingEdge]!, pageInfo: PageInfo
}
input JobPostingsFilter {
  pagination_eq: Pagination, title_eq: String, postByTeamIds_any: [ID!]
  postByPersonIds_any: [ID!], statusAndAccess_any: [CompanyJobPostingStatusAccess!]
  excludePostByPersonIds_any: [ID!], categoryGroupIds_any: [ID!], contractType_eq: ContractType
  createdDateTimeFrom_eq: String, createdDateTimeTo_eq: String
}
input SortAttribute {
  field: String!, sortOrder: SortOrder!
}
type JobPostingInfo {
  status: JobPostingStatus, auditTime: AuditTime, hidden: Boolean, siteSource: String
  keepOpenOnHire: Boolean, draftJobPostingId: ID, publishDateTime: String, filledDateTime: String
  sourcingUpdateForbidden: Boolean, sourcingUpdateCount: Int, premium: Boolean
  legacyCiphertext: String, hideBudget: Boolean, categoryId: ID, groupId: ID
  notSureFreelancersToHire: Boolean, notSureExperienceLevel: Boolean
  hourlyBudgetType: JobPostingHourlyBudgetType, hourlyBudgetMin: Money, hourlyBudgetMax: Money
  reasonId: ID, reasonName: String
}
enum AccessType {
  PUBLIC_INDEX, ACCESS_PUBLIC, ACCESS_PRIVATE
}
type JobPostingContent {
  title: String!, description: String!
}
type JobPostingContractTerms {
  contractStartDate: String, contractEndDate: String, contractType: ContractType!
  onSiteType: OnSiteType, personsToHire: Int, experienceLevel: ExperienceLevel
}
type ProposalsStatistics {
  totalProposals: Int!, totalMessaged: Int!, totalHired: Int!, totalOffered: Int!
  totalShortlisted: Int!
}
input JobPostingRequestInfo {
  title: String, description: String, engagementType: EngagementType, durationId: ID
  status: JobPostingStatus, type: JobPostType, amount: String, coverLetterRequired: Boolean
  access: AccessType, experienceLevel: ExperienceLevel, freelancersToHire: Int, categoryId: ID
  groupId: ID, endDate: String, startDate: String, siteSource: String, keepOpenOnHire: Boolean
  draftJobPostingId: ID, freelancerMilestonesAllowed: Boolean, premium: Boolean
  hideBudget: Boolean, notSureFreelancersToHire: Boolean, notSureProjectDuration: Boolean
  notSureExperienceLevel: Boolean, notSureLocationPreference: Boolean
  hourlyBudgetType: JobPostingHourlyBudgetType, hourlyBudgetMin: String, hourlyBudgetMax: String
  autoReviewStatus: AutoReviewStatus, autoReviewTs: String, changedById: ID, ciphertext: String
  closeTime: String, companyName: String, companyId: ID, createdByFirstName: String
  createdByLastName: String, createdById: ID, ctime: String, deletedReason: String
  filledDate: String, ghostPost: Boolean, hidden: Boolean, hourPackId: ID
  lastOboAgentActionTs: String, lastOboAgentUserId: ID, legacyCiphertext: String, legacyRid: ID
  manualReviewStatus: ManualReviewStatus, mtime: String, offTheNetwork: Boolean
  publishTime: String, reasonRid: ID, sourcingTime: String, sourcingUpdateCount: Int
  sourcingUpdateForbidden: Boolean, uid: String, weeklyRetainerBudget: Float, version: Int
  tools: [JobPostToolInput!], deliverables: String, durationType: JobPostDurationType
  deadline: String
}
input JobPostingQualificationRequest {
  oDeskHours: Int, testId: ID, locationRegionId: ID, hasPortfolio: Boolean
  contractorType: ContractorType, jobSuccessScore: Int, englishProficiency: EnglishProficiency
  risingTalent: Boolean, countries: [String!], regions: [String!], locationCheckRequired: Boolean
  states: [String!], timezones: [String!], earnings: Earning, localMarket: Boolean
  onSiteType: OnSiteType, locations: [JobPostingLocationRequest!], localDescription: String
  localFlexibilityDescription: String, ctime: String, englishSkill: EnglishSkill, groupRid: ID
  languages: [String], mtime: String, openingId: String
}
input JobPostingQuestionRequest {
  question: String!, type: QuestionType
}
input JobPostingSegmentationRequest {
  segmentationValueId: ID!, customValue: String
}
input JobPostingPtcInfoRequest {
  jobReference: String, talentCloudIds: [ID!], visibility: JobPostingPtcVisibility
  employerCompanyReference: String, status: JobPostingPtcStatus, purchaseOrderId: ID
  locationCheckRequired: Boolean, countries: [String!], onSiteType: OnSiteType
  onSiteCity: String, onSiteCountry: String, createDate: Int, onSiteReason: String
  onSiteReasonFlexible: String, onSiteState: String, teamId: ID, travelRequired: Boolean
  updatedDate: Int
}
input JobPostingAdditionalRequest {
  directHire: Boolean, invitePost: Boolean, earlyEngagement: Boolean
  earlyEngagementVisited: Boolean
}
input SandsJobPostRequest {
  occupationId: String, skills: [JobPostingSkillInput!], status: SandsJobPostStatus
  freetextOccupation: String, tags: [String!]
  additionalSkills: [JobPostingAdditionalSkillInput!], occupations: [ID!]
}
input JobPostingCustomFieldsRequest {
  responses: [CustomFieldsResponse], newDropdowns: [CustomFieldDropDown]
}
input JobPostingAnnotations {
  tags: [String], customFields: [JobPostingAnnotationsCustomField]
}
input JobPostEnterpriseCustomFields {
  key: String!, value: String!
}
input JobPostBillRate {
  billRateCode: String!
}
type JobPostingEdge {
  cursor: String!, node: JobPosting
}
input CompanyJobPostingStatusAccess {
  statuses_any: [JobPostingStatus!], accesses_any: [AccessType!]
}
enum JobPostingStatus {
  REQUESTED, CANCELLED, FILLED, DRAFT, DELETED_DRAFT, VERIFICATION_PENDING
  PENDING_PAYMENT_METHOD
}
type AuditTime {
  createdDateTime: String, modifiedDateTime: String
}
enum JobPostType {
  HOURLY, FIXED_PRICE
}
input JobPostToolInput {
  name: String
}
enum JobPostDurationType {
  ONE_TIME_PROJECT, ONGOING_NEED
}
input JobPostingLocationRequest {
  areaType: AreaType, name: String
}
enum JobPostingPtcVisibility {
  ANY_USER, MEMBER_SELECTED_CLOUD, ONLY_INVITED
}
enum JobPostingPtcStatus {
  OPEN, CANCELLED, FILLED, DRAFT, DELETED_DRAFT, VERIFICATION_PENDING, PENDING_PAYMENT_METHOD
  IN_REVIEW
}
input JobPostingSkillInput {
  parentSkillId: String!, skillId: String, freetext: String, boolAnswer: Boolean
  legacyConvertedSkill: Boolean, relevance: JobPostSkillRelevance
}
enum SandsJobPostStatus {
  DRAFT, PUBLISHED
}
input JobPostingAdditionalSkillInput {
  skillId: String, freetext: String, legacyConvertedSkill: Boolean
  relevance: JobPostSkillRelevance
}
input JobPostingAnnotationsCustomField {
  key: String, value: String
}
enum JobPostSkillRelevance {
  MANDATORY, NICE_TO_HAVE
}
`;
