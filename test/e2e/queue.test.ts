import type { Step } from '../../playground/chain';
import type { Credential } from '../../playground/harness';
import type { Pair } from './pairing';
import { QueueStage, type Answer } from './queueStage';

/** Of messages and of offers; `QUEUE_PAIRS=200` for 50 at each distance. */
const PAIRS = Number(process.env.QUEUE_PAIRS ?? 50);

/** Upwork takes five requests a second, and each proposal needs several. */
const PROPOSALS = Math.ceil(PAIRS / 6);

/** How much later the second of two equal ones begins. */
const DISTANCES = [0, 50, 150, 300];

const LETTER =
	'Hello! I have read your task and built such a bot twice this year. First I map the steps, then I build it with error handling and tests, and you get the sources and a description.';

const kwork = (account: string): Step['credentials'] => ({
	kworkApi: { id: account, name: account },
});

const node = (
	service: string,
	parameters: Record<string, unknown>,
	credentials: Step['credentials'],
) => ({
	name: 'Ours',
	type: `n8n-nodes-freelance-hub.${service}`,
	typeVersion: 1,
	parameters,
	credentials,
	// The reason becomes the answer.
	onError: 'continueRegularOutput',
});

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const message = (from: string, limits: object = {}) => ({
	resource: 'message',
	operation: 'send',
	userId: byId(`={{ ${from}.to }}`),
	text: `={{ ${from}.text }}`,
	sendingLimits: limits,
});

