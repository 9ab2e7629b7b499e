import { exceptionOccurred, notFound } from '../errors';
import type { GraphQLCall } from '../graphql';
import { skills } from '../data/ontology';
import type { UpworkState } from '../state';
import type { Job } from '../types';
import { jobPosting } from '../views/jobPosting';
import { jobCiphertext, publicSearchNode, searchNode } from '../views/jobs';
import { searchDate } from '../views/values';
import { compileExpression } from './expression';

const DAY = 86_400_000;

interface Range {
	rangeStart?: number | null;
	rangeEnd?: number | null;
}

/** `MarketplaceJobPostingsSearchFilter` and its public sister, after GraphQL has checked them. */
interface JobFilter {
	searchExpression_eq?: string | null;
	skillExpression_eq?: string | null;
	titleExpression_eq?: string | null;
	searchTerm_eq?: {
		andTerms_all?: string[] | null;
		orTerms_any?: string[] | null;
		exactTerms_any?: string[] | null;
		excludeTerms_any?: string[] | null;
	} | null;
	categoryIds_any?: string[] | null;
	subcategoryIds_any?: string[] | null;
	occupationIds_any?: string[] | null;
	ontologySkillIds_all?: string[] | null;
	jobType_eq?: string | null;
	workload_eq?: string | null;
	experienceLevel_eq?: string | null;
	contractorTier_eq?: string | null;
	clientHiresRange_eq?: Range | null;
	budgetRange_eq?: Range | null;
	hourlyRate_eq?: Range | null;
	proposalRange_eq?: Range | null;
	clientFeedBackRange_eq?: Range | null;
	verifiedPaymentOnly_eq?: boolean | null;
	enterpriseOnly_eq?: boolean | null;
	previousClients_eq?: boolean | null;
	locations_any?: string[] | null;
	timezone_eq?: string | null;
	daysPosted_eq?: number | null;
	duration_any?: string[] | null;
	freelancersNeeded_eq?: number | null;
	pagination_eq?: { first: number; after?: string | null } | null;
	pagination?: { pageOffset: number; pageSize: number } | null;
}

interface SearchArguments {
	marketPlaceJobFilter?: JobFilter | null;
	sortAttributes?: ({ field: string } | null)[] | null;
}

/** Roots of upwork.md 3.1 and 3.2. */
export function jobRoots(call: GraphQLCall) {
	const { world } = call;
	return {
		marketplaceJobPostingsSearch: (args: SearchArguments) => search(call, args),
		publicMarketplaceJobPostingsSearch: (args: SearchArguments) => publicSearch(call, args),
		marketplaceJobPosting: ({ id }: { id: string }) => {
			const job = world.state.jobs.get(id);
			if (job === undefined) throw notFound('Job posting');
			return jobPosting(call, job);
		},
		marketplaceJobPostingsContents: ({ ids }: { ids: string[] }) =>
			ids.map((id) => {
				const job = world.state.jobs.get(id);
				return job === undefined
					? null
					: {
							id,
							ciphertext: jobCiphertext(job),
							title: job.title,
							description: job.description,
							publishedDateTime: searchDate(job.publishedAt),
						};
			}),
	};
}

function search(call: GraphQLCall, args: SearchArguments) {
	const { settings, state } = call.world;
	const filter = args.marketPlaceJobFilter ?? {};
	const page = filter.pagination_eq;
	const crashes =
		page !== undefined &&
		page !== null &&
		(page.after ?? '') === '' &&
		settings.searchCrashesWithoutAfter;
	if (crashes || settings.searchUnavailable) throw exceptionOccurred();
	const found = published(state)
		.filter(jobTest(call, filter))
		.sort(order(args.sortAttributes?.[0]?.field));
	const first = Math.min(page?.first ?? settings.defaultPage, settings.largestPage);
	const start = Number(page?.after ?? 0) || 0;
	const shown = found.slice(start, start + first);
	return {
		totalCount: found.length,
		pageInfo: {
			endCursor: shown.length === 0 ? null : String(start + shown.length),
			hasNextPage: start + shown.length < found.length,
		},
		edges: shown.map((job, index) => ({
			cursor: String(start + index + 1),
			node: () => searchNode(call, job),
		})),
	};
}

function publicSearch(call: GraphQLCall, args: SearchArguments) {
	const filter = args.marketPlaceJobFilter ?? {};
	const { pageOffset, pageSize } = filter.pagination ?? { pageOffset: 0, pageSize: 10 };
	const found = published(call.world.state).filter(jobTest(call, filter)).sort(order());
	const shown = found.slice(pageOffset, pageOffset + Math.min(pageSize, 100));
	const next = pageOffset + shown.length;
	return {
		jobs: shown.map(publicSearchNode),
		paging: { endCursor: String(next), hasNextPage: next < found.length },
	};
}

