import type { IDataObject } from 'n8n-workflow';
import type { Simulator } from '../../../simulator';
import type { NodeRun } from '../../support/workflow';
import { byId } from '../../support/workflow';
import { AvitoBench } from '../Avito/support';
import { KworkBench } from '../Kwork/support';
import { UpworkBench } from '../Upwork/support';

/**
 * Two workers share no lock. `workers` is part of what makes an account, so that two figures of it
 * are the account as two processes see it.
 */
const WORKERS: [IDataObject, IDataObject] = [{ workers: 1 }, { workers: 2 }];
/** How long the two get ready: the second one looks first, and is last to be ready. */
const READY_MS: [number, number] = [1000, 4000];
const FILE = { fileName: 'plan.png', mimeType: 'image/png', data: Buffer.from('one') };

const OFFER_TEXT =
	'Здравствуйте! Вам нужен бот поддержки, который отвечает покупателям сам. Сделаю его на Python: сначала сценарий ответов, затем подключение к магазину, в конце проверка на ваших вопросах. Когда удобно начать?';

/** The second worker begins when the first one has looked. */
async function twice(
	run: (worker: IDataObject, readyMs: number) => Promise<NodeRun>,
	hasLooked: () => boolean,
) {
	const first = run(WORKERS[0], READY_MS[0]);
	while (!hasLooked()) await new Promise((resolve) => setTimeout(resolve, 10));
	return await Promise.all([first, run(WORKERS[1], READY_MS[1])]);
}

/** The first call is slow, the second one slower. */
function slow(simulator: Simulator, service: 'kwork' | 'avito', operation: string): void {
	READY_MS.forEach((ms, skip) =>
		simulator.control.fault({ service, operation, kind: 'latency', ms, skip }),
	);
}

const told = ({ outputs }: NodeRun) => outputs[0]?.[0]?.json;

