import type { IDataObject } from 'n8n-workflow';
import { byId } from '../../support/workflow';
import { KworkBench } from './support';

const bench = new KworkBench();
beforeEach(async () => await bench.start());
afterEach(async () => await bench.stop());

const kwork = () => bench.simulator.control.kwork;

/** An order of the person, with a message in its chat and one beside it. */
async function anOrder(texts: { order: string; personal: string }) {
	const [order] = await bench.items({
		resource: 'order',
		operation: 'getAll',
		parameters: { limit: 1 },
	});
	const { id, title, otherSide, otherSideId } = order as IDataObject & Record<string, string>;
	const orderId = Number(id);
	const written = kwork().clientWrites({ from: otherSide, text: texts.personal });
	const { messageId } = written as { messageId: number };
	// The ids of the two stores may be the same.
	kwork().clientWritesInOrder({ orderId, text: texts.order, trackId: messageId });
	return { orderId, title, userId: Number(otherSideId), username: otherSide, messageId };
}

const messages = async (userId: number, parameters: IDataObject) =>
	await bench.items({
		resource: 'message',
		operation: 'getAll',
		parameters: { userId: byId(userId), ...parameters },
	});

describe('Message > Get Many with Include Order Chats', () => {
	it('returns both stores, newest first, although their ids are the same', async () => {
		const { userId, orderId, title, messageId } = await anOrder({ order: 'Срок?', personal: 'Ау' });
		const both = await messages(userId, { limit: 2, orderChats: true });
		expect(both).toMatchObject([
			{ id: messageId, text: 'Срок?', orderId, orderTitle: title, trackType: 0 },
			{ id: messageId, text: 'Ау' },
		]);
		expect(both[1]).not.toHaveProperty('orderId');
		const [personal] = await messages(userId, { limit: 1 });
		expect(personal).toMatchObject({ text: 'Ау' });
	});

	it('gives records whose keys and threads do not meet', async () => {
		const { userId, orderId, messageId } = await anOrder({ order: 'Срок?', personal: 'Ау' });
		const records = await messages(userId, { limit: 2, orderChats: true, output: 'record' });
		expect(records).toMatchObject([
			{
				dedupeKey: `kwork:track:${messageId}`,
				threadId: `order:${orderId}`,
				url: `https://kwork.ru/track?id=${orderId}`,
				direction: 'in',
			},
			{ dedupeKey: `kwork:message:${messageId}`, threadId: String(userId), direction: 'in' },
		]);
	});

	it('takes ids as text, and says nothing of an order that Kwork does not name', async () => {
		const { userId, orderId } = await anOrder({ order: 'Срок?', personal: 'Ау' });
		kwork().configure({ trackRows: 'text' });
		const [named] = await messages(userId, { limit: 1, orderChats: true });
		expect(named).toMatchObject({ text: 'Срок?', orderId });
		kwork().configure({ trackRows: 'bare' });
		const [bare] = await messages(userId, { limit: 1, orderChats: true, output: 'record' });
		expect(bare).toMatchObject({ threadId: String(userId), direction: 'in' });
		const events = await messages(userId, { returnAll: true, orderChats: true, output: 'record' });
		const nobody = events.filter(({ text }) => text === 'Заказ создан');
		expect(nobody.map(({ direction }) => direction)).not.toContain('in');
	});

	it('reads a long conversation by its through ids, each row once', async () => {
		const { userId, username, orderId } = await anOrder({ order: 'o', personal: 'p' });
		for (let i = 0; i < 130; i += 1) {
			if (i % 3 === 0) kwork().clientWritesInOrder({ orderId, text: `n${i}` });
			else kwork().clientWrites({ from: username, text: `n${i}` });
		}
		const all = await messages(userId, { returnAll: true, orderChats: true });
		const numbered = all.map(({ text }) => String(text)).filter((text) => /^n\d/.test(text));
		expect(numbered).toEqual(Array.from({ length: 130 }, (_, i) => `n${129 - i}`));
		const keys = all.map(({ id, orderId: order }) => `${String(order)} ${String(id)}`);
		expect(new Set(keys).size).toBe(all.length);
	});
});

