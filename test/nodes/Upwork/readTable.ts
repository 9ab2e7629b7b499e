import type { IDataObject } from 'n8n-workflow';
import { byId } from '../../support/workflow';
import type { OperationCase } from './operationTable';
import { COMPANY } from './support';

const everything = () => ({ returnAll: true });
const some = (limit: number, more: IDataObject = {}) => ({ returnAll: false, limit, ...more });
const edges = (root: string): IDataObject => ({ [root]: { totalCount: 0, edges: [] } });
export const at = (list: string[], index: number) => byId(list[index]);

const dates = { from: '2026-01-01', until: '2026-12-31' };
const noDates = { from: '2001-01-01', until: '2001-01-02' };

/** Every operation that changes nothing. */
export const READS: OperationCase[] = [
	{ at: 'account.get', root: 'user+organization' },
	{ at: 'account.getStatus', root: '__typename' },
	{
		at: 'account.getOrganizations',
		root: 'companySelector',
		empty: { companySelector: { items: [] } },
	},
	{ at: 'account.getConnects', root: 'connectsSummary' },
	{
		at: 'job.search',
		root: 'marketplaceJobPostingsSearch',
		parameters: () => some(3),
		other: () => some(2, { searchExpression: 'automation' }),
		empty: edges('marketplaceJobPostingsSearch'),
	},
	{
		at: 'job.searchPublic',
		root: 'publicMarketplaceJobPostingsSearch',
		parameters: () => some(3),
		other: () => some(2, { searchExpression: 'automation' }),
		empty: { publicMarketplaceJobPostingsSearch: { jobs: [] } },
	},
	{
		at: 'job.get',
		root: 'marketplaceJobPosting',
		parameters: ({ jobs }) => ({ jobId: at(jobs, 0) }),
		other: ({ jobs }) => ({ jobId: at(jobs, 1), fields: 'minimal' }),
		unknown: (id) => ({ jobId: byId(id) }),
	},
	{
		at: 'job.getAll',
		root: 'marketplaceJobPostingsContents',
		parameters: ({ jobs }) => ({ jobIds: jobs.slice(0, 2).join() }),
		other: ({ jobs }) => ({ jobIds: jobs.slice(1, 2).join() }),
		empty: { marketplaceJobPostingsContents: [] },
	},
	{
		at: 'client.get',
		root: 'marketplaceJobPosting',
		parameters: ({ jobs }) => ({ jobId: at(jobs, 0) }),
		other: ({ jobs }) => ({ jobId: at(jobs, 1) }),
		unknown: (id) => ({ jobId: byId(id) }),
	},
	{
		at: 'proposal.get',
		root: 'vendorProposal',
		parameters: ({ proposals }) => ({ proposalId: at(proposals, 0) }),
		other: ({ proposals }) => ({ proposalId: at(proposals, 1), fields: 'minimal' }),
		unknown: (id) => ({ proposalId: byId(id) }),
	},
	{
		at: 'proposal.getAll',
		root: 'vendorProposals',
		parameters: () => some(3, { statuses: ['Accepted'] }),
		other: () => some(2, { statuses: ['Activated'] }),
		empty: edges('vendorProposals'),
	},
	{
		at: 'proposal.getReasons',
		root: 'reasons',
		parameters: () => ({ reasonType: 'OFFER_DECLINE' }),
		other: () => ({ reasonType: 'PROPOSAL_WITHDRAW' }),
		empty: { reasons: [] },
	},
	{
		at: 'proposal.prepare',
		root: 'marketplaceJobPosting',
		parameters: ({ jobs }) => ({ jobId: at(jobs, 0), coverLetter: 'Hello', amount: 40 }),
		other: ({ jobs }) => ({ jobId: at(jobs, 1), coverLetter: 'Good day', amount: 50 }),
		unknown: (id) => ({ jobId: byId(id), coverLetter: 'Hello', amount: 40 }),
	},
	{
		at: 'room.get',
		root: 'room',
		parameters: ({ rooms }) => ({ roomId: at(rooms, 0) }),
		other: ({ rooms }) => ({ roomId: at(rooms, 1) }),
		unknown: (id) => ({ roomId: byId(id) }),
		unknownId: 'room_ffffffffffffffffffffffffffffffff',
	},
	{
		at: 'room.getByProposal',
		root: 'offerRoom',
		parameters: ({ offers }) => ({ roomOf: 'offer', offerId: at(offers, 0) }),
		other: ({ offers }) => ({ roomOf: 'offer', offerId: at(offers, 1) }),
		unknown: (id) => ({ roomOf: 'offer', offerId: byId(id) }),
	},
	{
		at: 'room.getAll',
		root: 'roomList',
		parameters: () => some(3),
		other: () => some(2, { roomFilters: { roomType: 'INTERVIEW' } }),
		empty: edges('roomList'),
	},
	{
		at: 'message.getAll',
		root: 'roomStories',
		parameters: ({ rooms }) => some(3, { roomId: at(rooms, 0) }),
		other: ({ rooms }) => some(2, { roomId: at(rooms, 1) }),
		empty: edges('roomStories'),
	},
	{
		at: 'offer.get',
		root: 'offer',
		parameters: ({ offers }) => ({ offerId: at(offers, 0) }),
		other: ({ offers }) => ({ offerId: at(offers, 1) }),
		unknown: (id) => ({ offerId: byId(id) }),
	},
	{
		at: 'offer.getAll',
		root: 'offersByAttribute',
		parameters: everything,
		other: () => some(1),
		empty: { offersByAttribute: { offers: [] } },
	},
	{
		at: 'contract.get',
		root: 'contractDetails',
		parameters: ({ contracts }) => ({ contractId: at(contracts, 0) }),
		other: ({ contracts }) => ({ contractId: at(contracts, 1) }),
		unknown: (id) => ({ contractId: byId(id) }),
	},
	{
		at: 'contract.getAll',
		root: 'contractList',
		parameters: ({ contracts }) => ({ contractIds: contracts.join() }),
		other: ({ contracts }) => ({ contractIds: contracts[0] }),
		empty: { contractList: { contracts: [] } },
	},
	{
		at: 'contract.getHistory',
		root: 'talentWorkHistory',
		parameters: everything,
		other: () => some(1),
		empty: { talentWorkHistory: { totalCount: 0, workHistoryList: [] } },
	},
	{
		at: 'profile.search',
		root: 'freelancerProfileSearchRecords',
		parameters: () => some(3, { keyword: '' }),
		other: () => some(2, { keyword: 'n8n' }),
		empty: edges('freelancerProfileSearchRecords'),
	},
	{
		at: 'profile.getByKey',
		root: 'freelancerProfileByProfileKey',
		parameters: ({ profiles }) => ({ profileKey: at(profiles, 0) }),
		other: ({ profiles }) => ({ profileKey: at(profiles, 1) }),
		unknown: (id) => ({ profileKey: byId(id) }),
		unknownId: '~01ffffffffffffffff',
	},
	{ at: 'profile.getOwn', root: 'talentProfile' },
	{
		at: 'report.funnel',
		root: 'vendorProposals',
		parameters: () => ({ period: 'month', since: '', until: '' }),
		other: () => ({ period: 'week', since: '', until: '' }),
	},
	{
		at: 'report.time',
		root: 'contractTimeReport',
		parameters: () => ({ ...dates, ...some(3) }),
		other: () => ({ ...dates, ...some(2) }),
		empty: edges('contractTimeReport'),
	},
	{
		at: 'report.transactions',
		root: 'transactionHistory',
		parameters: () => dates,
		other: () => noDates,
		empty: { transactionHistory: { transactionDetail: { transactionHistoryRow: [] } } },
	},
	{
		at: 'myJob.get',
		root: 'jobPosting',
		organization: COMPANY,
		parameters: ({ postings }) => ({ myJobId: at(postings, 0) }),
		other: ({ postings }) => ({ myJobId: at(postings, 1) }),
		unknown: (id) => ({ myJobId: byId(id) }),
	},
	{
		at: 'myJob.getAll',
		root: 'organization',
		organization: COMPANY,
		parameters: everything,
		other: () => some(1),
		empty: { organization: { id: COMPANY, jobPosting: { totalCount: 0, edges: [] } } },
	},
	{
		at: 'myJob.getProposals',
		root: 'clientProposals',
		organization: COMPANY,
		parameters: ({ postings }) => some(3, { myJobId: at(postings, 0) }),
		other: ({ postings }) => some(2, { myJobId: at(postings, 0) }),
		empty: edges('clientProposals'),
	},
	{ at: 'category.getAll', root: 'ontologyCategories', empty: { ontologyCategories: [] } },
	{
		at: 'skill.getAll',
		root: 'ontologySkills',
		parameters: () => some(3),
		other: () => some(2),
		empty: { ontologySkills: [] },
	},
	{
		at: 'skill.search',
		root: 'ontologyElementsSearchByPrefLabel',
		parameters: () => ({ name: 'type', elementType: 'SKILL', limit: 5 }),
		other: () => ({ name: 'script', elementType: 'SKILL', limit: 1 }),
		empty: { ontologyElementsSearchByPrefLabel: [] },
	},
	{
		at: 'graphql.query',
		root: 'user',
		parameters: () => ({ document: '{ user { id } }', variables: '{}' }),
		other: () => ({ document: '{ user { id nid } }', variables: '{}' }),
	},
];
