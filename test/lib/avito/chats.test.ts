import type { ChatCollectionOptions } from '../../../lib/avito';
import type { LocalAvito } from './localAvito';
import { startLocalAvito } from './localAvito';

interface SimpleChat {
	id: string;
	updated: number;
	type: 'u2i' | 'u2u';
	item: number;
	unread: boolean;
}

/** Avito's list: newest first, 100 a page, nothing behind offset 1,000. */
function listOf(chats: SimpleChat[], query: URLSearchParams): SimpleChat[] {
	const types = (query.get('chat_types') ?? 'u2i').split(',');
	const items = query.get('item_ids')?.split(',');
	const offset = Number(query.get('offset') ?? 0);
	return chats
		.filter(({ type }) => types.includes(type))
		.filter(({ item }) => !items || items.includes(String(item)))
		.filter(({ unread }) => query.get('unread_only') !== 'true' || unread)
		.sort((a, b) => b.updated - a.updated)
		.slice(offset, offset + Number(query.get('limit') ?? 100));
}

let avito: LocalAvito;
let chats: SimpleChat[];
let pages: number;

const wire = ({ id, updated, item }: SimpleChat) => ({
	id,
	updated,
	context: { value: { id: item } },
});
const makeChats = (count: number, item = (n: number) => n % 3): SimpleChat[] =>
	Array.from({ length: count }, (_, n) => ({
		id: `chat-${n}`,
		updated: n,
		type: n % 4 === 0 ? 'u2u' : 'u2i',
		item: item(n),
		unread: n % 10 === 0,
	}));

let onPage: (() => void) | undefined;

beforeEach(async () => {
	pages = 0;
	onPage = undefined;
	avito = await startLocalAvito(({ url }) => {
		const { pathname, searchParams } = new URL(url, 'http://x');
		if (pathname.endsWith('/chats')) {
			if (Number(searchParams.get('offset')) > 1000)
				return { status: 400, json: { error: { code: 400 } } };
			const page = listOf(chats, searchParams).map(wire);
			pages += 1;
			onPage?.();
			return { json: { chats: page } };
		}
		const id = /\/chats\/(.+)$/.exec(pathname)?.[1];
		if (id === 'broken') return { status: 403, json: { error: { code: 403 } } };
		const found = chats.find((chat) => chat.id === id);
		return found ? { json: wire(found) } : undefined;
	});
});
afterEach(async () => await avito.close());

const collect = async (options: ChatCollectionOptions) => await avito.client.chats.collect(options);

test('a list below the cap is complete, both types in it', async () => {
	chats = makeChats(250);
	const { chats: found, coverage } = await collect({});
	expect(found).toHaveLength(250);
	expect(found[0]?.id).toBe('chat-249');
	expect(coverage).toMatchObject({ capHit: false, complete: true, found: 250 });
});

test('known ids are exact, beyond the cap too; missing and failed ones are told apart', async () => {
	chats = makeChats(3000);
	const { chats: found, coverage } = await collect({
		knownIds: ['chat-0', 'chat-1', 'chat-0', 'nowhere', 'broken'],
		list: false,
	});
	expect(found.map(({ id }) => id).sort()).toEqual(['chat-0', 'chat-1']);
	expect(coverage).toMatchObject({
		absent: ['nowhere'],
		failed: [{ id: 'broken', reason: 'forbidden' }],
		complete: false,
	});
	expect(pages).toBe(0);
});

test('beyond the cap each type is read apart, and where none hits the cap all were seen', async () => {
	chats = makeChats(1300);
	const { chats: found, coverage } = await collect({});
	expect(found).toHaveLength(1300);
	expect(coverage).toMatchObject({ capHit: true, complete: true });
	expect(coverage.levels.map(({ level }) => level)).toEqual(['list', 'unread', 'type']);
});

test('3,000 chats: pieces by item bring all of them, yet nothing is called complete', async () => {
	chats = makeChats(3000, (n) => n % 60);
	const itemIds = Array.from({ length: 60 }, (_, n) => n);
	const { chats: found, coverage } = await collect({ itemIds });
	expect(found).toHaveLength(3000);
	expect(coverage).toMatchObject({ capHit: true, complete: false, found: 3000 });
});

test('chats of items that nobody named stay out, and the coverage does not hide it', async () => {
	chats = makeChats(3000, (n) => (n % 2 === 0 ? 1 : 2));
	const { chats: found, coverage } = await collect({ types: ['u2i'], itemIds: [2] });
	expect(found.length).toBeLessThan(2250);
	expect(coverage).toMatchObject({ capHit: true, complete: false });
});

test('a chat that a message lifts to the top while the list is read is not missed', async () => {
	chats = makeChats(400);
	const last = chats[0];
	onPage = () => {
		// After the first page the oldest chat gets a message.
		if (pages === 1 && last) last.updated = 10_000;
	};
	const { chats: found } = await collect({});
	expect(found).toHaveLength(400);
	expect(found[0]).toMatchObject({ id: 'chat-0', updated: 10_000 });
});

test('stops as soon as enough were found', async () => {
	chats = makeChats(3000);
	const { chats: found } = await collect({ limit: 150 });
	expect([found.length, pages]).toEqual([150, 2]);
});
