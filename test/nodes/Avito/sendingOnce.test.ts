import type { FaultInput } from '../../../simulator';
import { byId } from '../../support/workflow';
import { AvitoBench } from './support';

const SEND = 'POST /messenger/v1/accounts/:user_id/chats/:chat_id/messages';
const IMAGE = `${SEND}/image`;
const UPLOAD = 'POST /messenger/v1/accounts/:user_id/uploadImages';

const bench = new AvitoBench();
let chatId = '';

beforeEach(async () => {
	await bench.start();
	await bench.hurry();
	const { avito } = bench.simulator.control;
	chatId = (await avito.candidateWrites({ text: 'Расскажите подробнее' })).chatId;
});
afterEach(async () => await bench.stop());

const fails = (operation: string, fault: Partial<FaultInput> & { skip?: number }) =>
	bench.simulator.control.fault({
		service: 'avito',
		operation,
		kind: 'reset',
		...fault,
	} as FaultInput);
const refused = {
	kind: 'status',
	status: 400,
	body: JSON.stringify({ error: { code: 400, message: 'Bad Request' } }),
} as const;

const send = async (text: string, parameters: object = {}) =>
	await bench.run({
		resource: 'message',
		operation: 'send',
		parameters: { chatId: byId(chatId), text, ...parameters },
	});
const first = ({ outputs }: Awaited<ReturnType<typeof send>>) => outputs[0]?.[0]?.json;

describe('what was there before does not count as sent', () => {
	test('two equal texts, the second lost on its way: it is not told as the first one', async () => {
		const one = await send('Удобно в 11?');
		expect(first(one)).toMatchObject({ alreadySent: false });
		fails(SEND, {});
		const { error } = await send('Удобно в 11?', { skipIfAlreadySent: false });
		expect(error?.message).toContain('did not come back');
		expect(error?.description).toContain('before you repeat it');
		expect(bench.written(chatId)).toEqual(['Удобно в 11?']);
	});

	test('the second one is told as what it is where only its answer is lost', async () => {
		const one = await send('Удобно в 11?');
		fails(SEND, { kind: 'answerLost' });
		const two = await send('Удобно в 11?', { skipIfAlreadySent: false });
		expect(two.error).toBeUndefined();
		expect(first(two)?.id).not.toBe(first(one)?.id);
		expect(bench.written(chatId)).toEqual(['Удобно в 11?', 'Удобно в 11?']);
	});

	test('a message that shows up late in the thread is found', async () => {
		fails(SEND, { kind: 'answerLost', how: 'timeout' });
		const { error } = await send('Удобно в 11?');
		expect(error).toBeUndefined();
		expect(bench.written(chatId)).toHaveLength(1);
	});
});

describe('one message counts once', () => {
	const part = `${'А'.repeat(900)}.`;
	const text = `${part}\n${part}`;

	test('of two equal parts one is lost: it is said which is out', async () => {
		fails(SEND, { skip: 1 });
		const { error } = await send(text);
		expect(error?.message).toContain('1 of 2 parts is out, whether part 2 is, is not known');
		expect(bench.written(chatId)).toEqual([part]);
	});

	test('of two equal parts one is refused: run again, the second goes out', async () => {
		fails(SEND, { skip: 1, ...refused });
		const { error } = await send(text);
		expect(error?.message).toContain('1 of 2 parts is out, part 2 is not');
		expect(error?.description).toContain('goes on with part 2');
		const again = await send(text);
		expect(first(again)).toMatchObject({ alreadySent: false, parts: 2 });
		expect(bench.written(chatId)).toEqual([part, part]);
		expect(first(await send(text))).toMatchObject({ alreadySent: true, parts: 2 });
		expect(bench.written(chatId)).toHaveLength(2);
	});

	test('a part that is out counts for the limits of sending', async () => {
		fails(SEND, { skip: 1, ...refused });
		await send(text);
		const { error } = await send(text, { sendingLimits: { maxPerHour: 1 } });
		expect(error?.message).toContain('the limit is 1');
	});
});

