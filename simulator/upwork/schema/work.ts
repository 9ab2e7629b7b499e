/** Contracts, time, money and what all share (upwork.md 3.8, 3.12); names and types as introspected from the service. */
export const workSdl = `
type TimeReportConnection {
  totalCount: Int, edges: [TimeReportEdge!], pageInfo: PageInfo
}
input TimeReportFilter {
  organizationId_eq: ID!, timeReportDate_bt: DateTimeRange!, contractIds: [ID]
}
input Pagination {
  after: String, first: Int!
}
type ContractDetails {
  id: ID!, title: String, status: ContractStatus, deliveryModel: DeliveryModel
  kind: ContractKind, isPtc: Boolean, createDate: String, modifyDate: String, startDate: String
  endDate: String, offer: Offer, offerId: ID, freelancer: ContractUser!
  vendorOrganization: GenericOrganization!, clientOrganization: GenericOrganization!
  changingUserType: CreatorType, terms: ContractTerms, projectId: ID
}
type ContractList {
  contracts: [ContractDetails]
}
enum SortOrder {
  ASC, DESC
}
type WorkDiaryContract {
  workDiaryMetadata: WorkDiaryMetadata, workDiaryTimeCells: [WorkDiaryTimeCell!]
}
input WorkDiaryContractInput {
  contractId: ID!, date: String!, offsetInSeconds: Int, useLegacy: Boolean
}
type WorkdayResult {
  workDays: [String]
}
input WorkdaysInput {
  contractIds: [ID!]!, timeRange: DateTimeRange!, offsetInSeconds: Int
}
type TransactionHistory {
  transactionDetail: TransactionHistoryDetail
}
input TransactionHistoryFilter {
  bpaPrivateData: BPAPrivateDataFilter, aceIds_any: [ID!]!
  transactionDateTime_bt: DateTimeRange!, agencyCompanyIds_any: [ID!]
  agencyCompanyUids_any: [ID!], developerIds_any: [ID!], trxSubtypes_any: [String!]
}
type AccountingEntity {
  id: ID!
}
type ConnectsSummary {
  connectsBalance: Int
}
type ContractActionResponse {
  success: Boolean!
}
input EndContractInput {
  endDate: String, feedbackInfo: FeedbackInfoInput, reasonRef: String!
}
input DateTimeRange {
  rangeStart: String, rangeEnd: String
}
type TimeReportEdge {
  node: TimeReport!, cursor: String!
}
type PageInfo {
  endCursor: String, hasNextPage: Boolean
}
enum ContractStatus {
  ACTIVE, CLOSED, PAUSED
}
enum DeliveryModel {
  TALENT_MARKETPLACE, CATALOG_PROJECT, UPWORK_REMOTE, TALENT_SCOUT, DIRECT_CONTRACT
  MICROPAYMENTS, DIRECT_CONTRACT_V2, MANAGE_AND_PAY, OUTCOME_CONTRACT, UNKNOWN
}
enum ContractKind {
  WEEKLY_RETAINER, PAYROLL, STAFF_AUG, DIRECT_CONTRACT
}
enum CreatorType {
  CLIENT, PROFESSIONAL, ODESK_SUPPORT, ACFP, UPWORK_SUPPORT, SYSTEM, AUTO_PAY_FP, CATALOG_PROJECT
  PAYROLL
}
type ContractTerms {
  fixedPriceTerms: [FixedPriceContractTerm], hourlyTerms: [HourlyContractTerm]
}
type WorkDiaryMetadata {
  timezoneOffset: String!, archivingDateTime: String!
}
type WorkDiaryTimeCell {
  cellDateTime: DateTime, overtime: Boolean, manual: Boolean, activityLevel: Int, memo: String
}
type TransactionHistoryDetail {
  transactionHistoryRow: [TransactionHistoryRow!]
}
input BPAPrivateDataFilter {
  serviceName_eq: String, serviceVersion_eq: String
}
input FeedbackInfoInput {
  availabilityScore: Int, comment: String, communicationScore: Int, cooperationScore: Int
  deadlinesScore: Int, qualityScore: Int, skillsScore: Int
}
type Money {
  rawValue: String!, currency: String!, displayValue: String!
}
type TimeReport {
  dateWorkedOn: String!, freelancer: GenericUser, team: GenericOrganization
  contract: ContractDetails, termId: ID, task: String, taskDescription: String, memo: String
  totalHoursWorked: Float, totalCharges: Float, totalOnlineHoursWorked: Float
  totalOnlineCharge: Float, totalOfflineHoursWorked: Float, totalOfflineCharge: Float
}
type FixedPriceContractTerm {
  id: ID!, fixedAmount: Money
}
type HourlyContractTerm {
  id: ID!, hourlyRate: Money
}
type DateTime {
  rawValue: String!, displayValue: String!
}
type TransactionHistoryRow {
  rowNumber: Int, recordId: ID, amountCreditedToUser: Money, transactionCreationDate: String
  accountingSubtype: String, type: String, transactionAmount: Money, description: String
  assignmentCompanyName: String, paymentStatus: String
}
enum AutoReviewStatus {
  APPROVED, REJECTED, IN_REVIEW
}
enum ManualReviewStatus {
  APPROVED, CANCELLED
}
enum QuestionType {
  EXPERIENCE, BPAV1
}
input CustomFieldsResponse {
  id: ID, customFieldId: ID, value: String, displayValue: String
}
input CustomFieldDropDown {
  id: ID, customFieldId: ID, value: String, displayValue: String, orderIndex: Int
  description: String, inUse: Boolean, active: Boolean, aclType: DropdownAclType
  teamRids: [String]
}
enum AreaType {
  CITY, AREA, POSTAL_CODE
}
enum DropdownAclType {
  COMPANY, TEAM
}
`;
