import { collect } from '../../../lib/streams';
import { startLocalServer, type LocalServer } from './localServer';
import { clientFor } from './setup';

const OWN = 4242424;
const OTHER = 777001;

/** A thread as Kwork keeps it: pages counted from the oldest, newest page without a number. */
async function threadServer() {
	const server = await startLocalServer();
	const thread: Array<Record<string, unknown>> = [];
	const add = (from: number, message: string, more: Record<string, unknown> = {}) =>
		thread.push({ message_id: 1000 + thread.length, from_id: from, message, time: now(), ...more });
	const now = () => Math.floor(Date.now() / 1000);
	server.on('signIn', () => ({ success: true, response: { token: 'tok' } }));
	server.on('actor', () => ({ success: true, response: { id: OWN, username: 'pixel_forge' } }));
	server.on('getDialog', () => ({
		success: true,
		response: { user_id: OTHER, username: 'shop_owner' },
	}));
	server.on('inboxes', (seen) => {
		const pages = Math.max(1, Math.ceil(thread.length / 50));
		const page = Number(seen.form.get('page') ?? pages);
		const short = thread.length - (pages - 1) * 50;
		const start = page === 1 ? 0 : short + (page - 2) * 50;
		const response = thread.slice(start, page === 1 ? short : start + 50).reverse();
		return { success: true, response, paging: { page, pages, total: thread.length, limit: 50 } };
	});
	server.on('getInboxTracks', () => ({ success: true, response: thread.slice(-30).reverse() }));
	return { server, thread, add };
}

describe('messages', () => {
	let server: LocalServer;
	let thread: Array<Record<string, unknown>>;
	let add: Awaited<ReturnType<typeof threadServer>>['add'];
	let client: ReturnType<typeof clientFor>['client'];

	beforeEach(async () => {
		({ server, thread, add } = await threadServer());
		({ client } = clientFor(server.url));
	});
	afterEach(async () => {
		await client.close();
		await server.close();
	});

	it('reads a long thread from the newest message to the oldest, each once', async () => {
		for (let i = 0; i < 123; i += 1) add(OTHER, `${i}`);
		const all = await collect(client.messages.list({ userId: OTHER }));
		expect(all.map(({ message }) => message)).toEqual(
			Array.from({ length: 123 }, (_, i) => `${122 - i}`),
		);
		expect(server.count('inboxes')).toBe(3);
	});

	it('reads only the pages that are needed', async () => {
		for (let i = 0; i < 123; i += 1) add(OTHER, `${i}`);
		const some = await collect(client.messages.list({ username: 'shop_owner' }, { limit: 10 }));
		expect(some).toHaveLength(10);
		expect(server.count('inboxes')).toBe(1);
		expect((await client.messages.latest({ userId: OTHER }))[0]?.message).toBe('122');
	});

	it('sends once, with a key and the text in the body', async () => {
		server.on('inboxCreate', (seen) => {
			add(OWN, seen.form.get('text') ?? '');
			return { success: true, response: { id: 1, conversation_id: 2, type: 'message', time: 3 } };
		});
		const sent = await client.messages.send({ userId: OTHER, text: 'Да & нет', fileIds: [5] });
		expect(sent).toEqual({
			messageId: 1,
			conversationId: 2,
			type: 'message',
			time: 3,
			alreadySent: false,
		});
		const form = server.seen.find(({ path }) => path === 'inboxCreate')?.form;
		expect(form?.get('text')).toBe('Да & нет');
		expect(form?.get('uploaded_files[]')).toBe('5');
		expect(form?.get('message_key')).toMatch(
			/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
		);
	});

	it.each([
		['by its key', (key: string) => ({ message_key: key })],
		['by its text', () => ({})],
	])('finds a message whose answer was lost %s and sends nothing again', async (_name, more) => {
		server.on('inboxCreate', (seen, response) => {
			const stored = (seen.form.get('text') ?? '').replace(/"([^"]*)"/g, '&laquo;$1&raquo;');
			add(OWN, stored, more(seen.form.get('message_key') ?? ''));
			response.destroy();
		});
		const sent = await client.messages.send({ userId: OTHER, text: 'Сделаю "под ключ"' });
		expect(sent).toMatchObject({ messageId: 1000, alreadySent: false, readBack: true });
		expect(server.count('inboxCreate')).toBe(1);
		expect(thread).toHaveLength(1);
	});

	it('says that the outcome is unknown when the message is nowhere', async () => {
		add(OTHER, 'Привет');
		add(OWN, 'Привет', { time: Math.floor(Date.now() / 1000) - 3600 });
		server.on('inboxCreate', (_seen, response) => void response.destroy());
		await expect(client.messages.send({ userId: OTHER, text: 'Привет' })).rejects.toMatchObject({
			kind: 'outcomeUnknown',
			details: { userId: OTHER },
		});
		expect(server.count('inboxCreate')).toBe(1);
	});

	it('takes what Kwork enters into an order for no answer of the other side', async () => {
		const hourAgo = Math.floor(Date.now() / 1000) - 3600;
		const messages = [
			{ id: 8, from_id: OWN, text: 'Готово', sent_timestamp: hourAgo },
			{ id: 9, from_id: null, title: 'Напоминание', sent_timestamp: hourAgo + 60 },
		];
		server.on('getTracks', () => ({ success: true, response: { messages } }));
		const input = { userId: OTHER, orderId: 5, text: 'Готово' };
		expect((await client.messages.lookBack(input)).sent).toMatchObject({ messageId: 8 });
	});

	it('finds the track of a message into an order', async () => {
		const messages: object[] = [];
		server.on('inboxCreate', (_seen, response) => {
			messages.push({ id: 9, from_id: OWN, text: 'Готово', sent_timestamp: Date.now() / 1000 });
			response.destroy();
		});
		server.on('getTracks', () => ({ success: true, response: { messages } }));
		const sent = await client.messages.send({ userId: OTHER, orderId: 5, text: 'Готово' });
		expect(sent).toMatchObject({ messageId: 9, type: 'track', readBack: true });
	});

	it('does not take an equal message from a moment before for the one that was lost', async () => {
		add(OWN, 'Привет');
		server.on('inboxCreate', (_seen, response) => void response.destroy());
		const input = { userId: OTHER, text: 'Привет' };
		await expect(client.messages.send(input)).rejects.toMatchObject({ kind: 'outcomeUnknown' });
		expect(server.count('inboxCreate')).toBe(1);
	});

	it('knows an equal message at the end of the thread, not one from before an answer', async () => {
		const old = Math.floor(Date.now() / 1000) - 3600;
		add(OWN, 'Спасибо!', { time: old });
		expect(
			(await client.messages.lookBack({ userId: OTHER, text: 'Спасибо!' })).sent,
		).toMatchObject({
			messageId: 1000,
			alreadySent: true,
		});
		add(OTHER, 'И вам', { time: old + 60 });
		expect(
			(await client.messages.lookBack({ userId: OTHER, text: 'Спасибо!' })).sent,
		).toBeUndefined();
		add(OWN, 'Готово', { time: Math.floor(Date.now() / 1000) - 120 });
		add(OTHER, 'Вижу');
		expect((await client.messages.lookBack({ userId: OTHER, text: 'Готово' })).sent).toMatchObject({
			messageId: 1002,
		});
	});
});

