import { z } from 'zod';
import { below, document } from '../graphql/document';
import { connectionOf, count, idSchema } from '../schemas/common';
import {
	contractSchema,
	offerSchema,
	timeSchema,
	transactionSchema,
	workSchema,
} from '../schemas/work';
import { AMOUNT, PAGE_INFO } from './selections';
import { CONTRACT_STANDARD, OFFER_STANDARD } from './workSelections';

const OFFER_SCOPE = 'Offer - Read-Only Access';
const CONTRACT_SCOPE = 'Contract - Read and Write Access';

export interface OffersVariables {
	filter: {
		id: string;
		searchAttribute: string;
		states?: string[];
		limit: number;
		page: number;
		ascendingOrder?: boolean;
		includeAttachments?: boolean;
		includeMilestones?: boolean;
	};
}

export const OFFERS = document<OffersVariables>()({
	name: 'Offers',
	effect: 'read',
	roots: ['offersByAttribute'],
	needs: below('offersByAttribute.offers', 'id', 'title'),
	scope: OFFER_SCOPE,
	answer: z.looseObject({
		offersByAttribute: z
			.looseObject({ offers: z.array(offerSchema.nullish()).nullish() })
			.nullish(),
	}),
	text: `query Offers($filter: SearchOffersInput!) {
		offersByAttribute(filter: $filter) { offers { ${OFFER_STANDARD} } }
	}`,
});

export const OFFER = document<{ id: string }>()({
	name: 'OfferById',
	effect: 'read',
	roots: ['offer'],
	needs: below('offer', 'id', 'title'),
	scope: OFFER_SCOPE,
	answer: z.looseObject({ offer: offerSchema.nullish() }),
	text: `query OfferById($id: ID!) { offer(id: $id) { ${OFFER_STANDARD} } }`,
});

/** At most ten ids by documentation; refused to many ordinary keys (upwork.md 3.8). */
export const CONTRACTS = document<{ ids: string[] }>()({
	name: 'ContractsByIds',
	effect: 'read',
	roots: ['contractList'],
	needs: below('contractList.contracts', 'id', 'title'),
	scope: CONTRACT_SCOPE,
	answer: z.looseObject({
		contractList: z
			.looseObject({ contracts: z.array(contractSchema.nullish()).nullish() })
			.nullish(),
	}),
	text: `query ContractsByIds($ids: [ID!]) {
		contractList(ids: $ids) { contracts { ${CONTRACT_STANDARD} } }
	}`,
});

export const CONTRACT = document<{ id: string }>()({
	name: 'ContractById',
	effect: 'read',
	roots: ['contractDetails'],
	needs: below('contractDetails', 'id', 'title'),
	scope: CONTRACT_SCOPE,
	answer: z.looseObject({ contractDetails: contractSchema.nullish() }),
	text: `query ContractById($id: ID!) { contractDetails(id: $id) { ${CONTRACT_STANDARD} } }`,
});

export interface WorkVariables {
	filter: {
		personId: string;
		status?: string[];
		pagination: { offset: number; limit: number };
	};
}

/** The way to list contracts that ordinary keys may use. */
export const WORK_HISTORY = document<WorkVariables>()({
	name: 'MyContracts',
	effect: 'read',
	roots: ['talentWorkHistory'],
	needs: below('talentWorkHistory.workHistoryList.contract', 'id', 'title'),
	scope: 'Talent Profile - Read and Write public',
	answer: z.looseObject({
		talentWorkHistory: z
			.looseObject({ totalCount: count, workHistoryList: z.array(workSchema.nullish()).nullish() })
			.nullish(),
	}),
	text: `query MyContracts($filter: TalentWorkHistoryFilterInput) {
		talentWorkHistory(filter: $filter) {
			totalCount
			workHistoryList {
				contract {
					id
					title
					status
					startDate
					endDate
					clientOrgId
					terms { jobType hourlyRate fixedAmount }
				}
				contractAggregate { totalCharge hours }
				feedback {
					feedbackToFreelancer { score comment }
					feedbackToClient { score comment }
				}
				opening { id title }
			}
		}
	}`,
});

export interface DateRange {
	rangeStart: string;
	rangeEnd: string;
}

export const TIME_REPORT = document<{
	filter: { organizationId_eq: string; timeReportDate_bt: DateRange; contractIds?: string[] };
	page: { first: number; after?: string };
}>()({
	name: 'TimeReport',
	effect: 'read',
	roots: ['contractTimeReport'],
	needs: below('contractTimeReport.edges.node', 'dateWorkedOn', 'totalHoursWorked', 'contract.id'),
	scope: 'TimeSheet - Read-Only Access',
	answer: z.looseObject({ contractTimeReport: connectionOf(timeSchema) }),
	text: `query TimeReport($filter: TimeReportFilter, $page: Pagination) {
		contractTimeReport(filter: $filter, pagination: $page) {
			totalCount
			${PAGE_INFO}
			edges {
				cursor
				node {
					dateWorkedOn
					memo
					task
					totalHoursWorked
					totalCharges
					totalOnlineHoursWorked
					totalOfflineHoursWorked
					contract { id title }
					freelancer { id name }
					team { id name }
				}
			}
		}
	}`,
});

export const ACCOUNTING = document<Record<string, never>>()({
	name: 'Accounting',
	effect: 'read',
	roots: ['accountingEntity'],
	needs: ['accountingEntity.id'],
	scope: 'Read transaction data',
	answer: z.looseObject({ accountingEntity: z.looseObject({ id: idSchema }).nullish() }),
	text: 'query Accounting { accountingEntity { id } }',
});

/** Needs a scope that Upwork approves separately (upwork.md 3.12). */
export const TRANSACTIONS = document<{
	filter: { aceIds_any: string[]; transactionDateTime_bt: DateRange };
}>()({
	name: 'Transactions',
	effect: 'read',
	roots: ['transactionHistory'],
	needs: below(
		'transactionHistory.transactionDetail.transactionHistoryRow',
		'recordId',
		'transactionAmount.rawValue',
	),
	scope: 'Read transaction data',
	answer: z.looseObject({
		transactionHistory: z
			.looseObject({
				transactionDetail: z
					.looseObject({ transactionHistoryRow: z.array(transactionSchema).nullish() })
					.nullish(),
			})
			.nullish(),
	}),
	text: `query Transactions($filter: TransactionHistoryFilter) {
		transactionHistory(transactionHistoryFilter: $filter) {
			transactionDetail {
				transactionHistoryRow {
					rowNumber
					recordId
					type
					accountingSubtype
					description
					transactionCreationDate
					transactionAmount ${AMOUNT}
					amountCreditedToUser ${AMOUNT}
					paymentStatus
					assignmentCompanyName
				}
			}
		}
	}`,
});
