/** Users, organizations, profiles and places (upwork.md 3.3, 3.10); names and types as introspected from the service. */
export const peopleSdl = `
type CurrentUser {
  id: ID!, nid: ID!, rid: ID!, email: String, name: String, photoUrl: String
  contractTimeReport(timeReportDate_bt: DateTimeRange!, pagination: Pagination): TimeReportConnection!
  freelancerProfile: FreelancerProfile, ciphertext: String, talentProfile: TalentProfile
}
type CurrentOrganization {
  id: ID!, rid: ID, legacyId: ID, name: String, type: OrganizationType
  legacyType: OrganizationLegacyType, active: Boolean, hidden: Boolean, photoUrl: String
  creationDate: String
  jobPosting(jobPostingFilter: JobPostingsFilter!, sortAttribute: SortAttribute): JobPostingConnection
}
type CompanyInfo {
  public: PublicCompanyInfo
}
type PiiUser {
  id: ID!, nid: ID!, name: String, firstName: String, lastName: String, photoUrl: String
  publicUrl: String, email: String, location: UserLocation
}
type FreelancerProfilesSearchRecordsConnection {
  edges: [FreelancerProfilesSearchResultEdge!], pageInfo: PageInfo, totalCount: Int
}
input FreelancerProfileSearchFilter {
  userType: FreelancerProfileSearchUserTypeEnum!
  weightedOntologyIds: [FreelancerProfileSearchWeightedOntologyIdInput], keyword: String
  occupationIds: [String], location: FreelancerProfileSearchLocationInput
}
type Country {
  id: ID, name: String, twoLetterAbbreviation: String, threeLetterAbbreviation: String
  phoneCode: String, active: Boolean, registrationAllowed: Boolean
}
type Language {
  iso639Code: String!, englishName: String!
}
type TimeZoneRecord {
  timeZoneName: String!, timeZoneDescription: String
}
type FreelancerProfile {
  userDetails: GenericUser!, personalData: FreelancerProfilePersonalData!
  languages: FreelancerProfileLanguagesConnection!, availability: FreelancerProfileAvailability
  skills: FreelancerSkillsConnection!, aggregates: FreelancerProfileAggregates!
  countryDetails: Country
}
type CompanySelector {
  items: [CompanySelectorItem!]!
}
type TalentProfileList {
  profiles: [TalentProfile!]
}
type TalentProfile {
  personId: ID!, personalData: TalentProfilePersonalData, skills: [TalentProfilePersonSkill]
  profileAggregates: TalentProfileAggregate
}
type TalentWorkHistoryConnection {
  workHistoryList: [TalentWorkHistory], totalCount: Int
}
input TalentWorkHistoryFilterInput {
  personId: ID!, contractIds: [ID], excludeNoFeedback: Boolean, visibility: TalentWorkAccessType
  status: [TalentContractStatus], sort: TalentWorkHistorySort
  pagination: TalentWorkHistoryPagination
}
type GenericOrganization {
  id: ID!, rid: ID, legacyId: ID, name: String, type: OrganizationType
  legacyType: OrganizationLegacyType, active: Boolean, hidden: Boolean, photoUrl: String
  creationDate: String
}
type PublicCompanyInfo {
  id: ID!, name: String, description: String, legacyType: OrganizationLegacyType, logoURL: String
}
enum OrganizationType {
  BUSINESS, SOLE_PROPRIETOR
}
enum OrganizationLegacyType {
  CLIENT, VENDOR
}
type UserLocation {
  countryName: String, cityName: String, zip: String, timezone: String!, timezoneName: String
  street: String, stateCode: String, offsetToUTC: Int
}
type FreelancerProfilesSearchResultEdge {
  node: FreelancerProfilesSearchRecordType, cursor: String!
}
enum FreelancerProfileSearchUserTypeEnum {
  Freelancer, Client
}
input FreelancerProfileSearchWeightedOntologyIdInput {
  ontologyId: String!, weight: Float!
}
input FreelancerProfileSearchLocationInput {
  country: String, state: String, city: String, area: FreelancerProfileSearchAreaInput
}
type ContractUser {
  id: ID!, name: String, photoUrl: String, firstName: String, lastName: String
}
type GenericUser {
  id: ID!, nid: ID!, rid: ID!, name: String, photoUrl: String, publicUrl: String
  ciphertext: String
}
type FreelancerProfilePersonalData {
  portrait: Portrait, title: String, description: String, chargeRate: Money!, workPhone: String
  profileUrl: String, profileState: PersonalDataProfileState
}
type FreelancerProfileLanguagesConnection {
  edges: [FreelancerProfileLanguageEdge!]
}
type FreelancerProfileAvailability {
  capacity: FreelancerProfileAvailabilityCapacity, availabilityDateTime: String
}
type FreelancerSkillsConnection {
  edges: [FreeLancerSkillEdge!]
}
type FreelancerProfileAggregates {
  lastWorkedDateTime: String, totalHourlyJobs: Int, totalFixedJobs: Int, totalRevenue: Money
  currentContracts: Int, jobSuccessScore: Float, topRatedStatus: String
  topRatedPlusStatus: String, totalHours: Float, totalFeedback: Float, totalEarnings: Money
}
type CompanySelectorItem {
  title: String!, photoUrl: String, organizationId: String!, organizationRid: String
  organizationType: CompanySelectorOrganizationType
  organizationLegacyType: CompanySelectorOrganizationLegacyType
  organizationEnterpriseType: CompanySelectorOrganizationEnterpriseType
  legacyEnterpriseOrganization: Boolean, typeTitle: String
}
type TalentProfilePersonalData {
  title: String, description: String, chargeRate: Money!, profileUrl: String
  profileState: PersonalDataProfileState
}
type TalentProfilePersonSkill {
  id: ID, skill: String, prettyName: String
}
type TalentProfileAggregate {
  lastWorkedOn: String, totalHourlyJobs: Int, totalFixedJobs: Int, topRatedStatus: String
  totalFeedback: Float, totalEarnings: Float, totalJobs: Int
}
type TalentWorkHistory {
  contract: TalentContract, contractAggregate: TalentContractAggregate
  feedback: TalentContractFeedback, opening: TalentOpening
}
enum TalentWorkAccessType {
  PUBLIC, PRIVATE, INDEX
}
enum TalentContractStatus {
  ACTIVE, CLOSED, PAUSED
}
input TalentWorkHistorySort {
  type: TalentWorkHistorySortType!, order: SortOrder!
}
input TalentWorkHistoryPagination {
  offset: Int!, limit: Int!
}
union FreelancerProfilesSearchRecordType = FreelancerProfilesSearchRecord | UserFreelancerProfilesSearchRecord
input FreelancerProfileSearchAreaInput {
  latitude: Float!, longitude: Float!
}
type Portrait {
  portrait: String, portrait32: String, portrait50: String, portrait100: String
  portrait150: String, portrait500: String
}
enum PersonalDataProfileState {
  IN_PROGRESS, ACCEPTED, DRAFT, REJECTED, UNDER_REVIEW, NOT_STARTED
  FAILED_REVIEW_QUEUE_SUBMISSION, ELANCER_ONBOARDING, AUTO_REJECTED_DELAYED, IN_PROCESS
  AUTO_ACCEPTED, AUTO_REJECTED
}
type FreelancerProfileLanguageEdge {
  node: FreelancerProfileLanguage!
}
enum FreelancerProfileAvailabilityCapacity {
  fullTime, partTime, lessThen, notSure, rangeOfHours, none
}
type FreeLancerSkillEdge {
  node: Skill!
}
enum CompanySelectorOrganizationType {
  Business, SoleProprietor
}
enum CompanySelectorOrganizationLegacyType {
  Client, Vendor
}
enum CompanySelectorOrganizationEnterpriseType {
  Standard, Compliance
}
type TalentContract {
  id: ID!, startDate: String, endDate: String, status: TalentContractStatus, clientTeamId: ID
  title: String, terms: TalentContractTerms, createDate: String, clientOrgId: ID
}
type TalentContractAggregate {
  totalCharge: String, hours: String
}
type TalentContractFeedback {
  feedbackToFreelancer: TalentWorkFeedback, feedbackToClient: TalentWorkFeedback
}
type TalentOpening {
  id: ID, title: String, visibility: TalentContractAccessType
}
enum TalentWorkHistorySortType {
  NEWEST, FEEDBACK_RATE, LARGEST
}
type FreelancerProfilesSearchRecord {
  title: String, description: String, shortName: String, ciphertext: String, skills: [Skill]
  hourlyRate: Money, topRatedStatus: String, avgFeedbackScore: Float
  location: FreelancerSearchResultLocation
}
type UserFreelancerProfilesSearchRecord {
  shortName: String, ciphertext: String
}
type FreelancerProfileLanguage {
  id: ID!, language: Language!, verified: Boolean, verifiedByCertificate: Boolean
  verifiedByFeedback: Boolean
}
type TalentContractTerms {
  hourlyRate: String, jobType: TalentJobType, stipendAmount: String, fixedAmount: String
}
type TalentWorkFeedback {
  comment: String, response: String, score: Float, feedbackSuppressed: Boolean, isPublic: Boolean
  commentPublic: Boolean, point: String
}
enum TalentContractAccessType {
  PUBLIC, PRIVATE, INDEX
}
type FreelancerSearchResultLocation {
  country: String, city: String, state: String
}
`;
