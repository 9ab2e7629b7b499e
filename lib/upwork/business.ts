import {
	ACCOUNTING,
	CONTRACT,
	CONTRACTS,
	OFFER,
	OFFERS,
	TIME_REPORT,
	TRANSACTIONS,
	WORK_HISTORY,
} from './documents/business';
import { failures } from './failures';
import type { GraphqlExecutor } from './graphql/executor';
import { noticeMissing, present } from './jobs';
import { byCursor, byOffset, byPageNumber } from './paging';
import type { UpworkPeople } from './people';
import type { Contract, Offer, TimeEntry, Transaction, Work } from './schemas/work';

const OFFER_PAGE = 50;
const WORK_PAGE = 50;
/** By documentation (upwork.md 3.8). */
const CONTRACT_PAGE = 10;
const TIME_PAGE = 100;

export interface OfferListOptions {
	/** Default: offers to the organization the calls act for. */
	searchAttribute?: string;
	/** Id of what `searchAttribute` names. */
	id?: string;
	states?: string[];
	limit: number;
	signal?: AbortSignal;
}

/** Offers, contracts, work history and reports. All of it is reading: the API decides nothing. */
export class UpworkBusiness {
	constructor(
		private readonly executor: GraphqlExecutor,
		private readonly people: UpworkPeople,
	) {}

	/** Offers, newest first. */
	async *offers(options: OfferListOptions): AsyncGenerator<Offer> {
		const { searchAttribute = 'VendorOrg', states, limit, signal } = options;
		const id = options.id || (await this.people.organizationId());
		yield* byPageNumber(
			async (page) => {
				const filter = {
					id,
					searchAttribute,
					...(states?.length ? { states } : {}),
					...page,
					ascendingOrder: false,
					includeMilestones: false,
					includeAttachments: false,
				};
				const answer = await this.executor.run(OFFERS, { filter }, { signal });
				return answer.offersByAttribute?.offers ?? [];
			},
			{ limit, pageSize: OFFER_PAGE, idOf: (offer) => offer.id, signal },
		);
	}

	async offer(id: string): Promise<Offer> {
		const { offer } = await this.executor.run(OFFER, { id }, { subject: `offer ${id}` });
		if (!offer) throw failures.notFound(`offer ${id}`);
		return offer;
	}

	/** Often refused to ordinary keys: then `history` is the way (upwork.md 3.8). */
	async contract(id: string): Promise<Contract> {
		const { contractDetails } = await this.executor.run(
			CONTRACT,
			{ id },
			{ subject: `contract ${id}` },
		);
		if (!contractDetails) throw failures.notFound(`contract ${id}`);
		return contractDetails;
	}

	/** Contracts by id; those that Upwork does not show are in the notices. */
	async *contracts(ids: readonly string[], signal?: AbortSignal): AsyncGenerator<Contract> {
		for (let from = 0; from < ids.length; from += CONTRACT_PAGE) {
			const part = ids.slice(from, from + CONTRACT_PAGE);
			const answer = await this.executor.run(CONTRACTS, { ids: part }, { signal });
			const found = present(answer.contractList?.contracts);
			noticeMissing(this.executor, 'contracts', part, found);
			yield* found;
		}
	}

	/** Own contracts with their totals and feedback, the list that ordinary keys may read. */
	async *history(options: {
		status?: string[];
		limit: number;
		signal?: AbortSignal;
	}): AsyncGenerator<Work> {
		const { status, limit, signal } = options;
		const personId = await this.people.ownId();
		yield* byOffset(
			async (pagination) => {
				const filter = { personId, ...(status?.length ? { status } : {}), pagination };
				const answer = await this.executor.run(WORK_HISTORY, { filter }, { signal });
				return answer.talentWorkHistory?.workHistoryList ?? [];
			},
			{
				limit,
				pageSize: WORK_PAGE,
				idOf: ({ contract, opening }) => contract?.id ?? `opening ${opening?.id}`,
				signal,
			},
		);
	}

	/** Hours by day and contract; dates are `yyyy-MM-dd`. */
	async *time(options: {
		from: string;
		until: string;
		contractIds?: string[];
		limit: number;
		signal?: AbortSignal;
	}): AsyncGenerator<TimeEntry> {
		const { from, until, contractIds, limit, signal } = options;
		const filter = {
			organizationId_eq: await this.people.organizationId(),
			timeReportDate_bt: { rangeStart: from, rangeEnd: until },
			...(contractIds?.length ? { contractIds } : {}),
		};
		let row = 0;
		const entries = byCursor(
			async (page) => {
				const answer = await this.executor.run(TIME_REPORT, { filter, page }, { signal });
				const report = answer.contractTimeReport;
				const edges = present(report?.edges);
				return {
					// Entries have no id; two equal ones on a day are two entries.
					items: edges.map((edge) => ({ ...edge, key: edge.cursor ?? `row ${(row += 1)}` })),
					endCursor: report?.pageInfo ? report.pageInfo.endCursor : edges.at(-1)?.cursor,
					hasNextPage: report?.pageInfo?.hasNextPage,
					totalCount: report?.totalCount,
				};
			},
			{ limit, pageSize: TIME_PAGE, idOf: ({ key }) => key, signal },
		);
		for await (const { node } of entries) if (node) yield node;
	}

	/** Money in and out; needs a scope that Upwork approves separately. */
	async transactions(options: { from: string; until: string }): Promise<Transaction[]> {
		const { accountingEntity } = await this.executor.run(ACCOUNTING, {});
		if (!accountingEntity) throw failures.notFound('accounting of this account');
		const answer = await this.executor.run(TRANSACTIONS, {
			filter: {
				aceIds_any: [accountingEntity.id],
				transactionDateTime_bt: { rangeStart: options.from, rangeEnd: options.until },
			},
		});
		return answer.transactionHistory?.transactionDetail?.transactionHistoryRow ?? [];
	}
}
