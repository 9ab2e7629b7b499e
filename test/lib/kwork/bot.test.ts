import { KworkBot, type BotMessage } from '../../../lib/kwork/bot';
import { startLocalServer, type LocalServer } from './localServer';
import { clientFor } from './setup';

const OWN = 4242424;
const OTHER = 777001;

/** Resolves as soon as `ready` holds; the checks after it tell when it never did. */
async function until(ready: () => boolean): Promise<void> {
	const giveUpAt = Date.now() + 10_000;
	while (!ready() && Date.now() < giveUpAt) await new Promise((resolve) => setImmediate(resolve));
}

describe('bot', () => {
	let server: LocalServer;
	let client: ReturnType<typeof clientFor>['client'];
	let clock: ReturnType<typeof clientFor>['clock'];
	let thread: Array<Record<string, unknown>>;
	let bot: KworkBot;
	const now = () => Math.floor(Date.now() / 1000);

	/** The other side writes; the socket tells it twice, as Kwork does. */
	function receive(message: string) {
		thread.push({
			message_id: 1000 + thread.length,
			from_id: OTHER,
			from_username: 'shop_owner',
			message,
			time: now(),
			unread: true,
		});
		const lastMessage = { fromUserId: OTHER, fromUsername: 'shop_owner' };
		const data = { from: OTHER, inboxMessage: message, lastMessage };
		server.push({ text: JSON.stringify({ event: 'new_inbox', data }) });
		const dialog_data = [{ login: 'shop_owner' }];
		server.push({
			text: JSON.stringify({ event: 'notify', data: { new_message: 1, dialog_data } }),
		});
	}

	beforeEach(async () => {
		server = await startLocalServer();
		thread = [];
		server.on('signIn', () => ({ success: true, response: { token: 'tok' } }));
		server.on('actor', () => ({ success: true, response: { id: OWN } }));
		server.on('getChannel', () => ({ success: true, response: { channel: 'c1' } }));
		server.on('dialogs', () => ({
			success: true,
			response: thread.length
				? [{ user_id: OTHER, username: 'shop_owner', time: thread.at(-1)?.time }]
				: [],
			paging: { page: 1, total: 1, limit: 20, pages: 1 },
		}));
		server.on('inboxes', () => ({
			success: true,
			response: [...thread].reverse(),
			paging: { page: 1, total: thread.length, limit: 50, pages: 1 },
		}));
		server.on('typing', () => ({ success: true }));
		server.on('inboxCreate', (seen) => {
			const message_id = 1000 + thread.length;
			thread.push({ message_id, from_id: OWN, message: seen.form.get('text'), time: now() });
			return { success: true, response: { id: message_id } };
		});
		({ client, clock } = clientFor(server.url));
		bot = new KworkBot({ client });
	});
	afterEach(async () => {
		await bot.stop();
		await client.close();
		await server.close();
	});

	it('runs the first handler that fits, once per message', async () => {
		const log: string[] = [];
		const note = (name: string) => (message: BotMessage) => log.push(`${name}: ${message.text}`);
		bot
			.onMessage({ onStart: true }, note('start'))
			.onMessage({ text: 'ПРАЙС' }, note('text'))
			.onMessage({ textContains: 'бот' }, note('word'))
			.onMessage(note('rest'));
		await bot.start();
		await until(() => server.push({ text: '' }) > 0);
		for (const text of ['Здравствуйте!', 'прайс', 'Нужен &quot;бот&quot;, срочно', 'Нужны боты']) {
			const before = log.length;
			receive(text);
			await until(() => log.length > before);
		}
		expect(log).toEqual([
			'start: Здравствуйте!',
			'text: прайс',
			'word: Нужен "бот", срочно',
			'rest: Нужны боты',
		]);
	});

	it('answers as if it typed: two seconds, typing, two seconds, message', async () => {
		const took: number[] = [];
		bot.onMessage(async (message) => {
			const before = clock.now();
			await message.answerSimulation('Добрый день');
			const between = clock.now();
			await message.answerSimulation('я'.repeat(50), 'byLength');
			took.push(between - before, clock.now() - between);
		});
		await bot.start();
		await until(() => server.push({ text: '' }) > 0);
		receive('Привет');
		await until(() => took.length === 2);
		const order = server.seen
			.map(({ path }) => path)
			.filter((path) => /typing|inboxCreate/.test(path));
		expect(order).toEqual(['typing', 'inboxCreate', 'typing', 'inboxCreate']);
		expect(took.map((ms) => Math.floor(ms / 1000))).toEqual([4, 12]);
		expect(server.seen.find(({ path }) => path === 'typing')?.form.get('recipientId')).toBe(
			String(OTHER),
		);
	});

	it('goes on after a handler that fails', async () => {
		const failed: unknown[] = [];
		const handled: string[] = [];
		bot = new KworkBot({ client, onError: (error) => failed.push(error) });
		bot.onMessage({ text: 'раз' }, () => {
			throw new Error('handler');
		});
		bot.onMessage((message) => handled.push(message.text));
		await bot.start();
		await until(() => server.push({ text: '' }) > 0);
		receive('раз');
		await until(() => failed.length === 1);
		receive('два');
		await until(() => handled.length === 1);
		expect(handled).toEqual(['два']);
	});

	it('does not start without a handler', async () => {
		await expect(bot.start()).rejects.toMatchObject({ kind: 'refusedLocally' });
		expect(server.seen).toHaveLength(0);
	});
});
