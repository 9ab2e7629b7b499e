import type { ClientQuality, Lead, Money } from '../../records';
import { dedupeKey, person, stageOf } from '../../records';
import { jobCiphertext, jobUrl } from '../ids';
import { budgetOf, clientFigures, isoTime } from '../jobFilter';
import type { FoundJob, Job, JobContent, OwnJob, PublicJob } from '../schemas/jobs';

const LEVELS: Record<string, Lead['level']> = {
	ENTRY_LEVEL: 'entry',
	INTERMEDIATE: 'intermediate',
	EXPERT: 'expert',
};

const levelOf = (level: string | null | undefined): Lead['level'] => LEVELS[level ?? ''] ?? null;

const namesOf = (
	skills:
		| ReadonlyArray<{ prettyName?: string | null; name?: string | null } | null | undefined>
		| null
		| undefined,
): string[] | null => skills?.flatMap((skill) => skill?.prettyName ?? skill?.name ?? []) ?? null;

/** The fixed budget, or the upper end of the hourly range, which is what a bid is measured by. */
function moneyOf(job: FoundJob): Money | null {
	const { type, fixed, hourlyMin, hourlyMax, currency } = budgetOf(job);
	const amount = type === 'HOURLY' ? (hourlyMax ?? hourlyMin) : fixed;
	if (amount === undefined) return null;
	return { amount, currency, kind: type === 'HOURLY' ? 'hourly' : 'budget' };
}

function qualityOf(job: FoundJob): ClientQuality | null {
	if (!job.client) return null;
	const { rating, spent, hires, hireRate, paymentVerified } = clientFigures(job);
	const currency = job.client.totalSpent?.currency ?? 'USD';
	return {
		rating: rating ?? null,
		spent: spent === undefined ? null : { amount: spent, currency, kind: 'fixed' },
		hires: hires ?? null,
		hireRatePercent: hireRate ?? null,
		paymentVerified: paymentVerified ?? null,
	};
}

/** A filled posting needs nobody any more (upwork.md 3.1). */
const foundStage = (job: FoundJob): Lead['stage'] =>
	job.applied ? 'offered' : (stageOf('upwork', 'job', openness(job)) ?? null);

const openness = ({ freelancersToHire }: FoundJob): Lead['sourceStatus'] =>
	typeof freelancersToHire === 'number' ? (freelancersToHire === 0 ? 'filled' : 'open') : null;

export const foundJobForms = {
	simplify(job: FoundJob) {
		const budget = budgetOf(job);
		const figures = clientFigures(job);
		return {
			id: job.id,
			title: job.title ?? null,
			description: job.description ?? null,
			type: budget.type?.toLowerCase() ?? null,
			budget: budget.fixed ?? null,
			hourlyMin: budget.hourlyMin ?? null,
			hourlyMax: budget.hourlyMax ?? null,
			applicants: job.totalApplicants ?? null,
			client: {
				country: figures.country ?? null,
				spent: figures.spent ?? null,
				hires: figures.hires ?? null,
				hireRatePercent: figures.hireRate ?? null,
				rating: figures.rating ?? null,
				paymentVerified: figures.paymentVerified ?? null,
			},
			skills: namesOf(job.skills),
			publishedAt: isoTime(job.publishedDateTime) ?? null,
			url: jobUrl(job.id),
		};
	},
	record: (job: FoundJob): Lead => ({
		record: 'lead',
		version: 1,
		kind: 'job',
		source: 'upwork',
		sourceId: job.id,
		url: jobUrl(job.id),
		dedupeKey: dedupeKey('upwork', 'job', job.id),
		title: job.title ?? '',
		text: job.description ?? '',
		money: moneyOf(job),
		person: person({
			id: job.client?.companyOrgUid ?? null,
			country: clientFigures(job).country ?? null,
		}),
		stage: foundStage(job),
		sourceStatus: openness(job),
		createdAt: isoTime(job.publishedDateTime ?? job.createdDateTime) ?? null,
		updatedAt: isoTime(job.renewedDateTime) ?? null,
		deadlineAt: null,
		skills: namesOf(job.skills) ?? [],
		category: job.subcategory ?? job.category ?? null,
		level: levelOf(job.experienceLevel),
		competition: job.totalApplicants ?? null,
		client: qualityOf(job),
	}),
};

