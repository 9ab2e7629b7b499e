import { connectedUpwork } from '../../playground/credentials';
import { N8n, until } from '../../playground/harness';
import {
	finishRadar,
	FIRST_RUN,
	passedOn,
	postJob,
	RADAR,
	radarRuns,
	radarWorkflow,
	startRadar,
} from '../../playground/jobRadar';
import { startSimulator, type Simulator } from '../../simulator';

/** Upwork Trigger → Hard Filter → Prepare, published in a real n8n that polls the simulator. */
describe('the job radar', () => {
	let simulator: Simulator;
	let n8n: N8n;

	beforeAll(async () => {
		simulator = await startSimulator();
		n8n = await N8n.create();
		const credential = await connectedUpwork(simulator.url);
		await n8n.importCredentials([credential]);
		await n8n.importWorkflows([radarWorkflow(credential)]);
		await n8n.start();
	});

	afterAll(async () => {
		await n8n?.remove();
		await simulator?.close();
	});

	const asked = () =>
		simulator.control
			.requests({ service: 'upwork' })
			.filter(({ operation }) => operation.includes('marketplaceJobPostingsSearch')).length;

	/** Until the trigger has asked once more, whether it found something or not. */
	const polled = async () => {
		const before = asked();
		await until(() => asked() > before, { what: 'the next poll', timeoutMs: 90_000 });
	};

	test('begins with the newest, then a new posting starts one run and prepares one proposal', async () => {
		const posted = await startRadar(n8n, simulator);
		const failures: string[] = [];
		const report = await finishRadar(n8n, posted, failures);
		expect(failures).toEqual([]);
		expect(report).toMatchObject({ proposalsPrepared: 2 });
		expect(report.jobsSeen).toBeGreaterThan(FIRST_RUN / 2);
		const [, second] = await radarRuns(n8n, 2);
		expect(second?.nodes['Prepare the proposal']?.items).toMatchObject([
			{ jobId: posted, ready: true },
		]);
		await polled();
		expect(await radarRuns(n8n, 2)).toHaveLength(2);
	});

	test.each(['stop', 'kill'] as const)(
		'what is posted while n8n is down comes once (%s)',
		async (end) => {
			const before = (await radarRuns(n8n, 2)).length;
			const known = passedOn(await radarRuns(n8n, before));
			await n8n[end]();
			const missed = [1, 2].map((number) => postJob(simulator, `During a ${end}, ${number}`));
			await n8n.start();
			await n8n.api.triggersLive(RADAR);
			const runs = await radarRuns(n8n, before + 1);
			await polled();
			expect(runs).toHaveLength(before + 1);
			const passed = passedOn(await radarRuns(n8n, before + 1));
			expect(passed.sort()).toEqual([...known, ...missed].sort());
			expect(simulator.control.violations()).toEqual([]);
		},
	);
});