/** n8n in queue mode: what holds in one process holds over two workers. */
describe('two workers', () => {
	let stage: QueueStage;

	/** Another account of Kwork, which signs in with its password. */
	const another = (accounts: readonly Credential[], login: string, changes = {}): Credential => {
		const [first] = accounts.filter(({ type }) => type === 'kworkApi');
		const data = { ...first?.data, login, password: login, ...changes };
		return { id: login, name: login, type: 'kworkApi', data };
	};

	beforeAll(async () => {
		stage = await QueueStage.create();
		const accounts = await stage.accounts();
		const upwork = { upworkOAuth2Api: { id: 'demo-upwork', name: 'Upwork' } };
		const profile = { resource: 'account', operation: 'get' };
		await stage.start(
			[
				...accounts,
				another(accounts, 'newbie'),
				another(accounts, 'broke'),
				another(accounts, 'silent', { requestsPerMinute: 60 }),
			],
			{
				message: [node('kwork', message('$json.query'), kwork('demo-kwork'))],
				messages: [stage.meet, node('kwork', message('$json'), kwork('demo-kwork'))],
				capped: [node('kwork', message('$json.query', { maxPerHour: 5 }), kwork('newbie'))],
				offers: [
					stage.meet,
					node(
						'kwork',
						{
							resource: 'offer',
							operation: 'submit',
							projectId: byId('={{ $json.projectId }}'),
							title: 'Telegram bot for orders',
							description: LETTER,
							price: 5000,
						},
						kwork('demo-kwork'),
					),
				],
				prepare: [
					node(
						'upwork',
						{
							resource: 'proposal',
							operation: 'prepare',
							jobId: byId('={{ $json.query.jobId }}'),
							coverLetter: LETTER,
							amount: 500,
						},
						upwork,
					),
				],
				proposals: [
					stage.meet,
					node(
						'upwork',
						{
							resource: 'proposal',
							operation: 'submit',
							prepared: '={{ $json }}',
							confirmation: '={{ $json.confirmation }}',
						},
						upwork,
					),
				],
				kworkSignIn: [node('kwork', profile, kwork('broke'))],
				avitoSignIn: [node('avito', profile, { avitoApi: { id: 'demo-avito', name: 'Avito' } })],
				slow: [node('kwork', profile, kwork('silent'))],
			},
		);
	});

	afterAll(async () => {
		await stage?.remove();
	});

	const pairsOf = (contents: ReadonlyArray<Pair['content']>): Pair[] =>
		contents.map((content, i) => ({ content, distanceMs: DISTANCES[i % DISTANCES.length] ?? 0 }));

	/** What came of pairs: what was sent, what was found, what failed. */
	const summary = (answers: readonly Answer[]) => ({
		sent: answers.filter(({ alreadySent }) => alreadySent === false).length,
		alreadySent: answers.filter(({ alreadySent }) => alreadySent === true).length,
		errors: answers.flatMap(({ error }) => (error === undefined ? [] : [error])),
	});

	const well = (pairs: number) => ({ sent: pairs, alreadySent: pairs, errors: [] });

	test('run workflows with our nodes in turn, and a message leaves once', async () => {
		const [to = 0] = stage.people;
		const texts = ['One', 'Two', 'Three', 'Four'];
		for (const text of texts) {
			expect(await stage.call('message', { to, text })).toMatchObject({ alreadySent: false });
		}
		expect(stage.messages.slice(-4)).toEqual(texts.map((text) => `${to} ${text}`));
		expect(stage.requests('inboxCreate')).toBe(4);
		const logs = [stage.queue.main, ...stage.queue.workers].map(({ log }) => log);
		expect(logs.map((log) => log.includes('Write: kwork.message.send'))).toEqual([
			false,
			true,
			true,
		]);
	});

	const SIGN_INS: Array<[workflow: string, operation: string]> = [
		['kworkSignIn', 'signIn'],
		['avitoSignIn', 'POST /token'],
	];

	const signInOften = async (workflow: string) => {
		const calls = Array.from({ length: 12 }, async () => await stage.call(workflow));
		expect(summary(await Promise.all(calls)).errors).toEqual([]);
	};

	test.each(SIGN_INS)('sign in once for an account: %s', async (workflow, operation) => {
		const { lastRequest } = stage;
		await signInOften(workflow);
		expect(stage.requests(operation, lastRequest)).toBe(1);
	});

	test('send equal messages once', async () => {
		const { people, lastRequest } = stage;
		const contents = Array.from({ length: PAIRS }, (_, i) => ({
			to: people[i % people.length],
			text: `Good day, this is offer ${i}`,
		}));
		const answers = await stage.sendTwice('messages', pairsOf(contents));
		expect(summary(answers)).toEqual(well(PAIRS));
		expect(stage.requests('inboxCreate', lastRequest)).toBe(PAIRS);
		const sent = contents.map(({ to, text }) => `${to} ${text}`);
		expect(stage.messages.filter((one) => sent.includes(one)).sort()).toEqual(sent.sort());
	});

	test('send equal offers once', async () => {
		stage.control.kwork.changeUser({ user: 'demo', activeConnects: 3 * PAIRS });
		const { lastRequest } = stage;
		const contents = Array.from({ length: PAIRS }, () => stage.control.kwork.projectAppears({}));
		const answers = await stage.sendTwice('offers', pairsOf(contents));
		expect(summary(answers)).toEqual(well(PAIRS));
		expect(stage.requests('web:POST /api/offer/createoffer', lastRequest)).toBe(PAIRS);
		const projects = contents.map(({ projectId }) => projectId);
		expect(stage.offers.filter((id) => projects.includes(id)).sort()).toEqual(projects.sort());
	});

	test('submit equal proposals once, with one confirmation for both', async () => {
		stage.control.upwork.setConnects({ connects: 100 * PROPOSALS });
		const jobs = await Promise.all(
			Array.from({ length: PROPOSALS }, async () => {
				const job = { type: 'FIXED' as const, amount: 500, questions: [] };
				const { id } = stage.control.upwork.newJob(job);
				return await stage.call('prepare', { jobId: id });
			}),
		);
		const { lastRequest, proposals } = stage;
		const answers = await stage.sendTwice('proposals', pairsOf(jobs));
		expect(summary(answers)).toEqual(well(PROPOSALS));
		expect(stage.requests('createJobProposal', lastRequest)).toBe(PROPOSALS);
		expect(stage.proposals).toBe(proposals + PROPOSALS);
	});

	test('share the requests per minute of an account', async () => {
		await stage.call('slow');
		const { lastRequest } = stage;
		await Promise.all(Array.from({ length: 12 }, async () => await stage.call('slow')));
		const times = stage.control.requests({ afterId: lastRequest }).map(({ at }) => at);
		expect(times.length).toBeGreaterThanOrEqual(12);
		const [first = 0] = times;
		// Four at once, and one more each second.
		expect(times.filter((at) => at < first + 3000).length).toBeLessThanOrEqual(4 + 3 + 1);
	});

	test.each(SIGN_INS)(
		'sign in again once, when the token is dead: %s',
		async (workflow, operation) => {
			stage.control.kwork.expireTokens({});
			stage.control.avito.revokeTokens({});
			const { lastRequest } = stage;
			await signInOften(workflow);
			expect(stage.requests(operation, lastRequest)).toBe(1);
		},
	);

	test('Max per Hour lets 5 through, also when a worker was killed and started again', async () => {
		const to = stage.people.slice(0, 12);
		const texts = async (text: string) =>
			await Promise.all(to.map(async (id) => await stage.call('capped', { to: id, text })));
		const { lastRequest } = stage;
		const first = summary(await texts('Before'));
		expect(first.sent).toBe(5);
		expect(first.errors).toHaveLength(7);
		expect(String(first.errors[0])).toContain('5');
		const [worker] = stage.queue.workers;
		await worker?.kill();
		await worker?.start();
		expect(summary(await texts('After')).sent).toBe(0);
		expect(stage.requests('inboxCreate', lastRequest)).toBe(5);
	});

	test('no contract of a service was broken', () => {
		expect(stage.control.violations()).toEqual([]);
	});
});
