import { createKworkHttp } from '../../../lib/kwork';
import { quiet } from '../../support/loopback';
import { ManualClock } from '../../support/manualClock';
import { startLocalServer } from './localServer';

/** How many requests have come when, with every first answer a 503. */
async function paced(requestsPerMinute: number, calls: number) {
	const server = await startLocalServer();
	const clock = new ManualClock(undefined, quiet);
	const start = clock.now();
	const seen: number[] = [];
	const asked = new Set<string>();
	server.on('projects', (request, response) => {
		seen.push(clock.now() - start);
		const id = request.form.get('page') ?? '';
		if (asked.has(id)) return { success: true };
		asked.add(id);
		response.writeHead(503).end();
		return undefined;
	});
	const http = createKworkHttp({
		account: 'paced',
		simulatorUrl: server.url,
		requestsPerMinute,
		retry: { attempts: 3, baseMs: 1, capMs: 1 },
		clock,
	});
	const done = Promise.all(
		Array.from(
			{ length: calls },
			async (_, page) =>
				await http.request({
					method: 'POST',
					url: 'https://api.kwork.ru/projects',
					body: { form: { page } },
					effect: 'read',
					name: 'kwork.projects',
				}),
		),
	);
	for (let ms = 0; ms < 8000; ms += 100) {
		await quiet();
		await clock.advance(100);
	}
	await quiet();
	const answers = await done;
	await http.close();
	await server.close();
	return { seen, answers };
}

it('sends four at once, then two a second, and lets a retry take its turn like a first call', async () => {
	const { seen, answers } = await paced(120, 8);
	expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
	expect(seen).toHaveLength(16);
	for (const from of seen) {
		const inOneSecond = seen.filter((at) => at >= from && at < from + 1000);
		expect(inOneSecond.length).toBeLessThanOrEqual(4 + 2);
	}
	expect(seen.filter((at) => at < 400)).toHaveLength(4);
});

it('never asks Kwork itself more often than that, whatever the credential says', () => {
	const http = createKworkHttp({ account: 'greedy', requestsPerMinute: 6000 });
	expect(http.statistics().budgets.default).toMatchObject({ limit: 120, available: 4 });
	const usual = createKworkHttp({ account: 'usual' });
	expect(usual.statistics().budgets.default).toMatchObject({ limit: 60, available: 4 });
});
