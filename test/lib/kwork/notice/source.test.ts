import { comparePositions } from '../../../../lib/feed';
import { KworkMessageSource, type KworkMessageReader } from '../../../../lib/kwork/notice';
import type { Dialog, Message } from '../../../../lib/kwork';

const OWN_ID = 4_242_424;
const NEVER = new AbortController().signal;
const START = { time: 0, sequence: 0 };

/** An account in memory; `onRead` runs before every dialog and message that is handed out. */
class Account implements KworkMessageReader {
	readonly threads = new Map<string, Message[]>();

	onRead: (what: string) => void = () => {};

	handedOut = 0;

	private id = 100;

	write(username: string, time: number, more: Partial<Message> = {}): Message {
		const message = {
			message_id: (this.id += 1),
			from_id: 777,
			from_username: username,
			message: 'x',
			time,
			unread: true,
			...more,
		} as Message;
		const thread = this.threads.get(username) ?? [];
		this.threads.set(username, [...thread, message]);
		return message;
	}

	async ownId(): Promise<number> {
		return OWN_ID;
	}

	async *dialogs({ unreadOnly }: { unreadOnly?: boolean }): AsyncIterable<Dialog> {
		for (let index = 0; ; index += 1) {
			const all = [...this.threads]
				.map(([username, thread]) => ({
					username,
					user_id: 1,
					time: thread.at(-1)?.time,
					id: thread.at(-1)?.message_id ?? 0,
					unread_count: thread.filter(({ unread, from_id }) => unread && from_id !== OWN_ID).length,
				}))
				.filter(({ unread_count: count }) => !unreadOnly || count > 0)
				.sort((a, b) => b.id - a.id);
			const dialog = all[index];
			if (!dialog) return;
			yield dialog as Dialog;
			this.onRead(dialog.username);
		}
	}

	partners: string[] = [];

	async *orderPartners(): AsyncIterable<string> {
		yield* this.partners;
	}

	conversation(username: string): AsyncIterable<Message> {
		return this.messages(username);
	}

	async *messages(username: string): AsyncIterable<Message> {
		for (const message of [...(this.threads.get(username) ?? [])].reverse()) {
			this.handedOut += 1;
			yield message;
		}
	}
}

const listed = async (source: KworkMessageSource, since: number) => {
	const keys: string[] = [];
	for await (const { key } of source.changed(since, NEVER)) keys.push(key);
	return keys;
};

describe('the messages of an account as a source', () => {
	let account: Account;
	let source: KworkMessageSource;
	beforeEach(() => {
		account = new Account();
		source = new KworkMessageSource(() => account);
	});

	it('lists dialogs with news, latest first, and stops soon behind them', async () => {
		for (let i = 0; i < 20; i += 1) account.write(`old ${i}`, i);
		account.write('b', 20);
		account.write('c', 30);
		const read: string[] = [];
		account.onRead = (name) => read.push(name);
		expect(await listed(source, 20_000)).toEqual(['c', 'b']);
		expect(await source.newest(NEVER)).toBe(30_000);
		expect(read).not.toContain('old 9');
	});

	it('finds a dialog that jumps to the top while the list is read', async () => {
		account.write('late', 20);
		account.write('b', 21);
		account.write('c', 22);
		let jumped = false;
		account.onRead = (name) => {
			if (name !== 'c' || jumped) return;
			jumped = true;
			account.write('late', 23);
		};
		expect(await listed(source, 5000)).toContain('late');
	});

	it.each([
		['has no time', undefined],
		['is older than its place says', 3],
	])('lists what lies behind a dialog that %s', async (_, time) => {
		account.write('a', 20);
		account.write('b', 21);
		const odd = account.write('odd', 22);
		Object.assign(odd, { time });
		expect(await listed(source, 10_000)).toEqual(expect.arrayContaining(['b', 'a']));
		expect(await source.newest(NEVER)).toBe(21_000);
	});

	it('lists a dialog whose time nobody knows', async () => {
		account.write('a', 20);
		Object.assign(account.write('odd', 0), { time: undefined });
		expect(await listed(source, 10_000)).toEqual(['a', 'odd']);
	});

	it.each([
		['has no time', undefined],
		['is older than its place says', 3],
	])('reads what lies behind a message that %s', async (_, time) => {
		const first = account.write('a', 11);
		const odd = account.write('a', 12, { time });
		const last = account.write('a', 13);
		const { events } = await source.read('a', { time: 10_000, sequence: 0 }, 10, NEVER);
		const ids = events.map(({ sequence }) => sequence);
		expect(ids).toEqual(expect.arrayContaining([first.message_id, last.message_id]));
		expect(ids.includes(odd.message_id)).toBe(time === undefined);
		expect([...events].sort(comparePositions)).toEqual(events);
	});

	it('reads a dialog oldest first, behind a position within one second', async () => {
		const [first, second, third] = [5, 5, 6].map((time) => account.write('a', time));
		const after = { time: 5000, sequence: first?.message_id ?? 0 };
		const { events, complete } = await source.read('a', after, 10, NEVER);
		expect(events.map(({ sequence }) => sequence)).toEqual([second?.message_id, third?.message_id]);
		expect(events.map(({ payload }) => payload.isFirst)).toEqual([false, false]);
		expect(complete).toBe(true);
	});

	it('knows the first message of a dialog', async () => {
		account.write('a', 5);
		account.write('a', 6);
		const { events } = await source.read('a', START, 10, NEVER);
		expect(events.map(({ payload }) => payload.isFirst)).toEqual([true, false]);
	});

	it('skips own messages', async () => {
		account.write('a', 5, { from_id: OWN_ID });
		account.write('a', 6);
		const { events } = await source.read('a', START, 10, NEVER);
		expect(events.map(({ skip }) => skip)).toEqual([true, false]);
	});

	it('gives a long thread in pieces, each from its oldest end, without a gap', async () => {
		const all = Array.from({ length: 1000 }, (_, i) => account.write('a', i).message_id);
		const got: number[] = [];
		let after = { time: -1, sequence: 0 };
		for (let complete = false; !complete;) {
			const page = await source.read('a', after, 130, NEVER);
			expect(page.events.length).toBeLessThanOrEqual(130);
			expect([...page.events].sort(comparePositions)).toEqual(page.events);
			got.push(...page.events.map(({ sequence }) => sequence));
			after = page.events.at(-1) ?? after;
			complete = page.complete;
		}
		expect(got).toEqual(all);
	});

	it('reads no further back than it has to', async () => {
		for (let i = 0; i < 500; i += 1) account.write('a', i);
		await source.read('a', { time: 497_000, sequence: Number.MAX_SAFE_INTEGER }, 100, NEVER);
		expect(account.handedOut).toBeLessThanOrEqual(12);
	});

	it('finds the oldest unread message of the other side', async () => {
		account.write('a', 5, { unread: false });
		account.write('a', 7);
		account.write('b', 6);
		account.write('c', 1, { from_id: OWN_ID });
		expect(await source.oldestUnread(NEVER)).toBe(6000);
	});
});
