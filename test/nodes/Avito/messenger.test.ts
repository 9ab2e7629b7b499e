import { byId } from '../../support/workflow';
import { AvitoBench } from './support';

const bench = new AvitoBench();
beforeEach(async () => await bench.start());
afterEach(async () => await bench.stop());

const someChat = async () =>
	String(
		(await bench.first({ resource: 'chat', operation: 'getAll', parameters: { limit: 1 } })).id,
	);

describe('Chat and message', () => {
	test('chats with coverage, one chat, unknown ones told apart', async () => {
		const chats = await bench.items({
			resource: 'chat',
			operation: 'getAll',
			parameters: { returnAll: true, chatIds: 'u2i-nowhere', addCoverage: true, output: 'raw' },
		});
		expect(chats.at(-1)).toMatchObject({ coverage: { complete: true, absent: ['u2i-nowhere'] } });
		expect(chats.find(({ id }) => id === 'u2i-nowhere')).toMatchObject({ state: 'no_chat' });
		expect(
			await bench.first({
				resource: 'chat',
				operation: 'get',
				parameters: { chatId: byId(await someChat()) },
			}),
		).toMatchObject({ url: expect.stringContaining('messenger/channel') as string });
	});

	test('a voice message is found by what its simplified form says', async () => {
		const chats = await bench.items({
			resource: 'chat',
			operation: 'getAll',
			parameters: { returnAll: true },
		});
		const spoken = chats.find(({ lastMessage }) => lastMessage === '[voice]');
		const messages = await bench.items({
			resource: 'message',
			operation: 'getAll',
			parameters: { chatId: byId(spoken?.id) },
		});
		const { voiceId } = messages.find(({ type }) => type === 'voice') ?? {};
		expect(voiceId).toMatch(/^[0-9a-f-]{36}$/);
		expect(
			await bench.items({
				resource: 'chat',
				operation: 'getVoiceFiles',
				parameters: { voiceIds: String(voiceId) },
			}),
		).toEqual([{ voiceId, url: expect.stringContaining(String(voiceId)) as string }]);
	});

	test('a message is sent once: a second run returns the first', async () => {
		const chatId = byId(await someChat());
		const send = {
			resource: 'message',
			operation: 'send',
			parameters: { chatId, text: 'Здравствуйте! Удобно поговорить?' },
		};
		const sent = await bench.first(send);
		expect(sent).toMatchObject({ alreadySent: false, parts: 1 });
		expect(await bench.first(send)).toMatchObject({ alreadySent: true, id: sent.id });
		const messages = await bench.items({
			resource: 'message',
			operation: 'getAll',
			parameters: { chatId, returnAll: true },
		});
		expect(messages.filter(({ text }) => text === 'Здравствуйте! Удобно поговорить?')).toHaveLength(
			1,
		);
		expect(
			await bench.first({
				resource: 'message',
				operation: 'delete',
				parameters: { chatId, messageId: byId(sent.id) },
			}),
		).toMatchObject({ deleted: true });
		expect(
			await bench.first({ resource: 'chat', operation: 'markRead', parameters: { chatId } }),
		).toMatchObject({ read: true });
	});

	test('a long text becomes several messages, in order', async () => {
		const chatId = byId(await someChat());
		const text = Array.from({ length: 300 }, (_, index) => `слово${index}`).join(' ');
		expect(
			await bench.first({ resource: 'message', operation: 'send', parameters: { chatId, text } }),
		).toMatchObject({ parts: 3 });
	});

	test('Dry Run and Write Access keep everything unsent', async () => {
		const chatId = byId(await someChat());
		const parameters = { chatId, text: 'Не отправлять' };
		expect(
			await bench.first({
				resource: 'message',
				operation: 'send',
				parameters: { ...parameters, dryRun: true },
			}),
		).toMatchObject({ dryRun: true, sent: false });
		const { error } = await bench.run({
			resource: 'message',
			operation: 'send',
			parameters,
			credential: { writeAccess: 'block' },
		});
		expect(error?.message).toContain('Block');
		const person = byId('301990001');
		expect(
			await bench.first({
				resource: 'chat',
				operation: 'blacklist',
				parameters: { userId: person, reason: 'spam', dryRun: true },
			}),
		).toMatchObject({ dryRun: true });
		expect(bench.requests(/^POST .*(messages|blacklist)$/)).toEqual([]);
	});
});
