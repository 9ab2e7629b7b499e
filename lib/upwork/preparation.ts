import type { ProposalDraft, ProposalTerms } from './confirmation';

import { amountOf } from './jobFilter';
import type { Job } from './schemas/jobs';
import type { Proposal } from './schemas/work';

/** Characters; from the manifest of Upwork's own MCP server (upwork.md 3.13). */
const MAX_COVER_LETTER = 5_000;

export interface ProposalRequest {
	/** Numeric id. */
	jobId: string;
	coverLetter: string;
	/** Answers in the order of the questions, or with the question's text. */
	answers: Array<{ question?: string; answer: string }>;
	terms: ProposalTerms;
}

export interface Finding {
	field: 'job' | 'coverLetter' | 'answers' | 'amount' | 'milestones' | 'connects';
	message: string;
}

export interface Preparation {
	jobId: string;
	title: string;
	/** Page of the posting, to submit by hand. */
	link: string;
	coverLetter: string;
	answers: Array<{ question: string; answer: string }>;
	terms: ProposalTerms;
	/** Empty means: ready for a person's decision. */
	missing: Finding[];
	/** What a person should know before deciding. */
	warnings: string[];
	ready: boolean;
	/** Balance of Connects; null where the key may not read it. The price is not readable. */
	connectsBalance: number | null;
	/** Own proposals for this job, by id. */
	existingProposals: string[];
	/** Whether Submit can work with this key: the server may not offer it. */
	submission: 'offered' | 'notOffered' | 'unknown';
	/** Only when ready: what Submit wants to see. */
	confirmation: string | null;
}

/** The questions of a posting in their order, with the answers that were given for them. */
export function answersFor(
	job: Job,
	given: ProposalRequest['answers'],
): Array<{ question: string; answer: string }> {
	const questions = [
		...(job.contractorSelection?.proposalRequirement?.screeningQuestions ?? []),
	].sort((a, b) => (a.sequenceNumber ?? 0) - (b.sequenceNumber ?? 0));
	const named = new Map(
		given.flatMap(({ question, answer }) =>
			question?.trim() ? [[normal(question), answer] as const] : [],
		),
	);
	const inOrder = given.filter(({ question }) => !question?.trim());
	return questions.map(({ question }) => {
		const text = question ?? '';
		return {
			question: text,
			answer: (named.get(normal(text)) ?? inOrder.shift()?.answer ?? '').trim(),
		};
	});
}

const normal = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase();

/** Why nobody can be hired for a posting any more: `is closed`; undefined as far as is known. */
export function endOf(job: Job): string | undefined {
	const status = job.workFlowState?.status;
	if (status && status !== 'ACTIVE') return 'is closed';
	const wanted = job.contractTerms?.personsToHire;
	const hired = job.activityStat?.jobActivity?.totalHired;
	if (!wanted || !hired || hired < wanted) return undefined;
	return `is filled: ${hired} of ${wanted} ${wanted === 1 ? 'person is' : 'persons are'} hired`;
}

/** Everything that would make Upwork refuse the proposal, as far as it can be known beforehand. */
export function findMissing(
	job: Job,
	draft: ProposalDraft,
	existing: readonly Proposal[],
	connectsBalance: number | null,
): Finding[] {
	const found: Finding[] = [];
	const add = (field: Finding['field'], message: string) => found.push({ field, message });
	const ended = endOf(job);
	if (ended) add('job', `The posting ${ended}.`);
	if (existing.length > 0) {
		add('job', `There is already a proposal for this job: ${existing[0]?.id}.`);
	}
	const required = job.contractorSelection?.proposalRequirement?.coverLetterRequired !== false;
	const { coverLetter, terms } = draft;
	if (required && coverLetter.trim() === '') add('coverLetter', 'The cover letter is empty.');
	if (coverLetter.length > MAX_COVER_LETTER) {
		add(
			'coverLetter',
			`The cover letter has ${coverLetter.length} characters, ${MAX_COVER_LETTER} are allowed.`,
		);
	}
	for (const { question, answer } of draft.answers) {
		if (answer === '') add('answers', `Not answered: ${question}`);
	}
	if (!(terms.amount > 0)) add('amount', 'The rate or bid has to be above 0.');
	addMilestones(job, terms, add);
	if (connectsBalance !== null && connectsBalance <= (terms.boostConnects ?? 0)) {
		add(
			'connects',
			`The balance is ${connectsBalance} Connects, which does not cover a proposal${terms.boostConnects ? ' and the boost' : ''}.`,
		);
	}
	return found;
}

function addMilestones(
	job: Job,
	terms: ProposalTerms,
	add: (field: Finding['field'], message: string) => void,
): void {
	const milestones = terms.milestones ?? [];
	if (milestones.length === 0) return;
	if (job.contractTerms?.contractType === 'HOURLY') {
		add('milestones', 'An hourly job has no milestones.');
	} else if (job.contractorSelection?.proposalRequirement?.freelancerMilestonesAllowed === false) {
		add('milestones', 'The client does not let freelancers propose milestones.');
	}
	const sum = milestones.reduce((total, { amount }) => total + Math.round(amount * 100), 0);
	if (sum !== Math.round(terms.amount * 100)) {
		add('milestones', `The milestones add up to ${sum / 100}, the bid is ${terms.amount}.`);
	}
}

/** Not wrong, but worth a look before somebody decides. */
export function warningsFor(
	job: Job,
	terms: ProposalTerms,
	connectsBalance: number | null,
): string[] {
	const warnings: string[] = [];
	const hourly = job.contractTerms?.hourlyContractTerms;
	const max = hourly?.hourlyBudgetMax;
	const min = hourly?.hourlyBudgetMin;
	if (max && terms.amount > max)
		warnings.push(`The rate is above the client's range (up to ${max}).`);
	if (min && terms.amount < min)
		warnings.push(`The rate is below the client's range (from ${min}).`);
	const budget = amountOf(job.contractTerms?.fixedPriceContractTerms?.amount?.rawValue);
	if (job.contractTerms?.contractType === 'FIXED' && budget && terms.amount > budget) {
		warnings.push(`The bid is above the budget of ${budget}.`);
	}
	if (connectsBalance === null) {
		warnings.push('The balance of Connects is not known; the website shows it and the price.');
	} else {
		warnings.push('The price in Connects is shown only on the website.');
	}
	if (terms.boostConnects) {
		warnings.push(
			`A boost of ${terms.boostConnects} Connects is an auction bid on top of the price.`,
		);
	}
	return warnings;
}
