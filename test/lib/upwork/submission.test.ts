import fc from 'fast-check';
import { processStores } from '../../../lib/memory';
import type { ProposalDraft, UpworkAccountOptions } from '../../../lib/upwork';
import { UpworkClient } from '../../../lib/upwork';
import type { Answer, Asked, TestServer } from './server';
import { accountOn, JumpingClock, serve, tokens } from './server';

const JOB = '1990000000000000001';
const STATUSES = [
	'Pending',
	'Accepted',
	'Activated',
	'Offered',
	'Hired',
	'Declined',
	'Withdrawn',
	'Archived',
];

type Fault =
	| 'none'
	| 'brokenAfter'
	| 'brokenBefore'
	| 'gatewayAfter'
	| 'crashAfter'
	| 'htmlAfter'
	| 'late'
	| 'unauthorized'
	| 'tooMany';

/** Just enough of Upwork to apply for jobs: postings, own proposals, Connects. */
class Board {
	connects = 100;

	fault: Fault = 'none';

	refusesDuplicates = true;

	offered = true;

	readsDenied = false;

	status = 'ACTIVE';

	questions = [{ question: 'How would you start?', sequenceNumber: 0 }];

	proposals: Array<{ id: string; jobId: string; text: string }> = [];

	requests: Array<{ jobReference: string; coverLetter: string; chargedAmount: number }> = [];

	private pending: Array<() => void> = [];

	answer = ({ operationName, query, variables }: Asked): Answer => {
		if (operationName === 'SubmitProposal') return this.submit(variables);
		if (query.includes('__type')) {
			return {
				body: { data: { __type: this.offered ? { name: 'CreateJobProposalInput' } : null } },
			};
		}
		if (operationName === 'Viewer') {
			return { body: { data: { user: { id: '1', nid: 'ann' }, organization: { id: '2' } } } };
		}
		if (operationName === 'Connects') {
			return { body: { data: { connectsSummary: { connectsBalance: this.connects } } } };
		}
		if (operationName === 'JobDetails') {
			return { body: { data: { marketplaceJobPosting: this.posting(String(variables.id)) } } };
		}
		if (operationName === 'ProposalsForJobs') return this.read(variables.jobIds as string[]);
		return { status: 400, body: {} };
	};

	private posting(id: string) {
		return {
			id,
			content: { title: 'A job', description: '' },
			workFlowState: { status: this.status },
			contractTerms: { contractType: 'FIXED' },
			contractorSelection: {
				proposalRequirement: { coverLetterRequired: true, screeningQuestions: this.questions },
			},
		};
	}

	private read(jobIds: string[]): Answer {
		if (this.readsDenied) {
			const message =
				"The client or authentication token doesn't have enough oauth2 permissions/scopes to access: [Query.vendorProposals].";
			return { body: { data: null, errors: [{ message }] } };
		}
		const edges = this.proposals
			.filter(({ jobId }) => jobIds.includes(jobId))
			.map(({ id, jobId, text }) => ({
				node: { id, proposalCoverLetter: text, marketplaceJobPosting: { id: jobId } },
			}));
		const data = Object.fromEntries(
			STATUSES.map((status) => [status, { edges: status === 'Accepted' ? edges : [] }]),
		);
		return { body: { data } };
	}

	/** What was still on its way arrives. */
	arrive(): void {
		for (const commit of this.pending.splice(0)) commit();
	}

	private submit(variables: Record<string, unknown>): Answer {
		const input = variables.input as Board['requests'][number];
		const { fault } = this;
		this.fault = 'none';
		if (fault === 'unauthorized') return { status: 401, body: {} };
		if (fault === 'tooMany') return { status: 429, body: {} };
		this.requests.push(input);
		if (fault === 'brokenBefore') return { body: null, break: true };
		if (fault === 'late') {
			this.pending.push(() => void this.commit(input));
			return { body: null, break: true };
		}
		const error = this.commit(input);
		if (fault === 'brokenAfter') return { body: null, break: true };
		if (fault === 'gatewayAfter') return { status: 502, body: 'Bad gateway' };
		if (fault === 'htmlAfter') return { body: '<html></html>' };
		if (fault === 'crashAfter') {
			return { body: { data: null, errors: [{ message: 'Exception occurred' }] } };
		}
		if (error) return { body: { data: null, errors: [{ message: `${error} exists` }] } };
		return {
			body: {
				data: { createJobProposal: { newProposalId: this.proposals.at(-1)?.id, status: 'OK' } },
			},
		};
	}

