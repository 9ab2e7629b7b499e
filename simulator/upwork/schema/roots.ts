/** Root operations that the local Upwork answers (upwork.md 3); names and types as introspected from the service. */
export const rootsSdl = `
type Query {
  reasons(reasonType: ReasonType!, all: Boolean): [ReasonsMetadata!]!
  offer(id: ID!): Offer
  offersByAttribute(filter: SearchOffersInput!): OfferList
  user: CurrentUser
  organization: CurrentOrganization
  company(id: ID!): CompanyInfo
  userDetails(id: ID!): PiiUser!
  contractTimeReport(filter: TimeReportFilter, pagination: Pagination): TimeReportConnection!
  marketplaceJobPostingsSearch(
    marketPlaceJobFilter: MarketplaceJobPostingsSearchFilter
    searchType: MarketplaceJobPostingSearchType
    sortAttributes: [MarketplaceJobPostingSearchSortAttribute]
  ): MarketplaceJobPostingSearchConnection
  publicMarketplaceJobPostingsSearch(
    marketPlaceJobFilter: PublicMarketplaceJobPostingsSearchFilter!
  ): PublicMarketplaceJobPostingsSearchConnection
  ontologyCategories: [OntologyCategory!]!
  ontologyElementsSearchByPrefLabel(
    filter: OntologyElementsSearchByPrefLabelFilter
  ): [OntologyEntity!]!
  ontologySkills(limit: Int!, offset: Int): [Skill!]!
  freelancerProfileSearchRecords(
    searchFilter: FreelancerProfileSearchFilter!
    pagination: Pagination!
  ): FreelancerProfilesSearchRecordsConnection
  contractDetails(id: ID!, date: String): ContractDetails!
  contractList(ids: [ID!]): ContractList
  room(id: ID!): Room!
  roomList(filter: RoomFilter, pagination: Pagination, sortOrder: SortOrder): RoomConnection!
  oneOnOneRoom(userId: ID!, organizationId: ID!): Room
  offerRoom(offerId: ID!): Room
  contractRoom(contractId: ID!): Room
  roomStories(filter: RoomStoryFilter): RoomStoryConnection
  roomStory(roomId: ID!, storyId: ID!): RoomStory
  proposalRoom(vendorProposalId: ID!): Room!
  countries: [Country!]!
  languages: [Language!]!
  timeZones: [TimeZoneRecord!]!
  workDiaryContract(workDiaryContractInput: WorkDiaryContractInput!): WorkDiaryContract
  workDays(workdaysInput: WorkdaysInput!): WorkdayResult
  transactionHistory(transactionHistoryFilter: TransactionHistoryFilter): TransactionHistory
  vendorProposal(id: ID!): VendorProposal
  vendorProposals(
    filter: VendorProposalFilter!
    sortAttribute: VendorProposalSortAttribute!
    pagination: Pagination!
  ): VendorProposalsConnection!
  clientProposal(id: ID!): ClientProposal
  clientProposals(
    jobPostingId: ID!
    filter: ClientProposalFilter
    sortAttribute: ClientProposalSortAttribute
    pagination: Pagination
  ): ClientProposalsConnection
  proposalMetadata: ProposalMetadata
  marketplaceJobPostingsContents(ids: [ID!]!): [MarketplaceJobPostingsContents]!
  marketplaceJobPosting(id: ID!): MarketplaceJobPosting
  jobPosting(jobPostingId: ID!, loadAnnotation: Boolean): JobPosting!
  accountingEntity: AccountingEntity!
  freelancerProfileByProfileKey(profileKey: String!): FreelancerProfile!
  companySelector: CompanySelector!
  talentProfile(personId: ID!): TalentProfileList
  talentProfileByProfileKey(profileKey: String!): TalentProfile
  talentWorkHistory(filter: TalentWorkHistoryFilterInput): TalentWorkHistoryConnection
  connectsSummary: ConnectsSummary
}
type Mutation {
  roomCreate1on1IfNotExists(userId: ID!, orgId: ID!): Room!
  createRoomV2(input: RoomCreateInputV2!): Room!
  updateRoomV2(input: RoomUpdateInputV2): Room!
  archiveRoom(roomId: ID!): Room!
  createRoomStoryV2(input: RoomStoryCreateInputV2!): RoomStory!
  updateRoomStoryV2(input: RoomStoryUpdateInputV2!): UpdateRoomStoryResponse!
  removeRoomStory(roomId: ID!, storyId: ID!): String!
  removeUserFromRoom(roomId: ID!, userId: ID!, orgId: ID!): Boolean!
  addUserToRoom(roomId: ID!, roomUsers: [RoomUserInput!]!): Boolean!
  endContractByFreelancer(contractId: ID!, input: EndContractInput!): ContractActionResponse
  createJobPosting(jobPostingRequest: JobPostingCreateRequest!): JobPostingCreateResponse
  createJobProposal(input: CreateJobProposalInput!): CreateJobProposalResponse
}
`;