describe('Skip If Already Sent', () => {
	test('an equal text from before an answer is sent again; one of a moment ago is not', async () => {
		const { avito } = bench.simulator.control;
		await send('Вы ещё ищете работу?');
		await avito.candidateWrites({ chatId, text: 'Да' });
		expect(first(await send('Вы ещё ищете работу?'))).toMatchObject({ alreadySent: true });
		expect(bench.written(chatId)).toHaveLength(1);
	});

	test('the answer of long ago is no reason to stay silent now', async () => {
		const chats = await bench.items({
			resource: 'chat',
			operation: 'getAll',
			parameters: { returnAll: true },
		});
		for (const { id } of chats) {
			chatId = String(id);
			const messages = await bench.items({
				resource: 'message',
				operation: 'getAll',
				parameters: { chatId: byId(chatId), returnAll: true },
			});
			// Newest first: an answer of theirs, and before it a text of ours.
			const answer = messages.findIndex(
				({ direction, type }) => direction === 'in' && type === 'text',
			);
			const ours = messages.findIndex(({ direction, text }) => direction === 'out' && text);
			if (answer < 0 || ours < answer) continue;
			const text = String(messages[ours]?.text);
			const before = bench.written(chatId).length;
			expect(first(await send(text))).toMatchObject({ alreadySent: false });
			expect(bench.written(chatId)).toHaveLength(before + 1);
			return;
		}
		throw new Error('No chat of the seed has an answered message');
	});
});

describe('an image', () => {
	const png = (content: string) => ({
		fileName: 'plan.png',
		mimeType: 'image/png',
		data: Buffer.from(content),
	});
	const sendImage = async (content = 'one', parameters: object = {}) =>
		await bench.run({
			resource: 'message',
			operation: 'sendImage',
			parameters: { chatId: byId(chatId), binaryField: 'data', ...parameters },
			file: png(content),
		});

	test('is sent once; another one is another one', async () => {
		const sent = first(await sendImage());
		expect(sent).toMatchObject({ alreadySent: false, type: 'image' });
		expect(first(await sendImage())).toMatchObject({ alreadySent: true, id: sent?.id });
		expect(first(await sendImage('two'))).toMatchObject({ alreadySent: false });
		expect(bench.written(chatId)).toHaveLength(2);
	});

	test('is found in the chat when its answer is lost', async () => {
		fails(IMAGE, { kind: 'answerLost' });
		expect(first(await sendImage())).toMatchObject({ alreadySent: false, type: 'image' });
		expect(first(await sendImage())).toMatchObject({ alreadySent: true });
		expect(bench.written(chatId)).toHaveLength(1);
	});

	test('goes on behind the upload where sending was refused', async () => {
		fails(IMAGE, refused);
		const { error } = await sendImage();
		expect(error?.message).toContain('uploaded, but it is not in the chat');
		expect(first(await sendImage())).toMatchObject({ alreadySent: false });
		expect(bench.written(chatId)).toHaveLength(1);
	});

	test('a failed upload is not told as a message that may have gone', async () => {
		fails(UPLOAD, { times: null });
		const { error } = await sendImage();
		expect(error?.message).toContain('Nothing was sent');
		expect(`${error?.message} ${error?.description}`).not.toContain('whether it happened');
		expect(bench.requests(/messages\/image/)).toEqual([]);
	});

	test('one in the chat that nobody here has sent: it is said that it cannot be told apart', async () => {
		await sendImage();
		await bench.hurry();
		const { error } = await sendImage();
		expect(error?.message).toContain('cannot be told');
		expect(error?.description).toContain('Skip If Already Sent');
		expect(bench.written(chatId)).toHaveLength(1);
		expect(first(await sendImage('one', { skipIfAlreadySent: false }))).toMatchObject({
			type: 'image',
		});
	});
});
