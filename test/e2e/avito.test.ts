import { N8n, until, type Credential } from '../../playground/harness';
import { startSimulator, type Simulator } from '../../simulator';
import { busyAvito, listening, TRIGGER, type AvitoWebhooks } from './avitoListening';

/** Avito's webhooks with a real n8n, a real registration and the simulator really calling back. */
describe('Avito Trigger in a real n8n', () => {
	let simulator: Simulator;
	let n8n: N8n;
	let credential: Credential;

	const state = () => simulator.control.state('avito') as AvitoWebhooks;
	const items = async (id: string) =>
		(await n8n.api.runs(id)).flatMap(({ nodes }) => nodes[TRIGGER]?.items ?? []);
	const count = async () => (await n8n.api.executions('both')).length;
	const texts = async (id: string) =>
		(await items(id)).flatMap(({ text }) => (text ? [String(text)] : []));

	beforeAll(async () => {
		simulator = await startSimulator();
		await simulator.control.avito.configure({
			limits: { job: null, vacancySearch: null, items: null, itemInfo: null },
		});
		n8n = await N8n.create();
		credential = busyAvito(simulator.url);
		await n8n.importCredentials([credential]);
		const options = { catchUpMinutes: 1 };
		await n8n.importWorkflows([
			listening('both', credential, { options }),
			listening('greedy', credential, {
				events: ['newMessage'],
				otherSubscriptions: 'takeOver',
				options,
			}),
		]);
		await n8n.start();
	});

	afterAll(async () => {
		if (process.env.SHOW_LOG) process.stdout.write(n8n?.log ?? '');
		await n8n?.remove();
		await simulator?.close();
	});

	test('the credential test names the account and its parts', async () => {
		expect(await n8n.api.testCredential(credential.id)).toEqual({
			status: 'OK',
			message: expect.stringMatching(/Ромашка.*Job open, messenger open/) as string,
		});
	});

	test('publishing subscribes, with the handshake answered; events start one execution each', async () => {
		await n8n.publish('both');
		expect(state().messageWebhooks).toHaveLength(1);
		expect(state().applicationWebhooks).toHaveLength(1);
		const { chatId } = (await simulator.control.avito.candidateWrites({ text: 'Первое' })) as {
			chatId: string;
		};
		await simulator.control.avito.newApplication({});
		await until(async () => (await items('both')).length >= 2, {
			what: 'two executions',
			timeoutMs: 30_000,
		});
		const found = await items('both');
		expect(found.map(({ event }) => event).sort()).toEqual(['application', 'message']);
		expect(found.find(({ event }) => event === 'message')).toMatchObject({
			chatId,
			text: 'Первое',
		});
		expect(found.find(({ event }) => event === 'application')).toMatchObject({ state: 'new' });
		const deliveries = (await simulator.control.avito.deliveries({})) as Array<{ status?: number }>;
		expect(deliveries.length).toBeGreaterThanOrEqual(3);
	});

	test('an own message and a forged call start nothing', async () => {
		const before = (await n8n.api.executions('both')).length;
		const { chatId } = (await simulator.control.avito.candidateWrites({ text: 'Вопрос' })) as {
			chatId: string;
		};
		await simulator.control.avito.accountWrites({ chatId, text: 'Ответ' });
		const url = new URL(state().applicationWebhooks[0]?.url ?? '');
		const forged = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-secret': 'wrong' },
			body: JSON.stringify({ applyId: '66f0c1d9a4b2e87f10c3d5e1' }),
		});
		expect(forged.status).toBe(403);
		await until(async () => (await texts('both')).includes('Вопрос'), { what: 'the question' });
		expect((await n8n.api.executions('both')).length).toBe(before + 1);
		expect(await texts('both')).not.toContain('Ответ');
	});

	test('a burst of 500 messages, each delivered twice, starts 500 executions', async () => {
		const before = await count();
		await simulator.control.avito.configure({ webhooks: { duplicate: true } });
		const { chatId } = (await simulator.control.avito.candidateWrites({ text: 'Поток 0' })) as {
			chatId: string;
		};
		const chats = [chatId];
		for (let number = 1; number < 50; number += 1) {
			const made = (await simulator.control.avito.candidateWrites({ text: `Поток ${number}` })) as {
				chatId: string;
			};
			chats.push(made.chatId);
		}
		for (let number = 50; number < 500; number += 1) {
			await simulator.control.avito.candidateWrites({
				chatId: chats[number % 50],
				text: `Поток ${number}`,
			});
		}
		const startedAt = Date.now();
		const burst = async () => (await texts('both')).filter((text) => text.startsWith('Поток'));
		// Under the burst n8n itself may refuse to count for a moment.
		const counted = async () => await count().catch(() => 0);
		await until(async () => (await counted()) >= before + 500, {
			what: '500 executions',
			timeoutMs: 380_000,
		});
		process.stdout.write(`500 messages in ${Math.round((Date.now() - startedAt) / 1000)} s\n`);
		await simulator.control.avito.configure({ webhooks: { duplicate: false } });
		// The last one may have begun and not ended.
		const found = await until(
			async () => {
				const all = await burst();
				return all.length >= 500 && all;
			},
			{ what: 'the end of all 500' },
		);
		expect(new Set(found).size).toBe(500);
		expect(found).toHaveLength(500);
	}, 400_000);

	test('what comes while n8n is down arrives once after it is back', async () => {
		await n8n.kill();
		const { chatId } = (await simulator.control.avito.candidateWrites({
			text: 'Во время сбоя 1',
		})) as { chatId: string };
		await simulator.control.avito.candidateWrites({ chatId, text: 'Во время сбоя 2' });
		const { id } = (await simulator.control.avito.newApplication({})) as { id: string };
		await n8n.start();
		const missed = async () => (await texts('both')).filter((text) => text.startsWith('Во время'));
		await until(async () => (await missed()).length >= 2, {
			what: 'the missed messages',
			timeoutMs: 60_000,
		});
		await until(async () => (await items('both')).some((item) => item.id === id), {
			what: 'the missed application',
			timeoutMs: 60_000,
		});
		expect((await missed()).sort()).toEqual(['Во время сбоя 1', 'Во время сбоя 2']);
		expect((await items('both')).filter((item) => item.id === id)).toHaveLength(1);
	});

	test('another workflow takes over only when it says so, and gives back; unpublishing leaves nothing', async () => {
		const own = state().messageWebhooks.map(({ url }) => url);
		await n8n.publish('greedy');
		const taken = state().messageWebhooks.map(({ url }) => url);
		expect(taken).toHaveLength(1);
		expect(taken).not.toEqual(own);
		await n8n.api.unpublish('greedy');
		await until(async () => state().messageWebhooks.some(({ url }) => url === own[0]), {
			what: 'the restored subscription',
		});
		await n8n.api.unpublish('both');
		await until(
			async () => state().messageWebhooks.length + state().applicationWebhooks.length === 0,
			{ what: 'no subscription' },
		);
		expect(simulator.control.violations()).toEqual([]);
	});
});
