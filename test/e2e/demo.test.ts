import { mainJob } from '../../playground/mainJob';
import { N8n } from '../../playground/harness';
import { startSimulator, type Simulator } from '../../simulator';

describe('the main job', () => {
	let n8n: N8n;
	let simulator: Simulator;

	beforeEach(async () => {
		n8n = await N8n.create();
		simulator = await startSimulator();
	});

	afterEach(async () => {
		await n8n?.remove();
		await simulator?.close();
	});

	test('sends one offer in two runs and one answer to one message', async () => {
		expect(await mainJob(n8n, simulator)).toEqual({
			projectsRead: expect.any(Number),
			offersSubmitted: 1,
			secondRunFoundOffer: true,
			messagesReceived: 1,
			repliesSent: 1,
			duplicates: 0,
			contractViolations: 0,
			failures: [],
		});
	});

	test('says what failed when the account has no connects left', async () => {
		simulator.control.kwork.changeUser({ user: 'demo', activeConnects: 0 });
		const report = await mainJob(n8n, simulator);
		expect(report).toMatchObject({ offersSubmitted: 0, repliesSent: 1 });
		expect(report.failures.join('\n')).toMatch(/0 offers instead of one/);
		expect(report.failures.join('\n')).toMatch(/connect/i);
	});
});
