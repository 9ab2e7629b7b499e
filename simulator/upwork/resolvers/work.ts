import { authorizationFailed, notFound } from '../errors';
import type { GraphQLCall } from '../graphql';
import type { Contract } from '../types';
import { contractView, workHistoryLine } from '../views/business';
import { organizationById, personById } from '../views/people';
import { connection, isoDate, money, timeRange } from '../views/values';

interface Range {
	rangeStart?: string | null;
	rangeEnd?: string | null;
}
interface Page {
	first: number;
	after?: string | null;
}
interface HistoryArguments {
	filter?: {
		personId: string;
		contractIds?: (string | null)[] | null;
		status?: (string | null)[] | null;
		excludeNoFeedback?: boolean | null;
		pagination?: { offset: number; limit: number } | null;
	} | null;
}

/** Roots of upwork.md 3.8 and 3.12. */
export function workRoots(call: GraphQLCall) {
	const { state } = call.world;
	const own = () =>
		[...state.contracts.values()].filter(({ organizationId }) => organizationId === call.tenant.id);
	const ownContract = (id: string): Contract => {
		const contract = own().find((candidate) => candidate.id === id);
		if (contract === undefined) throw notFound('Contract');
		return contract;
	};
	return {
		contractList: ({ ids }: { ids?: string[] | null }) => {
			if (!call.key.partner) throw authorizationFailed();
			const wanted = own().filter(({ id }) => ids?.includes(id) ?? false);
			return { contracts: wanted.map((contract) => contractView(call, contract)) };
		},
		contractDetails: ({ id }: { id: string }) => contractView(call, ownContract(id)),
		talentWorkHistory: (args: HistoryArguments) => workHistory(call, args),
		contractTimeReport: (args: {
			filter?: {
				organizationId_eq: string;
				timeReportDate_bt: Range;
				contractIds?: (string | null)[] | null;
			} | null;
			pagination?: Page | null;
		}) =>
			timeReports(call, {
				organizationId: args.filter?.organizationId_eq ?? call.tenant.id,
				timeReportDate_bt: args.filter?.timeReportDate_bt ?? {},
				contractIds: args.filter?.contractIds ?? null,
				pagination: args.pagination,
			}),
		accountingEntity: { id: `ace-${call.tenant.rid}` },
		transactionHistory: (args: {
			transactionHistoryFilter?: {
				aceIds_any: (string | null)[];
				transactionDateTime_bt: Range;
			} | null;
		}) => transactions(call, args.transactionHistoryFilter),
	};
}

function workHistory(call: GraphQLCall, { filter }: HistoryArguments) {
	const found = [...call.world.state.contracts.values()]
		.filter(
			(contract) =>
				contract.personId === filter?.personId &&
				(filter.contractIds?.includes(contract.id) ?? true) &&
				(filter.status?.includes(contract.status) ?? true) &&
				(filter.excludeNoFeedback !== true || contract.feedbackToFreelancer !== null),
		)
		.sort((a, b) => b.startAt - a.startAt);
	const { offset, limit } = filter?.pagination ?? { offset: 0, limit: 20 };
	return {
		totalCount: found.length,
		workHistoryList: found
			.slice(offset, offset + limit)
			.map((contract) => workHistoryLine(call, contract)),
	};
}

/** Days of work as time report lines, newest first. */
export function timeReports(
	call: GraphQLCall,
	args: {
		organizationId: string | null;
		timeReportDate_bt: Range;
		contractIds: (string | null)[] | null;
		pagination?: Page | null;
	},
) {
	const { state } = call.world;
	const { from, to } = timeRange(args.timeReportDate_bt);
	const found = state.workDays
		.filter(
			(day) =>
				(args.organizationId ?? day.organizationId) === day.organizationId &&
				(args.contractIds?.includes(day.contractId) ?? true) &&
				Date.parse(day.day) >= from - 86_399_999 &&
				Date.parse(day.day) <= to,
		)
		.sort((a, b) => (a.day < b.day ? 1 : -1));
	return connection(found, args.pagination ?? {}, { fallback: 20, most: 100 }, (day) => {
		const contract = state.contracts.get(day.contractId);
		return {
			dateWorkedOn: day.day,
			memo: day.memo,
			task: null,
			taskDescription: null,
			totalHoursWorked: day.onlineHours + day.manualHours,
			totalOnlineHoursWorked: day.onlineHours,
			totalOfflineHoursWorked: day.manualHours,
			totalCharges: day.charges,
			contract: () => (contract === undefined ? null : contractView(call, contract)),
			freelancer: () => personById(state, state.viewer.id),
			team: () => organizationById(state, day.organizationId),
		};
	});
}

function transactions(
	call: GraphQLCall,
	filter: { aceIds_any: (string | null)[]; transactionDateTime_bt: Range } | null | undefined,
) {
	if (!call.key.partner) throw authorizationFailed();
	const { from, to } = timeRange(filter?.transactionDateTime_bt ?? {});
	const isOwn = filter?.aceIds_any.includes(`ace-${call.tenant.rid}`) ?? false;
	const rows = call.world.state.transactions
		.filter(
			({ organizationId, at }) =>
				isOwn && organizationId === call.tenant.id && at >= from && at <= to,
		)
		.sort((a, b) => b.at - a.at)
		.map((transaction, index) => ({
			rowNumber: index + 1,
			recordId: transaction.id,
			type: transaction.type,
			accountingSubtype: transaction.subtype,
			description: transaction.description,
			transactionCreationDate: isoDate(transaction.at),
			transactionAmount: money(transaction.amount),
			amountCreditedToUser: money(transaction.credited),
			paymentStatus: 'Paid',
			assignmentCompanyName: transaction.company,
		}));
	return { transactionDetail: { transactionHistoryRow: rows } };
}
