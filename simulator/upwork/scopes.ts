import {
	getNamedType,
	TypeInfo,
	visit,
	visitWithTypeInfo,
	type DocumentNode,
	type GraphQLSchema,
} from 'graphql';

const COMMON = 'pub-commons:read:all';
const NOBODY = 'none';

/** Scope that a field needs (upwork.md 1.5); `Type.*` covers the whole type. */
const FIELD_SCOPES: Readonly<Record<string, string>> = {
	'Money.*': COMMON,
	'PageInfo.*': COMMON,
	'GenericUser.*': COMMON,
	'GenericOrganization.*': COMMON,
	'Country.*': COMMON,
	'CompanySelectorItem.typeTitle': NOBODY,
	'VendorProposal.organization': NOBODY,
	'MarketplacePostingOwnership.company': NOBODY,
	'Query.user': 'pub-userdetails:read:all',
	'Query.userDetails': 'pub-userdetails:read:all',
	'Query.marketplaceJobPostingsSearch': 'pub-marketplace-job-postings:read:all',
	'Query.publicMarketplaceJobPostingsSearch': 'pub-public-marketplace-job-postings:read:all',
	'Query.marketplaceJobPosting': 'job-details:read',
	'Query.marketplaceJobPostingsContents': 'job-details:read',
	'Query.vendorProposal': 'pub-talent-profiles:write:all',
	'Query.vendorProposals': 'pub-talent-profiles:write:all',
	'Query.clientProposal': 'pub-client-proposals:write:all',
	'Query.clientProposals': 'pub-client-proposals:write:all',
	'Query.jobPosting': 'pub-management-job-postings:write:all',
	'CurrentOrganization.jobPosting': 'pub-management-job-postings:write:all',
	'Mutation.createJobPosting': 'pub-management-job-postings:write:all',
	'Query.talentProfile': 'pub-talent-profiles:write:all',
	'Query.talentProfileByProfileKey': 'pub-talent-profiles:write:all',
	'Query.talentWorkHistory': 'pub-talent-workhistory:read:all',
	'Query.freelancerProfileByProfileKey': 'pub-freelancer-profiles:write:all',
	'Query.freelancerProfileSearchRecords': 'pub-freelancer-profiles:write:all',
	'Query.room': 'pub-messages:read:all',
	'Query.roomList': 'pub-messages:read:all',
	'Query.roomStories': 'pub-messages:read:all',
	'Query.roomStory': 'pub-messages:read:all',
	'Query.proposalRoom': 'pub-messages:read:all',
	'Query.offerRoom': 'pub-messages:read:all',
	'Query.contractRoom': 'pub-messages:read:all',
	'Query.oneOnOneRoom': 'pub-messages:read:all',
	'Query.offer': 'pub-offer:read:all',
	'Query.offersByAttribute': 'pub-offer:read:all',
	'Query.contractList': 'pub-contract:write:all',
	'Query.contractDetails': 'pub-contract:write:all',
	'Query.contractTimeReport': 'pub-time-sheet:read:all',
	'Query.workDays': 'pub-snapshots:read:all',
	'Query.workDiaryContract': 'pub-snapshots:read:all',
	'Query.accountingEntity': 'pub-transaction:read:all',
	'Query.transactionHistory': 'pub-transaction:read:all',
	'Query.connectsSummary': 'connects:read',
	'Query.ontologyCategories': 'pub-ontology:read:all',
	'Query.ontologySkills': 'pub-ontology:read:all',
	'Query.ontologyElementsSearchByPrefLabel': 'pub-ontology:read:all',
	'Mutation.createJobProposal': 'pub-submit-proposal:write:all',
	'Mutation.endContractByFreelancer': 'pub-contract:write:all',
	'Mutation.createRoomStoryV2': 'pub-messages:write:all',
	'Mutation.updateRoomStoryV2': 'pub-messages:write:all',
	'Mutation.removeRoomStory': 'pub-messages:write:all',
	'Mutation.createRoomV2': 'pub-messages:write:all',
	'Mutation.updateRoomV2': 'pub-messages:write:all',
	'Mutation.archiveRoom': 'pub-messages:write:all',
	'Mutation.addUserToRoom': 'pub-messages:write:all',
	'Mutation.removeUserFromRoom': 'pub-messages:write:all',
	'Mutation.roomCreate1on1IfNotExists': 'pub-messages:write:all',
};

/** Whether the key's scopes allow `Type.field`. Write access includes reading. */
export function mayRead(scopes: readonly string[], type: string, field: string): boolean {
	const needed = FIELD_SCOPES[`${type}.${field}`] ?? FIELD_SCOPES[`${type}.*`];
	if (needed === undefined || scopes.includes(needed)) return true;
	return needed.includes(':read:') && scopes.includes(needed.replace(':read:', ':write:'));
}

/** Every field of the document that the scopes do not cover, as `Type.field`, in document order. */
export function deniedFields(
	schema: GraphQLSchema,
	document: DocumentNode,
	scopes: readonly string[],
): string[] {
	const denied = new Set<string>();
	const types = new TypeInfo(schema);
	visit(
		document,
		visitWithTypeInfo(types, {
			Field(node) {
				const parent = types.getParentType();
				const field = node.name.value;
				if (parent === undefined || parent === null || field.startsWith('__')) return;
				const name = getNamedType(parent).name;
				if (!mayRead(scopes, name, field)) denied.add(`${name}.${field}`);
			},
		}),
	);
	return [...denied];
}
