/**
 * The type of every field with a selection that the documents use, because the schema itself is not
 * shipped. A test compares it with the real schema and names the line that is missing.
 */
export const FIELD_TYPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	Query: {
		__type: '__Type',
		accountingEntity: 'AccountingEntity',
		clientProposals: 'ClientProposalsConnection',
		company: 'CompanyInfo',
		companySelector: 'CompanySelector',
		connectsSummary: 'ConnectsSummary',
		contractDetails: 'ContractDetails',
		contractList: 'ContractList',
		contractRoom: 'Room',
		contractTimeReport: 'TimeReportConnection',
		freelancerProfileByProfileKey: 'FreelancerProfile',
		freelancerProfileSearchRecords: 'FreelancerProfilesSearchRecordsConnection',
		jobPosting: 'JobPosting',
		marketplaceJobPosting: 'MarketplaceJobPosting',
		marketplaceJobPostingsContents: 'MarketplaceJobPostingsContents',
		marketplaceJobPostingsSearch: 'MarketplaceJobPostingSearchConnection',
		offer: 'Offer',
		offerRoom: 'Room',
		offersByAttribute: 'OfferList',
		ontologyCategories: 'OntologyCategory',
		ontologyElementsSearchByPrefLabel: 'OntologyEntity',
		ontologySkills: 'Skill',
		organization: 'CurrentOrganization',
		proposalMetadata: 'ProposalMetadata',
		proposalRoom: 'Room',
		publicMarketplaceJobPostingsSearch: 'PublicMarketplaceJobPostingsSearchConnection',
		reasons: 'ReasonsMetadata',
		room: 'Room',
		roomList: 'RoomConnection',
		roomStories: 'RoomStoryConnection',
		roomStory: 'RoomStory',
		talentProfile: 'TalentProfileList',
		talentWorkHistory: 'TalentWorkHistoryConnection',
		transactionHistory: 'TransactionHistory',
		user: 'CurrentUser',
		userDetails: 'PiiUser',
		vendorProposal: 'VendorProposal',
		vendorProposals: 'VendorProposalsConnection',
	},
	Mutation: {
		createJobPosting: 'JobPostingCreateResponse',
		createJobProposal: 'CreateJobProposalResponse',
		createRoomStoryV2: 'RoomStory',
		createRoomV2: 'Room',
		roomCreate1on1IfNotExists: 'Room',
		updateRoomStoryV2: 'UpdateRoomStoryResponse',
	},
	ApplicationsBidStats: {
		avgRateBid: 'Money',
		maxRateBid: 'Money',
		minRateBid: 'Money',
	},
	ClientProposal: {
		auditDetails: 'ProposalAuditDetails',
		organization: 'GenericOrganization',
		status: 'ClientProposalStatus',
		terms: 'ProposalTerms',
		user: 'GenericUser',
	},
	ClientProposalStatus: {
		reason: 'ProposalReason',
	},
	ClientProposalsConnection: {
		edges: 'ClientProposalsEdge',
		pageInfo: 'PageInfo',
	},
	ClientProposalsEdge: {
		node: 'ClientProposal',
	},
	CompanyInfo: {
		public: 'PublicCompanyInfo',
	},
	CompanySelector: {
		items: 'CompanySelectorItem',
	},
	ContractDetails: {
		clientOrganization: 'GenericOrganization',
		freelancer: 'ContractUser',
		terms: 'ContractTerms',
	},
	ContractList: {
		contracts: 'ContractDetails',
	},
	ContractTerms: {
		fixedPriceTerms: 'FixedPriceContractTerm',
		hourlyTerms: 'HourlyContractTerm',
	},
	CurrentOrganization: {
		jobPosting: 'JobPostingConnection',
	},
	FixedPriceContractTerm: {
		fixedAmount: 'Money',
	},
	FixedPriceContractTerms: {
		amount: 'Money',
		engagementDuration: 'EngagementDuration',
		maxAmount: 'Money',
	},
	FixedPriceTerm: {
		budget: 'Money',
	},
	FreeLancerSkillEdge: {
		node: 'Skill',
	},
	FreelancerProfile: {
		aggregates: 'FreelancerProfileAggregates',
		availability: 'FreelancerProfileAvailability',
		countryDetails: 'Country',
		personalData: 'FreelancerProfilePersonalData',
		skills: 'FreelancerSkillsConnection',
		userDetails: 'GenericUser',
	},
	FreelancerProfileAggregates: {
		totalEarnings: 'Money',
		totalRevenue: 'Money',
	},
	FreelancerProfilePersonalData: {
		chargeRate: 'Money',
		portrait: 'Portrait',
	},
	FreelancerProfilesSearchRecord: {
		hourlyRate: 'Money',
		location: 'FreelancerSearchResultLocation',
		skills: 'Skill',
	},
	FreelancerProfilesSearchRecordsConnection: {
		edges: 'FreelancerProfilesSearchResultEdge',
		pageInfo: 'PageInfo',
	},
	FreelancerProfilesSearchResultEdge: {
		node: 'FreelancerProfilesSearchRecordType',
	},
	FreelancerSkillsConnection: {
		edges: 'FreeLancerSkillEdge',
	},
	HourlyContractTerm: {
		hourlyRate: 'Money',
	},
	HourlyContractTerms: {
		engagementDuration: 'EngagementDuration',
	},
	HourlyTerms: {
		rate: 'Money',
	},
	JobPosting: {
		content: 'JobPostingContent',
		contractTerms: 'JobPostingContractTerms',
		info: 'JobPostingInfo',
		proposalsStatistics: 'ProposalsStatistics',
	},
	JobPostingConnection: {
		edges: 'JobPostingEdge',
		pageInfo: 'PageInfo',
	},
	JobPostingEdge: {
		node: 'JobPosting',
	},
	JobPostingInfo: {
		auditTime: 'AuditTime',
	},
	MarketplaceContractTerms: {
		fixedPriceContractTerms: 'FixedPriceContractTerms',
		hourlyContractTerms: 'HourlyContractTerms',
	},
	MarketplaceContractorSelection: {
		location: 'MarketplaceLocation',
		proposalRequirement: 'MarketplaceProposalRequirements',
		qualification: 'MarketplaceQualification',
	},
	MarketplaceJobPosting: {
		activityStat: 'MarketplacePostingActivityStat',
		attachments: 'MarketplacePostingAttachment',
		classification: 'MarketplacePostingClassification',
		clientCompanyPublic: 'MarketplacePublicCompanyInfo',
		content: 'MarketplaceJobPostingContent',
		contractTerms: 'MarketplaceContractTerms',
		contractorSelection: 'MarketplaceContractorSelection',
		workFlowState: 'MarketplacePostingWorkFlowState',
	},
	MarketplaceJobPostingSearchClientInfo: {
		location: 'MarketPlaceJobSearchLocation',
		totalSpent: 'Money',
	},
	MarketplaceJobPostingSearchConnection: {
		edges: 'MarketplaceJobpostingSearchEdge',
		pageInfo: 'PageInfo',
	},
	MarketplaceJobPostingSearchResult: {
		amount: 'Money',
		client: 'MarketplaceJobPostingSearchClientInfo',
		hourlyBudgetMax: 'Money',
		hourlyBudgetMin: 'Money',
		job: 'MarketplaceJobPosting',
		skills: 'MarketplaceJobPostingSearchSkill',
		weeklyBudget: 'Money',
	},
	MarketplaceJobpostingSearchEdge: {
		node: 'MarketplaceJobPostingSearchResult',
	},
	MarketplacePostingActivityStat: {
		applicationsBidStats: 'ApplicationsBidStats',
		jobActivity: 'JobActivity',
	},
	MarketplacePostingClassification: {
		additionalSkills: 'Skill',
		category: 'JobCategory',
		occupation: 'Occupation',
		skills: 'Skill',
		subCategory: 'JobCategory',
	},
	MarketplaceProposalRequirements: {
		screeningQuestions: 'MarketplaceQuestion',
	},
	MarketplacePublicCompanyInfo: {
		country: 'Country',
		paymentVerification: 'PaymentVerificationResult',
	},
	MessageAttachments: {
		metadata: 'StringMapElement',
	},
	Offer: {
		client: 'GenericOrganization',
		job: 'MarketplaceJobPosting',
		offerTerms: 'OfferTerms',
		vendorProposal: 'VendorProposal',
	},
	OfferList: {
		offers: 'Offer',
	},
	OfferTerms: {
		fixedPriceTerm: 'FixedPriceTerm',
		hourlyTerms: 'HourlyTerms',
	},
	OntologyCategory: {
		services: 'OntologyService',
		subcategories: 'OntologySubcategory',
	},
	PiiUser: {
		location: 'UserLocation',
	},
	ProposalAuditDetails: {
		createdDateTime: 'DateTime',
		modifiedDateTime: 'DateTime',
	},
	ProposalMetadata: {
		engagementDurationValues: 'ProposalEngagementDuration',
	},
	ProposalProjectPlan: {
		milestones: 'ProposalMilestones',
	},
	ProposalTerms: {
		chargeRate: 'Money',
		estimatedDuration: 'ProposalEngagementDuration',
	},
	PublicMarketplaceJobPostingsSearch: {
		amount: 'Money',
		client: 'PublicMarketplaceJobPostingsSearchClient',
		skills: 'PublicMarketplaceJobPostingSearchSkill',
	},
	PublicMarketplaceJobPostingsSearchClient: {
		location: 'MarketPlaceJobSearchLocation',
	},
	PublicMarketplaceJobPostingsSearchConnection: {
		jobs: 'PublicMarketplaceJobPostingsSearch',
		paging: 'PageInfo',
	},
	Room: {
		latestStory: 'RoomStory',
		roomUsers: 'RoomUser',
		vendorProposal: 'VendorProposal',
	},
	RoomConnection: {
		edges: 'RoomEdge',
		pageInfo: 'PageInfo',
	},
	RoomEdge: {
		node: 'Room',
	},
	RoomStory: {
		attachments: 'MessageAttachments',
		organization: 'GenericOrganization',
		user: 'GenericUser',
	},
	RoomStoryConnection: {
		edges: 'RoomStoryEdge',
		pageInfo: 'PageInfo',
	},
	RoomStoryEdge: {
		node: 'RoomStory',
	},
	RoomUser: {
		organization: 'GenericOrganization',
		user: 'GenericUser',
	},
	TalentContract: {
		terms: 'TalentContractTerms',
	},
	TalentContractFeedback: {
		feedbackToClient: 'TalentWorkFeedback',
		feedbackToFreelancer: 'TalentWorkFeedback',
	},
	TalentProfile: {
		personalData: 'TalentProfilePersonalData',
		profileAggregates: 'TalentProfileAggregate',
		skills: 'TalentProfilePersonSkill',
	},
	TalentProfileList: {
		profiles: 'TalentProfile',
	},
	TalentProfilePersonalData: {
		chargeRate: 'Money',
	},
	TalentWorkHistory: {
		contract: 'TalentContract',
		contractAggregate: 'TalentContractAggregate',
		feedback: 'TalentContractFeedback',
		opening: 'TalentOpening',
	},
	TalentWorkHistoryConnection: {
		workHistoryList: 'TalentWorkHistory',
	},
	TimeReport: {
		contract: 'ContractDetails',
		freelancer: 'GenericUser',
		team: 'GenericOrganization',
	},
	TimeReportConnection: {
		edges: 'TimeReportEdge',
		pageInfo: 'PageInfo',
	},
	TimeReportEdge: {
		node: 'TimeReport',
	},
	TransactionHistory: {
		transactionDetail: 'TransactionHistoryDetail',
	},
	TransactionHistoryDetail: {
		transactionHistoryRow: 'TransactionHistoryRow',
	},
	TransactionHistoryRow: {
		amountCreditedToUser: 'Money',
		transactionAmount: 'Money',
	},
	VendorProposal: {
		auditDetails: 'ProposalAuditDetails',
		marketplaceJobPosting: 'MarketplaceJobPosting',
		projectPlan: 'ProposalProjectPlan',
		status: 'VendorProposalStatus',
		terms: 'ProposalTerms',
	},
	VendorProposalStatus: {
		reason: 'ProposalReason',
	},
	VendorProposalsConnection: {
		edges: 'VendorProposalsEdge',
		pageInfo: 'PageInfo',
	},
	VendorProposalsEdge: {
		node: 'VendorProposal',
	},
};

/** What implements an interface: a denial may name either, whichever the document stands on. */
export const IMPLEMENTATIONS: Readonly<Record<string, readonly string[]>> = {
	FreelancerProfilesSearchRecordInterface: [
		'FreelancerProfilesSearchRecord',
		'UserFreelancerProfilesSearchRecord',
	],
	OntologyEntity: ['JobCategory', 'Occupation', 'Skill'],
	Organization: ['CurrentOrganization', 'GenericOrganization'],
	User: ['CurrentUser', 'GenericUser', 'PiiUser', 'StaffUser'],
};