	private commit({ jobReference: jobId, coverLetter: text }: Board['requests'][number]) {
		if (this.refusesDuplicates && this.proposals.some((known) => known.jobId === jobId)) {
			return 'VJ-JA-10';
		}
		this.connects -= 10;
		this.proposals.push({ id: `90000000000000000${this.proposals.length}`, jobId, text });
		return undefined;
	}
}

describe('Prepare and Submit', () => {
	let server: TestServer;
	let board: Board;
	const open: Array<{ close(): Promise<void> }> = [];

	beforeAll(async () => {
		server = await serve((asked) => board.answer(asked));
	});
	beforeEach(() => {
		board = new Board();
		server.asked.length = 0;
	});
	afterEach(async () => {
		await Promise.all(open.splice(0).map(async (account) => await account.close()));
	});
	afterAll(async () => await server.close());

	function client(secret = 'secret', once?: UpworkAccountOptions['once']): UpworkClient {
		const account = accountOn(server.url, new JumpingClock(), once);
		open.push(account);
		return new UpworkClient({ account, tokens: tokens(), confirmationSecret: secret });
	}

	const request = (changes: Partial<ProposalDraft> = {}) => ({
		jobId: JOB,
		coverLetter: 'Hello, I have built this before.',
		answers: [{ question: 'How would you start?', answer: 'With the schema.' }],
		terms: { amount: 450 },
		...changes,
	});

	it('prepares, confirms and submits once', async () => {
		const upwork = client();
		const prepared = await upwork.submission.prepare(request());
		expect(prepared).toMatchObject({
			ready: true,
			missing: [],
			connectsBalance: 100,
			submission: 'offered',
			link: `https://www.upwork.com/jobs/~02${JOB}`,
			existingProposals: [],
		});
		const submitted = await upwork.submission.submit(prepared, prepared.confirmation ?? '');
		expect(submitted).toMatchObject({
			jobId: JOB,
			alreadySubmitted: false,
			settledByReading: false,
		});
		expect(board.requests).toEqual([
			expect.objectContaining({
				jobReference: JOB,
				chargedAmount: 450,
				teamOrgId: '2',
				selectedContractor: { id: '1', oDeskUserID: 'ann' },
				questions: [{ question: 'How would you start?', answer: 'With the schema.' }],
			}),
		]);
		const again = await upwork.submission.submit(prepared, prepared.confirmation ?? '');
		expect(again).toMatchObject({ proposalId: submitted.proposalId, alreadySubmitted: true });
		expect(board.connects).toBe(90);
	});

	it('names everything that is missing and gives no confirmation', async () => {
		board.status = 'CLOSED';
		board.connects = 0;
		const prepared = await client().submission.prepare(
			request({
				coverLetter: 'x'.repeat(5_001),
				answers: [],
				terms: { amount: 450, milestones: [{ amount: 100, description: 'First' }] },
			}),
		);
		expect(prepared.missing.map(({ field }) => field)).toEqual([
			'job',
			'coverLetter',
			'answers',
			'milestones',
			'connects',
		]);
		expect(prepared).toMatchObject({ ready: false, confirmation: null });
	});

	it('sees an earlier proposal', async () => {
		board.proposals.push({ id: '77', jobId: JOB, text: '' });
		const prepared = await client().submission.prepare(request());
		expect(prepared).toMatchObject({ ready: false, existingProposals: ['77'] });
	});

	it.each<[string, (draft: ProposalDraft) => ProposalDraft]>([
		['another job', (draft) => ({ ...draft, jobId: '1990000000000000002' })],
		['another text', (draft) => ({ ...draft, coverLetter: `${draft.coverLetter} ` })],
		[
			'another answer',
			(draft) => ({ ...draft, answers: [{ question: 'How would you start?', answer: 'No' }] }),
		],
		['another bid', (draft) => ({ ...draft, terms: { amount: 451 } })],
		['a boost', (draft) => ({ ...draft, terms: { ...draft.terms, boostConnects: 1 } })],
	])('refuses %s with the confirmation of the first', async (_, change) => {
		const upwork = client();
		const prepared = await upwork.submission.prepare(request());
		await expect(
			upwork.submission.submit(change(prepared), prepared.confirmation ?? ''),
		).rejects.toMatchObject({ kind: 'refusedLocally' });
		expect(board.requests).toEqual([]);
	});

	it('refuses confirmations of another account and old ones', async () => {
		const prepared = await client('other').submission.prepare(request());
		await expect(
			client().submission.submit(prepared, prepared.confirmation ?? ''),
		).rejects.toMatchObject({ kind: 'refusedLocally' });
		const clock = new JumpingClock();
		const account = accountOn(server.url, clock);
		open.push(account);
		const upwork = new UpworkClient({ account, tokens: tokens(), confirmationSecret: 's' });
		const old = await upwork.submission.prepare(request());
		clock.advance(8 * 24 * 3_600_000);
		await expect(upwork.submission.submit(old, old.confirmation ?? '')).rejects.toThrow('older');
		expect(board.requests).toEqual([]);
	});

	it.each<Fault>(['brokenAfter', 'gatewayAfter', 'crashAfter', 'htmlAfter'])(
		'finds the proposal by reading after %s',
		async (fault) => {
			const upwork = client();
			const prepared = await upwork.submission.prepare(request());
			board.fault = fault;
			const result = await upwork.submission.submit(prepared, prepared.confirmation ?? '');
			expect(board.proposals).toHaveLength(1);
			expect(result).toMatchObject({ settledByReading: true, proposalId: board.proposals[0]?.id });
			expect(board.requests).toHaveLength(1);
		},
	);

	it('says that the outcome is unknown and does not send again', async () => {
		const upwork = client();
		const prepared = await upwork.submission.prepare(request());
		board.fault = 'brokenBefore';
		await expect(
			upwork.submission.submit(prepared, prepared.confirmation ?? ''),
		).rejects.toMatchObject({ kind: 'outcomeUnknown' });
		await expect(
			upwork.submission.submit(prepared, prepared.confirmation ?? ''),
		).rejects.toMatchObject({
			kind: 'refusedLocally',
			message: expect.stringContaining('used before'),
		});
		expect(board.requests).toHaveLength(1);
	});

	it('knows in every process what was used in another one', async () => {
		const { once } = processStores(new JumpingClock());
		const process = () => client('s', async () => await Promise.resolve(once));
		const prepared = await process().submission.prepare(request());
		board.fault = 'brokenBefore';
		await expect(
			process().submission.submit(prepared, prepared.confirmation ?? ''),
		).rejects.toMatchObject({ kind: 'outcomeUnknown' });
		board.fault = 'none';
		await expect(
			process().submission.submit(prepared, prepared.confirmation ?? ''),
		).rejects.toThrow('used before');
		expect(board.requests).toHaveLength(1);
	});

	it('may be tried again after Upwork turned the request away at the door', async () => {
		for (const fault of ['unauthorized', 'tooMany'] as const) {
			board = new Board();
			const upwork = client();
			const prepared = await upwork.submission.prepare(request());
			board.fault = fault;
			await expect(
				upwork.submission.submit(prepared, prepared.confirmation ?? ''),
			).rejects.toMatchObject({ kind: fault === 'tooMany' ? 'rateLimited' : 'authentication' });
			await upwork.submission.submit(prepared, prepared.confirmation ?? '');
			expect(board.requests).toHaveLength(1);
		}
	});

	it('does not submit where own proposals cannot be read', async () => {
		const upwork = client();
		board.readsDenied = true;
		const prepared = await upwork.submission.prepare(request());
		expect(upwork.notices).toContainEqual(expect.stringContaining('Own proposals cannot be read'));
		await expect(
			upwork.submission.submit(prepared, prepared.confirmation ?? ''),
		).rejects.toMatchObject({ kind: 'forbidden' });
		expect(board.requests).toEqual([]);
	});

	it('says that the server does not offer submitting', async () => {
		board.offered = false;
		const prepared = await client().submission.prepare(request());
		expect(prepared.submission).toBe('notOffered');
	});

	describe('in any order, with any fault and any restart', () => {
		const FAULTS: Fault[] = [
			'none',
			'brokenAfter',
			'brokenBefore',
			'gatewayAfter',
			'crashAfter',
			'htmlAfter',
			'unauthorized',
			'tooMany',
		];
		const jobs = ['1990000000000000001', '1990000000000000002'];
		const step = (faults: Fault[]) =>
			fc.oneof(
				fc.record({ do: fc.constant('prepare' as const), job: fc.nat(1), text: fc.nat(2) }),
				fc.record({
					do: fc.constant('submit' as const),
					which: fc.nat(9),
					change: fc.constantFrom('none', 'none', 'none', 'text', 'job', 'amount', 'forged'),
					fault: fc.constantFrom(...faults),
					twice: fc.boolean(),
				}),
				fc.record({ do: fc.constant('restart' as const) }),
				fc.record({ do: fc.constant('arrive' as const) }),
			);

		const steps = (faults: Fault[]) =>
			fc.array(step(faults), { minLength: 6, maxLength: 20, size: 'max' });

		type Step = Parameters<Parameters<ReturnType<typeof steps>['map']>[0]>[0][number];

		const PREPARED = [0, 1].map((job) => ({ do: 'prepare' as const, job, text: 0 }));

		async function play(given: readonly Step[], refusesDuplicates: boolean) {
			board = new Board();
			board.refusesDuplicates = refusesDuplicates;
			let upwork = client();
			let lives = 1;
			/** A confirmation is good for one request in the life of a process. */
			const attempts = new Set<string>();
			const prepared: Array<ProposalDraft & { confirmation: string | null }> = [];
			const allowed = new Set<string>();
			const key = (jobId: string, text: string, amount: number) => `${jobId} ${text} ${amount}`;
			for (const one of [...PREPARED, ...given]) {
				if (one.do === 'restart') {
					upwork = client();
					lives += 1;
				}
				if (one.do === 'arrive') board.arrive();
				if (one.do === 'prepare') {
					const draft = request({
						jobId: jobs[one.job] ?? JOB,
						coverLetter: `Text ${one.text}`,
					});
					const result = await upwork.submission.prepare(draft);
					prepared.push(result);
					if (result.confirmation) allowed.add(key(result.jobId, result.coverLetter, 450));
				}
				if (one.do === 'submit') {
					const of = prepared[one.which % Math.max(1, prepared.length)];
					if (!of) continue;
					const draft: ProposalDraft = {
						...of,
						...(one.change === 'text' ? { coverLetter: 'Another text' } : {}),
						...(one.change === 'job' ? { jobId: '1990000000000000009' } : {}),
						...(one.change === 'amount' ? { terms: { amount: 1 } } : {}),
					};
					const value = one.change === 'forged' ? 'uwc1.abc.def' : (of.confirmation ?? '');
					board.fault = one.fault;
					attempts.add(`${lives} ${value}`);
					const tries = one.twice ? [1, 2] : [1];
					await Promise.allSettled(
						tries.map(async () => await upwork.submission.submit(draft, value)),
					);
					board.fault = 'none';
				}
			}
			board.arrive();
			expect(board.requests.length).toBeLessThanOrEqual(attempts.size);
			for (const { jobReference, coverLetter, chargedAmount } of board.requests) {
				expect(allowed).toContain(key(jobReference, coverLetter, chargedAmount));
			}
			for (const job of jobs) {
				expect(board.proposals.filter(({ jobId }) => jobId === job).length).toBeLessThanOrEqual(1);
			}
			expect(board.connects).toBe(100 - 10 * board.proposals.length);
			await Promise.all(open.splice(0).map(async (account) => await account.close()));
			return board.proposals.length;
		}

		it('Connects are spent at most once for a job, even if Upwork did not refuse a second', async () => {
			let submitted = 0;
			await fc.assert(
				fc.asyncProperty(steps(FAULTS), async (given) => {
					submitted += await play(given, false);
				}),
				{ numRuns: 120 },
			);
			expect(submitted).toBeGreaterThan(30);
		});

		it('Connects are spent at most once when a lost request arrives later', async () => {
			let submitted = 0;
			await fc.assert(
				fc.asyncProperty(steps([...FAULTS, 'late', 'late']), async (given) => {
					submitted += await play(given, true);
				}),
				{ numRuns: 120 },
			);
			expect(submitted).toBeGreaterThan(30);
		});
	});
});
