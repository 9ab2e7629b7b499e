import { asError } from '../errors';
import { settleByReading } from '../settle';
import type { ProposalDraft } from './confirmation';
import { checkConfirmation, confirmationOf, draftOf } from './confirmation';
import type { CreateJobProposalInput } from './documents/proposals';
import { VIEWER } from './documents/people';
import { SUBMIT_PROPOSAL } from './documents/proposals';
import { failures } from './failures';
import { isKind } from './graphql/answer';
import type { GraphqlExecutor } from './graphql/executor';
import { jobUrl, proposalUrl, requiredJobId } from './ids';
import type { UpworkJobs } from './jobs';
import type { UpworkPeople } from './people';
import type { Preparation, ProposalRequest } from './preparation';
import { answersFor, endOf, findMissing, warningsFor } from './preparation';
import { UpworkProposals } from './proposals';
import { readBackOf } from './readBack';
import { explained, neverLeft, refused } from './submissionFailures';
import type { Proposal } from './schemas/work';

export interface SubmissionDependencies {
	executor: GraphqlExecutor;
	jobs: UpworkJobs;
	people: UpworkPeople;
	proposals: UpworkProposals;
	/** Secret behind the confirmation values, e.g. the key's client secret. */
	secret: string;
}

export interface Submitted {
	jobId: string;
	proposalId: string;
	status: string | null;
	url: string;
	/** True where an earlier proposal was found instead of sending. */
	alreadySubmitted: boolean;
	/** True where the answer was lost and the proposal was found afterwards. */
	settledByReading: boolean;
}

/** What a look right before a submission told. */
export interface SubmissionLook {
	/** The proposal for this job that is already there, whoever sent it. */
	sent?: Submitted;
	/** Why it would be refused, e.g. because the posting is closed by now. */
	obstacle?: Error;
}

/** A submission that a person has confirmed; everything is checked that needs no look. */
export interface SubmissionPlan {
	/** The exact request. */
	request: CreateJobProposalInput;
	/** Reads own proposals and the posting. */
	look(): Promise<SubmissionLook>;
	/**
	 * Sends once. An earlier proposal is returned as `alreadySubmitted`; own proposals are read where
	 * the answer is lost. Not to run twice for one job at a time.
	 */
	send(look?: SubmissionLook): Promise<Submitted>;
}

/**
 * Prepare and Submit. Submitting spends Connects and cannot be undone, and Upwork's terms want a
 * person's decision on each posting (upwork.md 6.2). So: Prepare checks and hands out a value bound
 * to job, text and terms; Submit takes nothing else, looks first, sends once and never again, and
 * reads own proposals where the answer is lost.
 */
export class UpworkSubmission {
	constructor(private readonly on: SubmissionDependencies) {}

	/** Checks a proposal without sending anything. */
	async prepare(request: ProposalRequest): Promise<Preparation> {
		const { jobs, proposals, executor } = this.on;
		const { terms } = request;
		const jobId = requiredJobId(request.jobId);
		const [job, existing, connectsBalance, offered, applicant] = await Promise.all([
			jobs.get(jobId, { set: 'minimal' }),
			proposals.forJobs([jobId]).catch((error: unknown) => {
				if (!isKind(error, 'forbidden')) throw error;
				executor.notice(
					'Own proposals cannot be read with this key, so an earlier one is not seen.',
				);
				return undefined;
			}),
			proposals.connects(),
			proposals.submitOffered(),
			this.applicant(),
		]);
		const draft: ProposalDraft = {
			jobId,
			coverLetter: request.coverLetter,
			answers: answersFor(job, request.answers),
			terms,
		};
		const missing = findMissing(job, draft, existing ?? [], connectsBalance);
		const ready = missing.length === 0;
		return {
			...draft,
			title: job.content?.title ?? '',
			link: jobUrl(jobId),
			missing,
			warnings: warningsFor(job, terms, connectsBalance),
			ready,
			connectsBalance,
			existingProposals: (existing ?? []).map(({ id }) => id),
			submission: offered === undefined ? 'unknown' : offered ? 'offered' : 'notOffered',
			confirmation: ready ? confirmationOf(draft, this.confirmationOptions(applicant.key)) : null,
		};
	}