describe('lists', () => {
	it('yields every project once although new ones shift the pages', async () => {
		const server = await startLocalServer();
		const { client } = clientFor(server.url);
		let newest = 30;
		server.on('signIn', () => ({ success: true, response: { token: 'tok' } }));
		server.on('projects', (seen) => {
			const page = Number(seen.form.get('page'));
			const all = Array.from({ length: newest }, (_, i) => ({ id: newest - i, title: 'x' }));
			newest += 3;
			return {
				success: true,
				response: all.slice((page - 1) * 12, page * 12),
				paging: { page, total: all.length, limit: 12, pages: Math.ceil(all.length / 12) },
			};
		});
		const ids = (await collect(client.projects.list({ categories: [41, 79], priceFrom: 500 }))).map(
			({ id }) => id,
		);
		expect(ids).toEqual(Array.from({ length: 30 }, (_, i) => 30 - i));
		expect(server.seen[1]?.form.get('categories')).toBe('41,79');
		expect(server.seen[1]?.form.get('price_from')).toBe('500');
		await client.close();
		await server.close();
	});

	it('is empty when the answer has no payload, and when there are no favourites', async () => {
		const server = await startLocalServer();
		const { client } = clientFor(server.url);
		server.on('signIn', () => ({ success: true, response: { token: 'tok' } }));
		server.on('projects', () => ({
			success: true,
			paging: { page: 1, total: 0, limit: 12, pages: 1 },
		}));
		server.on('favoriteCategories', () => ({ success: true, response: [] }));
		server.on('notifications', () => ({ success: true }));
		expect(await collect(client.projects.list())).toEqual([]);
		expect(await collect(client.projects.list({ categories: 'favourites' }))).toEqual([]);
		expect(await client.notifications.list()).toEqual([]);
		expect(server.count('projects')).toBe(1);
		await client.close();
		await server.close();
	});
});