describe('own messages in an order chat', () => {
	const send = async (userId: number, text: string, messageOptions: IDataObject = {}) => {
		const parameters = { userId: byId(userId), text, messageOptions };
		const [sent] = await bench.items({ resource: 'message', operation: 'send', parameters });
		return sent;
	};
	const change = async (operation: string, messageId: unknown, parameters: IDataObject) =>
		await bench.items({
			resource: 'message',
			operation,
			parameters: { messageId: byId(messageId), orderChat: true, ...parameters },
		});
	const texts = async (orderId: number) => {
		const parameters = { orderId: byId(orderId), limit: 5 };
		const tracks = await bench.items({ resource: 'order', operation: 'getTracks', parameters });
		return tracks.map(({ text }) => text);
	};

	it('are no repetition of the same words in the personal dialog, nor the other way round', async () => {
		const { orderId, userId } = await anOrder({ order: 'Срок?', personal: 'Ау' });
		expect(await send(userId, 'Завтра', { orderId })).toMatchObject({ type: 'track' });
		expect(await send(userId, 'Завтра')).toMatchObject({ type: 'message', alreadySent: false });
		expect(await send(userId, 'Завтра')).toMatchObject({ type: 'message', alreadySent: true });
		expect(await send(userId, 'Завтра', { orderId })).toMatchObject({
			type: 'track',
			alreadySent: true,
		});
	});

	it('are found after a lost answer, sent once', async () => {
		const { orderId, userId } = await anOrder({ order: 'Срок?', personal: 'Ау' });
		bench.simulator.control.fault({
			kind: 'answerLost',
			service: 'kwork',
			operation: 'inboxCreate',
		});
		expect(await send(userId, 'Завтра', { orderId })).toMatchObject({
			type: 'track',
			alreadySent: false,
			readBack: true,
		});
		expect(bench.calls('inboxCreate')).toBe(1);
	});

	it('are edited without losing the quote, and deleted; the message of the same ID stays', async () => {
		const { orderId, userId, username } = await anOrder({ order: 'Срок?', personal: 'Ау' });
		const [question] = await messages(userId, { limit: 1, orderChats: true });
		const quote = { orderId, replyToMessageId: question?.id };
		const sent = await send(userId, 'Завтра', quote);
		await change('edit', sent?.messageId, { text: 'Послезавтра' });
		const raw = await messages(userId, { limit: 1, orderChats: true, output: 'raw' });
		expect(raw[0]).toMatchObject({ message_id: sent?.messageId, message: 'Послезавтра' });
		const edit = bench.simulator.control.requests({ service: 'kwork', operation: 'trackEdit' });
		expect(JSON.stringify(edit)).toContain(String(question?.id));
		for (const operation of ['trackEdit', 'trackDelete']) {
			bench.simulator.control.fault({ kind: 'answerLost', service: 'kwork', operation });
		}
		const [edited] = await change('edit', sent?.messageId, { text: 'Через день' });
		expect(edited).toMatchObject({ edited: true });
		expect((await texts(orderId))[0]).toBe('Через день');
		await change('delete', sent?.messageId, {});
		expect(await texts(orderId)).not.toContain('Через день');
		expect([bench.calls('trackEdit'), bench.calls('trackDelete')]).toEqual([2, 1]);
		expect((await messages(userId, { limit: 1 }))[0]).toMatchObject({ fromUsername: username });
	});

	it('that are not there are told, and nothing is sent', async () => {
		const parameters = { messageId: byId(1), orderChat: true, text: 'x' };
		const run = await bench.run({ resource: 'message', operation: 'edit', parameters });
		expect(run.error?.message).toContain('None of your orders has a message 1');
		expect(bench.calls('trackEdit')).toBe(0);
	});
});