/** The public search in the shape of the other, as far as it tells. */
function asFoundJob(job: PublicJob): FoundJob {
	const money = (amount: number | null | undefined) =>
		typeof amount === 'number' ? { rawValue: String(amount), currency: 'USD' } : null;
	const { client, type, contractorTier, hourlyBudgetMin, hourlyBudgetMax, ...rest } = job;
	return {
		...rest,
		experienceLevel: contractorTier,
		hourlyBudgetMin: money(hourlyBudgetMin),
		hourlyBudgetMax: money(hourlyBudgetMax),
		client: client && { ...client, location: client.location ?? null },
		job: { contractTerms: { contractType: type } },
	};
}

export const publicJobForms = {
	simplify: (job: PublicJob) => foundJobForms.simplify(asFoundJob(job)),
	record: (job: PublicJob) => foundJobForms.record(asFoundJob(job)),
};

/** Null means that there are none; where they were not asked for, nothing is known. */
function questionsOf(job: Job): string[] | null {
	const asked = job.contractorSelection?.proposalRequirement?.screeningQuestions;
	if (asked === undefined) return null;
	return (asked ?? []).flatMap(({ question }) => question ?? []);
}

export const jobForms = {
	simplify(job: Job) {
		const { contractTerms, activityStat, workFlowState } = job;
		return {
			id: job.id,
			title: job.content?.title ?? null,
			description: job.content?.description ?? null,
			status: workFlowState?.status ?? null,
			type: contractTerms?.contractType?.toLowerCase() ?? null,
			budget: contractTerms?.fixedPriceContractTerms?.amount ?? null,
			hourlyMin: contractTerms?.hourlyContractTerms?.hourlyBudgetMin ?? null,
			hourlyMax: contractTerms?.hourlyContractTerms?.hourlyBudgetMax ?? null,
			questions: questionsOf(job),
			interviewing: activityStat?.jobActivity?.totalInvitedToInterview ?? null,
			hired: activityStat?.jobActivity?.totalHired ?? null,
			url: jobUrl(job.id),
		};
	},
	record(job: Job): Lead {
		const { contractTerms, classification, clientCompanyPublic: company } = job;
		const hourly = contractTerms?.contractType === 'HOURLY';
		const hourlyTerms = contractTerms?.hourlyContractTerms;
		const fixed = Number(contractTerms?.fixedPriceContractTerms?.amount?.rawValue);
		const amount = hourly ? (hourlyTerms?.hourlyBudgetMax ?? hourlyTerms?.hourlyBudgetMin) : fixed;
		return {
			record: 'lead',
			version: 1,
			kind: 'job',
			source: 'upwork',
			sourceId: job.id,
			url: jobUrl(job.id),
			dedupeKey: dedupeKey('upwork', 'job', job.id),
			title: job.content?.title ?? '',
			text: job.content?.description ?? '',
			money:
				typeof amount === 'number' && amount > 0
					? { amount, currency: 'USD', kind: hourly ? 'hourly' : 'budget' }
					: null,
			person: person({ id: company?.id ?? null, country: company?.country?.name ?? null }),
			stage: stageOf('upwork', 'job', job.workFlowState?.status) ?? null,
			sourceStatus: job.workFlowState?.status ?? null,
			createdAt: null,
			updatedAt: null,
			deadlineAt: null,
			skills: (classification?.skills ?? []).flatMap((skill) => skill?.preferredLabel ?? []),
			category:
				classification?.subCategory?.preferredLabel ??
				classification?.category?.preferredLabel ??
				null,
			level: levelOf(contractTerms?.experienceLevel),
			competition: null,
			client: {
				rating: null,
				spent: null,
				hires: null,
				hireRatePercent: null,
				paymentVerified: company?.paymentVerification?.paymentVerified ?? null,
			},
		};
	},
};

export const jobContentForms = {
	simplify: (job: JobContent) => ({
		id: job.id,
		title: job.title ?? null,
		description: job.description ?? null,
		publishedAt: isoTime(job.publishedDateTime) ?? null,
		url: jobUrl(job.id),
	}),
};

export const ownJobForms = {
	simplify: (job: OwnJob) => ({
		id: job.id,
		title: job.content?.title ?? null,
		status: job.info?.status ?? null,
		visibility: job.visibility ?? null,
		type: job.contractTerms?.contractType?.toLowerCase() ?? null,
		proposals: job.proposalsStatistics?.totalProposals ?? null,
		messaged: job.proposalsStatistics?.totalMessaged ?? null,
		hired: job.proposalsStatistics?.totalHired ?? null,
		publishedAt: isoTime(job.info?.publishDateTime) ?? null,
		ciphertext: job.info?.legacyCiphertext ?? jobCiphertext(job.id),
	}),
};
