import { AvitoBench } from './support';

const SEND = 'POST /messenger/v1/accounts/:user_id/chats/:chat_id/messages';

/** A text of three messages that breaks off, and is sent again. */
describe('a long message', () => {
	const bench = new AvitoBench();
	beforeEach(async () => {
		await bench.start();
		await bench.hurry();
	});
	afterEach(async () => await bench.stop());

	const part = (letter: string) => `${letter.repeat(900)}.`;
	const text = [part('А'), part('Б'), part('В')].join('\n');
	const send = async (chatId: string, skipIfAlreadySent: boolean) =>
		await bench.run({
			resource: 'message',
			operation: 'send',
			parameters: {
				chatId: { __rl: true, mode: 'id', value: chatId },
				text,
				splitLongText: true,
				skipIfAlreadySent,
			},
		});
	const written = (chatId: string) =>
		(
			bench.simulator.control.state('avito') as {
				ownMessages: Array<{ chatId: string; text: string }>;
			}
		).ownMessages
			.filter((message) => message.chatId === chatId)
			.map((message) => message.text);

	const breaksAfterOne = async () => {
		const { avito, fault, clearFaults } = bench.simulator.control;
		const { chatId } = await avito.candidateWrites({ text: 'Расскажите подробнее' });
		fault({ kind: 'status', status: 500, service: 'avito', operation: SEND, skip: 1 });
		const { error } = await send(chatId, true);
		clearFaults();
		expect(error?.message).toContain('500');
		expect(written(chatId)).toEqual([part('А')]);
		return chatId;
	};

	test('goes on behind the part that is there', async () => {
		const chatId = await breaksAfterOne();
		const { error, outputs } = await send(chatId, true);
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toMatchObject({ parts: 3, alreadySent: false });
		expect(written(chatId)).toEqual([part('А'), part('Б'), part('В')]);
		const again = await send(chatId, true);
		expect(again.outputs[0]?.[0]?.json).toMatchObject({ parts: 3, alreadySent: true });
		expect(written(chatId)).toHaveLength(3);
	});

	test('begins anew where equal ones are wanted', async () => {
		const chatId = await breaksAfterOne();
		await send(chatId, false);
		expect(written(chatId)).toEqual([part('А'), part('А'), part('Б'), part('В')]);
	});
});