describe('two workers send the same to one recipient', () => {
	describe('Kwork', () => {
		const bench = new KworkBench();
		beforeAll(async () => await bench.start());
		afterAll(async () => await bench.stop());
		afterEach(async () => await bench.reset());

		it('Message > Send with typing: one goes out, the other is told', async () => {
			const runs = await twice(
				async (credential, readyMs) =>
					await bench.run({
						resource: 'message',
						operation: 'send',
						parameters: {
							userId: byId(777_001),
							text: 'Готов начать',
							typing: 'fixed',
							typingPause: 0,
							typingTime: readyMs / 1000,
						},
						credential: credential as never,
					}),
				() => bench.calls('getInboxTracks') > 0,
			);
			expect(runs.map((run) => told(run)?.alreadySent)).toEqual([false, true]);
			expect(bench.calls('inboxCreate')).toBe(1);
		});

		it('Message > Send with a file: one goes out, the other is told', async () => {
			slow(bench.simulator, 'kwork', 'fileUpload');
			const runs = await twice(
				async (credential) =>
					await bench.run({
						resource: 'message',
						operation: 'send',
						parameters: {
							userId: byId(777_001),
							text: 'Готов начать',
							messageOptions: { files: 'data' },
						},
						credential: credential as never,
						file: FILE,
					}),
				() => bench.calls('getInboxTracks') > 0,
			);
			expect(runs.map((run) => told(run)?.alreadySent)).toEqual([false, true]);
			expect(bench.calls('inboxCreate')).toBe(1);
		});

		it('Order > Deliver with a file: one message, one delivery', async () => {
			const { orderId } = bench.simulator.control.kwork.orderArrives({});
			const order = { resource: 'order', parameters: { orderId: byId(orderId) } };
			await bench.items({ ...order, operation: 'startWork' });
			slow(bench.simulator, 'kwork', 'fileUpload');
			const runs = await twice(
				async (credential) =>
					await bench.run({
						...order,
						operation: 'deliver',
						parameters: {
							...order.parameters,
							message: 'Готово',
							deliverOptions: { files: 'data' },
						},
						credential: credential as never,
						file: FILE,
					}),
				() => bench.calls('getTracks') > 0,
			);
			expect(runs.map((run) => told(run)?.alreadySent)).toEqual([false, true]);
			expect(bench.calls('inboxCreate')).toBe(1);
			expect(bench.calls('sendOrderForApproval')).toBe(1);
		});

		it('Offer > Submit: one goes out, the other is told', async () => {
			const { kwork } = bench.simulator.control;
			const { projectId } = kwork.projectAppears({
				title: 'Бот поддержки',
				price: 7000,
				maxPrice: 20_000,
			});
			slow(bench.simulator, 'kwork', 'web:POST /wants/create_offer_draft');
			const runs = await twice(
				async (credential) =>
					await bench.run({
						resource: 'offer',
						operation: 'submit',
						parameters: {
							projectId: byId(projectId),
							offerType: 'custom',
							title: 'Бот поддержки для магазина',
							description: OFFER_TEXT,
							price: 7000,
							duration: '7',
						},
						credential: credential as never,
					}),
				() => bench.calls('web:GET /new_offer') > 0,
			);
			expect(runs.map(({ error }) => error?.message)).toEqual([undefined, undefined]);
			expect(runs.map((run) => told(run)?.alreadySent)).toEqual([false, true]);
			expect(runs.map((run) => told(run)?.sent)).toEqual([true, false]);
		});

		it('types to nobody who has the message already', async () => {
			const parameters = { userId: byId(777_001), text: 'Готов начать' };
			const send = { resource: 'message', operation: 'send' };
			await bench.run({ ...send, parameters });
			const typing = { typing: 'fixed', typingPause: 0, typingTime: 0 };
			const again = await bench.run({ ...send, parameters: { ...parameters, ...typing } });
			expect(told(again)).toMatchObject({ alreadySent: true });
			expect(bench.calls('typing')).toBe(0);
		});

		it('reads the conversation right before the message leaves', async () => {
			await bench.run({
				resource: 'message',
				operation: 'send',
				parameters: { userId: byId(777_001), text: 'Готов начать' },
			});
			const { control } = bench.simulator;
			const asked = control.requests({ service: 'kwork' }).map(({ operation }) => operation);
			expect(asked.slice(-2)).toEqual(['getInboxTracks', 'inboxCreate']);
		});
	});

	describe('Avito', () => {
		const bench = new AvitoBench();
		beforeEach(async () => await bench.start());
		afterEach(async () => await bench.stop());

		it('Message > Send Image: one goes out, the other is not sure and sends nothing', async () => {
			const { avito } = bench.simulator.control;
			const { chatId } = await avito.candidateWrites({ text: 'Где это?' });
			slow(bench.simulator, 'avito', 'POST /messenger/v1/accounts/:user_id/uploadImages');
			const [, second] = await twice(
				async (credential) =>
					await bench.run({
						resource: 'message',
						operation: 'sendImage',
						parameters: { chatId: byId(chatId), binaryField: 'data' },
						credential,
						file: FILE,
					}),
				() => bench.requests(/^GET .*\/messages\/$/).length > 0,
			);
			expect(second?.error?.message).toContain('cannot be told, so nothing was sent');
			expect(bench.written(chatId)).toHaveLength(1);
		});

		it('looks at the chat right before the text leaves', async () => {
			const { avito } = bench.simulator.control;
			const { chatId } = await avito.candidateWrites({ text: 'Где это?' });
			await bench.run({
				resource: 'message',
				operation: 'send',
				parameters: { chatId: byId(chatId), text: 'В центре' },
			});
			expect(bench.requests(/./).slice(-2)).toEqual([
				expect.stringMatching(/^GET .*\/messages\/$/),
				expect.stringMatching(/^POST .*\/messages$/),
			]);
		});
	});

	describe('Upwork', () => {
		const bench = new UpworkBench();
		beforeAll(async () => await bench.start());
		afterAll(async () => await bench.stop());
		afterEach(async () => await bench.reset());

		it('reads the room once, right before the message leaves', async () => {
			const [room] = await bench.items({
				resource: 'room',
				operation: 'getAll',
				parameters: { limit: 1 },
			});
			const before = bench.requests().length;
			const run = await bench.run({
				resource: 'message',
				operation: 'send',
				parameters: { roomId: byId(room?.id), text: 'On it' },
			});
			expect(told(run)).toMatchObject({ alreadySent: false });
			const asked = bench.requests().slice(before);
			expect(asked.map(({ operation }) => operation)).toEqual([
				'user+organization',
				'roomStories',
				'createRoomStoryV2',
			]);
		});
	});
});