const published = ({ jobs }: UpworkState): Job[] =>
	[...jobs.values()].filter(({ isDraft }) => isDraft !== true);

function order(field = 'RECENCY'): (a: Job, b: Job) => number {
	const byTime = (a: Job, b: Job) =>
		b.publishedAt - a.publishedAt || (BigInt(b.id) > BigInt(a.id) ? 1 : -1);
	if (field === 'CLIENT_TOTAL_CHARGE') {
		return (a, b) => b.client.totalSpent - a.client.totalSpent || byTime(a, b);
	}
	if (field === 'CLIENT_RATING') {
		return (a, b) => b.client.totalFeedback - a.client.totalFeedback || byTime(a, b);
	}
	return byTime;
}

function jobTest(call: GraphQLCall, filter: JobFilter): (job: Job) => boolean {
	const { settings, now } = { settings: call.world.settings, now: call.world.now() };
	const text = textTest(filter);
	const within = (range: Range | null | undefined, value: number) =>
		value >= (range?.rangeStart ?? -Infinity) && value <= (range?.rangeEnd ?? Infinity);
	const among = (wanted: string[] | null | undefined, value: string) =>
		wanted === undefined || wanted === null || wanted.length === 0 || wanted.includes(value);
	const equal = (wanted: unknown, value: unknown) =>
		wanted === undefined || wanted === null || wanted === value;
	const places = filter.locations_any?.map((place) => place.toLowerCase()) ?? [];
	const budgets = settings.budgetFiltersIgnored
		? () => true
		: (job: Job) =>
				(job.type === 'HOURLY' || within(filter.budgetRange_eq, job.amount)) &&
				(job.type === 'FIXED' || within(filter.hourlyRate_eq, job.hourlyMax ?? 0));
	const workload = (job: Job) =>
		equal(filter.workload_eq, settings.workloadFindsNothing ? 'nothing' : job.workload);
	return (job) =>
		job.publishedAt <= now &&
		text(job) &&
		among(filter.categoryIds_any, job.categoryId) &&
		among(filter.subcategoryIds_any, job.subcategoryId) &&
		among(filter.occupationIds_any, job.occupationId) &&
		(filter.ontologySkillIds_all ?? []).every((id) => job.skillIds.includes(id)) &&
		equal(filter.jobType_eq, job.type) &&
		equal(filter.experienceLevel_eq, job.level) &&
		equal(filter.contractorTier_eq, job.level) &&
		equal(filter.timezone_eq, job.client.timezone) &&
		equal(filter.freelancersNeeded_eq, job.personsToHire) &&
		within(filter.clientHiresRange_eq, job.client.totalHires) &&
		within(filter.clientFeedBackRange_eq, job.client.totalFeedback) &&
		within(filter.proposalRange_eq, job.totalApplicants) &&
		among(filter.duration_any, job.duration) &&
		(filter.verifiedPaymentOnly_eq !== true || job.client.verified) &&
		(filter.enterpriseOnly_eq !== true || job.enterprise) &&
		(filter.previousClients_eq !== true || isPreviousClient(call, job)) &&
		(places.length === 0 ||
			places.some((place) =>
				[job.client.country, job.client.city].some((name) => name.toLowerCase() === place),
			)) &&
		now - job.publishedAt <= (filter.daysPosted_eq ?? Infinity) * DAY &&
		budgets(job) &&
		workload(job);
}

function isPreviousClient({ world }: GraphQLCall, job: Job): boolean {
	return [...world.state.contracts.values()].some(
		(contract) => contract.client.organizationId === job.client.organizationId,
	);
}

/** `searchExpression_eq` overrides `searchTerm_eq`. */
function textTest(filter: JobFilter): (job: Job) => boolean {
	const expression = compileExpression(filter.searchExpression_eq ?? '');
	const title = compileExpression(filter.titleExpression_eq ?? '');
	const wantedSkills = (filter.skillExpression_eq ?? '')
		.toLowerCase()
		.split(',')
		.map((skill) => skill.trim())
		.filter(Boolean);
	const terms = filter.searchExpression_eq ? {} : (filter.searchTerm_eq ?? {});
	return (job) => {
		const names = job.skillIds.flatMap(
			(id) => skills.find((skill) => skill.id === id)?.label.toLowerCase() ?? [],
		);
		const text = [job.title, job.description, ...names].join(' ').toLowerCase();
		const has = (word: string) => text.includes(word.toLowerCase());
		const any = [...(terms.orTerms_any ?? []), ...(terms.exactTerms_any ?? [])];
		return (
			expression(text) &&
			title(job.title) &&
			(wantedSkills.length === 0 || wantedSkills.some((skill) => names.includes(skill))) &&
			(terms.andTerms_all ?? []).every(has) &&
			(any.length === 0 || any.some(has)) &&
			!(terms.excludeTerms_any ?? []).some(has)
		);
	};
}
