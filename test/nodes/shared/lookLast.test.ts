import type { IDataObject } from 'n8n-workflow';
import type { FaultInput } from '../../../simulator';
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
/** How much later the second worker begins: the first one is getting ready to send. */
const LATER_MS = 300;
const SLOW_MS = 1000;
const FILE = { fileName: 'plan.png', mimeType: 'image/png', data: Buffer.from('one') };

async function twice(run: (worker: IDataObject) => Promise<NodeRun>) {
	const both = WORKERS.map(async (worker, index) => {
		await new Promise((resolve) => setTimeout(resolve, index * LATER_MS));
		return await run(worker);
	});
	return await Promise.all(both);
}
const told = ({ outputs }: NodeRun) => outputs[0]?.[0]?.json;

describe('two workers send the same to one recipient', () => {
	describe('Kwork', () => {
		const bench = new KworkBench();
		beforeAll(async () => await bench.start());
		afterAll(async () => await bench.stop());
		afterEach(async () => await bench.reset());

		const slowUpload = () =>
			bench.simulator.control.fault({
				service: 'kwork',
				operation: 'fileUpload',
				kind: 'latency',
				ms: SLOW_MS,
				times: null,
			} as FaultInput);

		it.each([
			['typing', () => {}, { typing: 'fixed', typingPause: 0, typingTime: 1 }],
			['a file that is uploaded', slowUpload, { messageOptions: { files: 'data' } }],
		])('Message > Send with %s: one goes out, the other is told', async (_, before, parameters) => {
			before();
			const runs = await twice(
				async (credential) =>
					await bench.run({
						resource: 'message',
						operation: 'send',
						parameters: { userId: byId(777_001), text: 'Готов начать', ...parameters },
						credential: credential as never,
						file: FILE,
					}),
			);
			expect(runs.map((run) => told(run)?.alreadySent)).toEqual([false, true]);
			expect(bench.calls('inboxCreate')).toBe(1);
		});

		it('Order > Deliver with a file: one message, one delivery', async () => {
			const { orderId } = bench.simulator.control.kwork.orderArrives({});
			const order = { resource: 'order', parameters: { orderId: byId(orderId) } };
			await bench.items({ ...order, operation: 'startWork' });
			slowUpload();
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
			);
			expect(runs.map((run) => told(run)?.alreadySent)).toEqual([false, true]);
			expect(bench.calls('inboxCreate')).toBe(1);
			expect(bench.calls('sendOrderForApproval')).toBe(1);
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
			bench.simulator.control.fault({
				service: 'avito',
				operation: 'POST /messenger/v1/accounts/:user_id/uploadImages',
				kind: 'latency',
				ms: SLOW_MS,
				times: null,
			} as FaultInput);
			const [, second] = await twice(
				async (credential) =>
					await bench.run({
						resource: 'message',
						operation: 'sendImage',
						parameters: { chatId: byId(chatId), binaryField: 'data' },
						credential,
						file: FILE,
					}),
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
