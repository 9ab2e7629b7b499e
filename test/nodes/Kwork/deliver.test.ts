import type { FaultInput } from '../../../simulator';
import { byId } from '../../support/workflow';
import { WRITE_FAULTS } from './faultTable';
import { KworkBench } from './support';

const bench = new KworkBench(true);
const TEXT = 'Готово, смотрите файл';
let orderId = 0;

beforeAll(async () => await bench.start());
afterAll(async () => await bench.stop());
beforeEach(async () => {
	({ orderId } = bench.simulator.control.kwork.orderArrives({}));
	await bench.items({
		resource: 'order',
		operation: 'startWork',
		parameters: { orderId: byId(orderId) },
	});
});
afterEach(async () => await bench.reset());

const deliver = async (parameters: object = {}) =>
	await bench.run({
		resource: 'order',
		operation: 'deliver',
		parameters: { orderId: byId(orderId), message: TEXT, ...parameters },
	});
const fails = (operation: string, fault: Partial<FaultInput>) =>
	bench.simulator.control.fault({ service: 'kwork', operation, ...fault } as FaultInput);

interface Order {
	id: number;
	status: number;
	tracks: Array<{ text: string; type: number }>;
	stages: Array<{ id: number; status: number }>;
}
const order = () => {
	const { orders } = bench.simulator.control.state('kwork') as { orders: Order[] };
	return orders.find(({ id }) => id === orderId);
};
const messages = () => order()?.tracks.filter(({ text }) => text === TEXT).length;

describe('Order → Deliver', () => {
	it('tells which half is done, and goes on there', async () => {
		fails('sendOrderForApproval', {
			kind: 'status',
			status: 200,
			body: JSON.stringify({ success: false, error: 'Действие недоступно', error_code: 106 }),
			headers: { 'content-type': 'application/json' },
		});
		const { error } = await deliver();
		expect(error?.message).toMatch(/message is in the chat of the order \(ID \d+\)/);
		expect(error?.message).toContain('the order itself is not delivered');
		expect(error?.message).toContain('«Действие недоступно»');
		expect(error?.description).toContain('goes on with the step that is missing');
		const { outputs } = await deliver();
		expect(outputs[0]?.[0]?.json).toMatchObject({ delivered: true, alreadySent: false });
		expect([messages(), order()?.status]).toEqual([1, 4]);
	});

	it('says so when it is not known whether the second half is done', async () => {
		fails('sendOrderForApproval', { kind: 'reset' });
		const { error } = await deliver();
		expect(error?.message).toContain('whether the order itself is delivered is not known');
		expect([messages(), order()?.status]).toEqual([1, 1]);
	});

	it('is not done a second time', async () => {
		await deliver();
		const { outputs } = await deliver();
		expect(outputs[0]?.[0]?.json).toMatchObject({ delivered: true, alreadySent: true });
		expect(bench.calls('sendOrderForApproval')).toBe(1);
		expect(messages()).toBe(1);
	});

	it('is delivered again after the buyer sent it back, with the same words', async () => {
		await deliver();
		bench.simulator.control.kwork.orderSentBack({ orderId, text: 'Поправьте' });
		const { outputs, error } = await deliver();
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toMatchObject({ delivered: true, alreadySent: false });
		expect(order()?.status).toBe(4);
	});

	it('reads the state when the server falls over after the work is done', async () => {
		bench.simulator.control.kwork.configure({ deliveryBreaksHalfway: true });
		const { outputs, error } = await deliver();
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toMatchObject({ delivered: true });
	});

	it('does not call stages delivered of which only one is', async () => {
		bench.simulator.control.kwork.configure({ deliveryBreaksHalfway: true });
		const stageIds = bench.simulator.control.kwork
			.stagesAdded({ orderId, titles: ['Прототип', 'Бот'] })
			.stageIds.join(',');
		const { error } = await deliver({ deliverOptions: { stageIds } });
		expect(error?.message).toContain('whether the order itself is delivered is not known');
		expect(order()?.stages.map(({ status }) => status)).toEqual([4, 1]);
	});

	it('says who does not answer when the upload of a file fails, and that nothing was sent', async () => {
		fails('fileUpload', { kind: 'reset' });
		const { error } = await bench.run({
			resource: 'order',
			operation: 'deliver',
			parameters: { orderId: byId(orderId), message: TEXT, deliverOptions: { files: 'data' } },
			file: { fileName: 'bot.txt', mimeType: 'text/plain', data: Buffer.from('print()') },
		});
		expect(error?.message).toContain('upload of bot.txt; nothing was sent');
		expect([messages(), order()?.status]).toEqual([0, 1]);
	});

	const steps = ['inboxCreate', 'sendOrderForApproval'];
	it.each(
		steps.flatMap((step) => WRITE_FAULTS.map(({ name, fault }) => [step, name, fault] as const)),
	)('%s, %s: run twice, there is one message and one delivery', async (step, _, fault) => {
		fails(step, fault);
		const first = await deliver();
		if (!first.error) expect([messages(), order()?.status]).toEqual([1, 4]);
		await bench.restart();
		const second = await deliver();
		expect(second.error).toBeUndefined();
		expect([messages(), order()?.status]).toEqual([1, 4]);
		const deliveries = order()?.tracks.filter(({ type }) => type === 32);
		expect(deliveries).toHaveLength(1);
	});
});
