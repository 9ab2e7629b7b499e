import { settleByReading } from '../settle';
import type {
	ClientProposalsVariables,
	CreateJobRequest,
	OwnJobsVariables,
} from './documents/buyer';
import { CLIENT_PROPOSALS, CREATE_JOB, OWN_JOB, OWN_JOBS } from './documents/buyer';
import { failures } from './failures';
import type { GraphqlExecutor } from './graphql/executor';
import { pageOf } from './jobs';
import { byCursor } from './paging';
import { readBackOf } from './readBack';
import type { OwnJob } from './schemas/jobs';
import type { ClientProposal } from './schemas/work';

const PAGE = 40;

/** The client's side: own postings and the proposals to them. */
export class UpworkBuyer {
	constructor(private readonly executor: GraphqlExecutor) {}

	jobs(options: {
		filter?: Omit<OwnJobsVariables['filter'], 'pagination_eq'>;
		limit: number;
		signal?: AbortSignal;
	}): AsyncGenerator<OwnJob> {
		const { filter = {}, limit, signal } = options;
		return byCursor(
			async (page) => {
				const variables = { filter: { ...filter, pagination_eq: page } };
				const answer = await this.executor.run(OWN_JOBS, variables, { signal });
				return pageOf(answer.organization?.jobPosting);
			},
			{ limit, pageSize: PAGE, idOf: ({ id }) => id, signal },
			'0',
		);
	}

	async job(id: string): Promise<OwnJob> {
		const { jobPosting } = await this.executor.run(OWN_JOB, { id }, { subject: `posting ${id}` });
		if (!jobPosting) throw failures.notFound(`posting ${id}`);
		return jobPosting;
	}

	/** An own posting with the same title that is already there. */
	async findByTitle(title: string): Promise<OwnJob | undefined> {
		for await (const job of this.jobs({ filter: { title_eq: title }, limit: PAGE })) {
			if (job.content?.title === title) return job;
		}
		return undefined;
	}

	/** Posts a job once; where the answer is lost, own postings are searched for its title. */
	async create(request: CreateJobRequest) {
		const { title } = request.jobPostingInfo;
		const earlier = new Set(await this.idsByTitle(title));
		const write = async () => {
			const { createJobPosting } = await this.executor.run(CREATE_JOB, { request });
			if (!createJobPosting) throw failures.other('Upwork gave no posting and no reason.');
			return { ...createJobPosting, settledByReading: false };
		};
		const later = new UpworkBuyer(this.executor.uncancelled());
		const told = {
			what: `the job "${title.slice(0, 60)}" was posted`,
			where: 'Own postings',
			remedy:
				'Look at your postings on Upwork before you post it again; it is not posted again by itself.',
		};
		return await settleByReading<{ id: string; settledByReading: boolean }>(write, {
			...readBackOf(this.executor, told),
			find: async () => {
				const id = (await later.idsByTitle(title)).find((one) => !earlier.has(one));
				return id === undefined ? undefined : { id, settledByReading: true };
			},
		});
	}

	private async idsByTitle(title: string): Promise<string[]> {
		const ids: string[] = [];
		for await (const job of this.jobs({ filter: { title_eq: title }, limit: PAGE })) {
			if (job.content?.title === title) ids.push(job.id);
		}
		return ids;
	}

	proposals(
		jobId: string,
		options: { filter?: ClientProposalsVariables['filter']; limit: number; signal?: AbortSignal },
	): AsyncGenerator<ClientProposal> {
		const { filter = {}, limit, signal } = options;
		return byCursor(
			async (page) => {
				const answer = await this.executor.run(
					CLIENT_PROPOSALS,
					{ jobId, filter, page },
					{ signal },
				);
				return pageOf(answer.clientProposals);
			},
			{ limit, pageSize: PAGE, idOf: ({ id }) => id, signal },
		);
	}
}
