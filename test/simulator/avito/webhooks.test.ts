import type { Simulator } from '../../../simulator';
import { startReceiver } from './receiver';
import { ACCOUNT, field, personalToken, send, startAvito } from './session';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let simulator: Simulator;
let token: string;
let receiver: Awaited<ReturnType<typeof startReceiver>>;

beforeEach(async () => {
	({ simulator, token } = await startAvito());
	receiver = await startReceiver();
	simulator.control.avito.configure({
		webhooks: { handshakeTimeoutMs: 300, applicationTimeoutMs: 300, messageTimeoutMs: 300 },
	});
});
afterEach(async () => {
	await simulator.close();
	await receiver.close();
});

const subscribe = async (url = receiver.url, secret = 'abc') =>
	await send(simulator, token, 'PUT', '/job/v1/applications/webhook', { url, secret });
const deliveries = async () => await simulator.control.avito.deliveries({});

/** Lets the clock run and whatever is due go out, step by step. */
async function pass(ms: number, step: number) {
	for (let gone = 0; gone < ms; gone += step) {
		simulator.control.advance(step);
		await deliveries();
	}
}

describe('application webhooks', () => {
	it('shake hands with an empty body and the secret', async () => {
		expect((await subscribe()).json).toEqual({ url: receiver.url, secret: 'abc' });
		expect(receiver.received).toEqual([
			{ headers: expect.objectContaining({ 'x-secret': 'abc' }), body: '' },
		]);
	});

	it('are not subscribed when nobody answers in time, answers 500 or is elsewhere', async () => {
		receiver.behaviour.silent = true;
		expect((await subscribe()).status).toBe(400);
		receiver.behaviour.silent = false;
		receiver.behaviour.status = 500;
		expect((await subscribe()).status).toBe(400);
		expect((await subscribe('https://example.test/hook')).status).toBe(400);
		const list = await send(simulator, token, 'GET', '/job/v1/applications/webhooks');
		expect(list.json).toEqual({ webhooks: [] });
	});

	it('tell the id of new and changed applications', async () => {
		await subscribe();
		const { id } = simulator.control.avito.newApplication({});
		simulator.control.avito.changeApplication({ id, state: 'interview' });
		await deliveries();
		const bodies = receiver.received.slice(1).map(({ body }) => JSON.parse(body) as unknown);
		expect(bodies).toEqual([{ applyId: id }, { applyId: id }]);
		const read = await send(simulator, token, 'POST', '/job/v1/applications/get_by_ids', {
			ids: [id],
		});
		expect(read.json).toMatchObject({ applies: [{ id, state: 'interview', is_viewed: false }] });
	});

	it('hold back applications behind a bot for an hour', async () => {
		await subscribe();
		const { id } = simulator.control.avito.newApplication({ withBot: true });
		const shown = async () => {
			const path = '/job/v1/applications/get_by_ids';
			const { json } = await send(simulator, token, 'POST', path, { ids: [id] });
			return (json as { applies: unknown[] }).applies.length;
		};
		expect([await shown(), (await deliveries()).length]).toEqual([0, 1]);
		simulator.control.advance(HOUR);
		expect([await shown(), (await deliveries()).length]).toEqual([1, 2]);
	});

	it('retry after 1, 2, 3, 4, 5, 10, 30 minutes, then hourly for about 31 hours', async () => {
		await subscribe();
		receiver.behaviour.status = 503;
		const start = simulator.control.now();
		simulator.control.avito.newApplication({});
		await deliveries();
		await pass(34 * HOUR, MINUTE);
		const attempts = (await deliveries()).filter(({ kind }) => kind === 'application');
		const minutes = attempts.map(({ at }) => (at - start) / MINUTE);
		expect(minutes.slice(0, 9)).toEqual([0, 1, 3, 6, 10, 15, 25, 55, 115]);
		expect(attempts.length).toBe(38);
		expect(minutes.at(-1)).toBeLessThanOrEqual(31 * 60);
	});

	it('are switched off after ten days without a success', async () => {
		await subscribe();
		receiver.behaviour.status = 503;
		await pass(10 * DAY, DAY);
		simulator.control.avito.newApplication({});
		await deliveries();
		token = await personalToken(simulator);
		const list = await send(simulator, token, 'GET', '/job/v1/applications/webhooks');
		expect(list.json).toEqual({ webhooks: [] });
	});

	it('can be lost, doubled and out of order', async () => {
		await subscribe();
		simulator.control.avito.configure({ webhooks: { loseNext: 1 } });
		simulator.control.avito.newApplication({});
		await deliveries();
		expect(receiver.received).toHaveLength(1);
		simulator.control.avito.configure({ webhooks: { duplicate: true, reorderBatch: 4 } });
		const first = simulator.control.avito.newApplication({}).id;
		const second = simulator.control.avito.newApplication({}).id;
		await deliveries();
		const ids = receiver.received
			.slice(1)
			.map(({ body }) => (JSON.parse(body) as { applyId: string }).applyId);
		expect([...ids].sort()).toEqual([first, first, second, second].sort());
	});
});

describe('messenger webhooks', () => {
	beforeEach(async () => {
		await send(simulator, token, 'POST', '/messenger/v3/webhook', { url: receiver.url });
	});

	it('tell of incoming messages and echo own ones', async () => {
		const { chatId, messageId } = simulator.control.avito.candidateWrites({ text: 'Здравствуйте' });
		const path = `/messenger/v1/accounts/${ACCOUNT}/chats/${chatId}/messages`;
		const body = { type: 'text', message: { text: 'Добрый день!' } };
		const own = await send(simulator, token, 'POST', path, body);
		await deliveries();
		const values = receiver.received.map(
			({ body: text }) =>
				(JSON.parse(text) as { payload: { value: Record<string, unknown> } }).payload.value,
		);
		const sorted = values.sort(
			(a, b) => Number(a.author_id === ACCOUNT) - Number(b.author_id === ACCOUNT),
		);
		expect(sorted).toMatchObject([
			{ id: messageId, chat_id: chatId, user_id: ACCOUNT, content: { text: 'Здравствуйте' } },
			{ id: field(own, 'id'), author_id: ACCOUNT, user_id: ACCOUNT },
		]);
		expect(receiver.received[0]?.headers['x-avito-messenger-signature']).toMatch(/^[0-9a-f]{64}$/);
	});

	it('are not retried, and stop after unsubscribing', async () => {
		receiver.behaviour.status = 500;
		simulator.control.avito.candidateWrites({});
		await deliveries();
		simulator.control.advance(DAY);
		expect(await deliveries()).toHaveLength(1);
		token = await personalToken(simulator);
		const list = await send(simulator, token, 'POST', '/messenger/v1/subscriptions');
		expect(list.json).toEqual({ subscriptions: [{ url: receiver.url, version: '3' }] });
		const unsubscribe = '/messenger/v1/webhook/unsubscribe';
		await send(simulator, token, 'POST', unsubscribe, { url: receiver.url });
		simulator.control.avito.candidateWrites({});
		expect(await deliveries()).toHaveLength(1);
	});
});