	/**
	 * Plans the submission of what Prepare returned.
	 *
	 * @throws unless the confirmation is that of exactly this proposal and account
	 */
	async plan(prepared: unknown, confirmation: string): Promise<SubmissionPlan> {
		const draft = draftOf(prepared);
		const { key, user, organizationId } = await this.applicant();
		checkConfirmation(confirmation, draft, this.confirmationOptions(key));
		const { coverLetter, answers, terms, jobId } = draft;
		const request: CreateJobProposalInput = {
			jobReference: jobId,
			chargedAmount: terms.amount,
			coverLetter,
			teamOrgId: organizationId,
			selectedContractor: { id: user.id, oDeskUserID: user.nid },
			...(answers.length > 0 ? { questions: answers } : {}),
			...(terms.attachments?.length ? { attachments: terms.attachments } : {}),
			...(terms.boostConnects ? { boostBidAmount: terms.boostConnects } : {}),
			...(terms.durationId ? { estimatedDuration: Number(terms.durationId) } : {}),
			...(terms.milestones?.length ? { milestones: terms.milestones } : {}),
			...(terms.occupationId ? { occupationId: terms.occupationId } : {}),
		};
		const look = async () => await this.look(jobId);
		return {
			request,
			look,
			send: async (looked) => {
				const { sent, obstacle } = looked ?? (await look());
				if (sent) return sent;
				const { account } = this.on.executor;
				const giveBack = await account.spend(confirmation);
				if (!giveBack) throw failures.confirmationUsed(jobId);
				if (!obstacle) return await this.send(request, giveBack);
				await giveBack();
				throw obstacle;
			},
		};
	}

	/** Plans and submits, one at a time for a job. What it promises: `SubmissionPlan.send`. */
	async submit(prepared: unknown, confirmation: string): Promise<Submitted> {
		const { request, send } = await this.plan(prepared, confirmation);
		const { account } = this.on.executor;
		return await account.exclusively(`submit ${request.jobReference}`, async () => await send());
	}

	/** What stands against it matters only where there is no proposal yet, so it is not thrown. */
	private async look(jobId: string): Promise<SubmissionLook> {
		const [[proposal], obstacle] = await Promise.all([
			this.on.proposals.forJobs([jobId]),
			this.on.jobs.get(jobId, { set: 'minimal' }).then((job) => {
				const ended = endOf(job);
				return ended && failures.proposalRefused(`the posting ${ended} in the meantime`);
			}, asError),
		]);
		return {
			sent: proposal && submitted(jobId, proposal, { alreadySubmitted: true }),
			obstacle: obstacle || undefined,
		};
	}

	private async send(
		input: CreateJobProposalInput,
		giveBack: () => Promise<void>,
	): Promise<Submitted> {
		const { executor } = this.on;
		const jobId = input.jobReference;
		const write = async () => {
			const answer = await executor.run(SUBMIT_PROPOSAL, { input }, { once: true });
			const result = answer.createJobProposal;
			if (result?.error) throw refused(result.error, jobId);
			if (!result?.newProposalId) throw failures.other('Upwork gave no proposal and no reason.');
			const { newProposalId: id, status } = result;
			return submitted(jobId, { id, status: { status } }, {});
		};
		const later = new UpworkProposals(executor.uncancelled());
		try {
			return await settleByReading(write, {
				...readBackOf<Submitted>(executor, {
					what: `the proposal for job ${jobId} was submitted`,
					where: 'Own proposals',
					remedy:
						'Look at https://www.upwork.com/nx/proposals/. It is not sent again; if it is not there, run Prepare once more and let a person confirm.',
					details: { jobId, link: jobUrl(jobId) },
				}),
				find: async () => {
					const [proposal] = await later.forJobs([jobId]);
					return proposal && submitted(jobId, proposal, { settledByReading: true });
				},
			});
		} catch (error) {
			if (neverLeft(error)) await giveBack();
			throw explained(error, jobId);
		}
	}

	private async applicant() {
		const { executor, people } = this.on;
		const { user, organization } = await people.viewer();
		const organizationId = organization?.id ?? executor.organizationId;
		if (!user?.nid) {
			throw failures.scopeMissing([user ? 'CurrentUser.nid' : 'Query.user'], VIEWER.scope);
		}
		if (!organizationId) throw failures.notFound('organization to apply as');
		return {
			user: { id: user.id, nid: user.nid },
			organizationId,
			key: `${user.id} ${organizationId}`,
		};
	}

	private confirmationOptions(applicant: string) {
		return { secret: this.on.secret, applicant, now: this.on.executor.account.clock.now() };
	}
}

function submitted(
	jobId: string,
	proposal: Pick<Proposal, 'id' | 'status'>,
	how: { alreadySubmitted?: boolean; settledByReading?: boolean },
): Submitted {
	return {
		jobId,
		proposalId: proposal.id,
		status: proposal.status?.status ?? null,
		url: proposalUrl(proposal.id),
		alreadySubmitted: how.alreadySubmitted ?? false,
		settledByReading: how.settledByReading ?? false,
	};
}
