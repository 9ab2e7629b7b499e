import { asError } from '../errors';
import { mapInOrder } from '../streams';
import type { ChatFilters, ChatPage, ChatType } from './chatPages';
import { LAST_OFFSET, PAGE } from './chatPages';
import { isAboutOneThing } from './failures';
import type { AccountChat } from './schemas';

export interface ChatCollectionOptions {
	/** Chats to load one by one first: exact, and not subject to the cap. */
	knownIds?: readonly string[];
	/** `false`: only the known ids, no list. */
	list?: boolean;
	types?: readonly ChatType[];
	unreadOnly?: boolean;
	/** Only chats about these items, besides the known ones. */
	ofItems?: readonly number[];
	/** Items by which the list is cut into pieces once it passes the cap; asked for only then. */
	itemIds?: readonly number[] | (() => Promise<readonly number[]>);
	/** Stop once this many chats were found. */
	limit?: number;
	concurrency?: number;
	signal?: AbortSignal;
}

export interface CoverageLevel {
	level: 'known' | 'list' | 'unread' | 'type' | 'items';
	calls: number;
	/** Chats in the answers, and how many of them were new. */
	seen: number;
	fresh: number;
}

/** How much of the account's chats a collection saw (avito.md 6.3). */
export interface ChatCoverage {
	levels: CoverageLevel[];
	/** The plain list ended at Avito's cap. */
	capHit: boolean;
	/** Every chat that the filters allow was certainly seen. */
	complete: boolean;
	found: number;
	/** Known ids for which Avito has no chat. */
	absent: string[];
	/** Why the items to look by could not be read; their chats may then be missing. */
	itemsFailed?: string;
	/** Known ids that could not be asked for, with the reason: their state is unknown. */
	failed: Array<{ id: string; reason: string }>;
}

export interface ChatSource {
	get(chatId: string, signal?: AbortSignal): Promise<AccountChat>;
	page(filters: ChatFilters, offset: number, signal?: AbortSignal): Promise<ChatPage>;
}

/** Items per call: the ids travel in the address. */
const ITEMS_PER_CALL = 40;

const DEFAULT_TYPES: readonly ChatType[] = ['u2i', 'u2u'];

/**
 * Collects chats beyond the 1,100 that one list shows: known ids first, then the list, and where
 * that hits the cap again by unread, by type and by items, each piece halved until it fits.
 * Everything is merged by id; what cannot be ruled out stays out of `complete`.
 */
export class ChatCollection {
	private readonly chats = new Map<string, AccountChat>();

	private readonly levels: CoverageLevel[] = [];

	private readonly absent: string[] = [];

	private readonly failed: ChatCoverage['failed'] = [];

	private itemsFailed: string | undefined;

	private readonly types: readonly ChatType[];

	constructor(
		private readonly source: ChatSource,
		private readonly options: ChatCollectionOptions,
	) {
		this.types = options.types?.length ? options.types : DEFAULT_TYPES;
	}

	async run(): Promise<{ chats: AccountChat[]; coverage: ChatCoverage }> {
		await this.loadKnown();
		let capHit = false;
		let complete = false;
		const { list, ofItems, unreadOnly } = this.options;
		if (ofItems && list !== false) {
			capHit = await this.level('items', this.byItems(ofItems));
			complete = !capHit && !this.isFull;
		} else if (list !== false && !this.isFull) {
			capHit = await this.level('list', [{ types: this.types, unreadOnly }]);
			complete = !capHit && !this.isFull;
			if (capHit) complete = await this.goBeyondCap();
		}
		const coverage: ChatCoverage = {
			levels: this.levels,
			capHit,
			complete,
			found: this.chats.size,
			...(this.itemsFailed ? { itemsFailed: this.itemsFailed } : {}),
			absent: this.absent,
			failed: this.failed,
		};
		return { chats: this.newest(), coverage };
	}

	/** Newest first, up to the limit; what was asked for by name is never left out for newer ones. */
	private newest(): AccountChat[] {
		const byTime = (a: AccountChat, b: AccountChat): number => (b.updated ?? 0) - (a.updated ?? 0);
		const all = [...this.chats.values()].sort(byTime);
		const names = new Set(this.options.knownIds);
		const known = all.filter(({ id }) => names.has(id));
		const others = all.filter(({ id }) => !names.has(id));
		const left = Math.max(0, (this.options.limit ?? Infinity) - known.length);
		return [...known, ...others.slice(0, left)].sort(byTime);
	}

	private get isFull(): boolean {
		return this.chats.size >= (this.options.limit ?? Infinity);
	}

	/** Among chats of several groups of items the newest are known only when all were read. */
	private get isEnough(): boolean {
		return this.isFull && !this.options.ofItems;
	}

	/** Tells whether everything was seen all the same, because no single type passes the cap. */
	private async goBeyondCap(): Promise<boolean> {
		const { unreadOnly } = this.options;
		if (!unreadOnly && !this.isFull) {
			await this.level('unread', [{ types: this.types, unreadOnly: true }]);
		}
		let typeHitCap = this.types.length === 1;
		if (!typeHitCap && !this.isFull) {
			const each = this.types.map((type) => ({ types: [type], unreadOnly }));
			typeHitCap = await this.level('type', each);
		}
		if (!typeHitCap) return !this.isFull;
		const groups = this.isFull ? [] : this.byItems(await this.itemIds());
		if (groups.length > 0) await this.level('items', groups);
		// Chats about items that nobody named may lie beyond the cap, however many were found.
		return false;
	}

	/** The items to look by. That a key may not list them costs their chats only, and is told. */
	private async itemIds(): Promise<readonly number[]> {
		const given = this.options.itemIds ?? [];
		if (typeof given !== 'function') return given;
		try {
			return await given();
		} catch (error) {
			if (!isAboutOneThing(error)) throw asError(error);
			this.itemsFailed = error.kind;
			return [];
		}
	}

	private byItems(itemIds: readonly number[]): ChatFilters[] {
		const { unreadOnly } = this.options;
		const groups: ChatFilters[] = [];
		for (let start = 0; start < itemIds.length; start += ITEMS_PER_CALL) {
			const ids = itemIds.slice(start, start + ITEMS_PER_CALL);
			groups.push({ types: this.types, unreadOnly, itemIds: ids });
		}
		return groups;
	}

	private async loadKnown(): Promise<void> {
		const ids = [...new Set(this.options.knownIds ?? [])];
		if (ids.length === 0) return;
		const level: CoverageLevel = { level: 'known', calls: 0, seen: 0, fresh: 0 };
		this.levels.push(level);
		const { concurrency = 8, signal } = this.options;
		const answers = mapInOrder(ids, concurrency, async (id) => await this.loadOne(id, signal));
		for await (const chat of answers) {
			level.calls += 1;
			if (chat) this.merge([chat], level);
		}
	}

	private async loadOne(id: string, signal?: AbortSignal): Promise<AccountChat | undefined> {
		try {
			return await this.source.get(id, signal);
		} catch (error) {
			if (!isAboutOneThing(error)) throw asError(error);
			if (error.kind === 'notFound') this.absent.push(id);
			else this.failed.push({ id, reason: error.kind });
			return undefined;
		}
	}

	/** Reads several filter combinations; tells whether one that cannot be cut hit the cap. */
	private async level(name: CoverageLevel['level'], all: ChatFilters[]): Promise<boolean> {
		const level: CoverageLevel = { level: name, calls: 0, seen: 0, fresh: 0 };
		this.levels.push(level);
		let capHit = false;
		const queue = [...all];
		for (let filters = queue.shift(); filters && !this.isEnough; filters = queue.shift()) {
			const hit = await this.readList(filters, level);
			const ids = filters.itemIds ?? [];
			capHit ||= hit && ids.length < 2;
			if (!hit || ids.length < 2) continue;
			const middle = Math.ceil(ids.length / 2);
			queue.push({ ...filters, itemIds: ids.slice(0, middle) });
			queue.push({ ...filters, itemIds: ids.slice(middle) });
		}
		return capHit;
	}

	private async readList(filters: ChatFilters, level: CoverageLevel): Promise<boolean> {
		let pages = 0;
		const { limit = Infinity, ofItems } = this.options;
		for (let offset = 0; ; offset += PAGE) {
			const { chats, hasMore } = await this.readPage(filters, offset, level);
			pages += 1;
			this.merge(chats, level);
			if (this.isEnough || (ofItems && offset + PAGE >= limit)) return false;
			if (hasMore && chats.length > 0 && offset < LAST_OFFSET) continue;
			if (pages > 1) await this.readAgain(filters, level);
			return hasMore && offset >= LAST_OFFSET;
		}
	}

	/** A message lifts its chat to the top of the list while it is read: look there once more. */
	private async readAgain(filters: ChatFilters, level: CoverageLevel): Promise<void> {
		for (let offset = 0; offset <= LAST_OFFSET; offset += PAGE) {
			const { chats, hasMore } = await this.readPage(filters, offset, level);
			const changed = this.merge(chats, level);
			if (!changed || !hasMore) return;
		}
	}

	private async readPage(
		filters: ChatFilters,
		offset: number,
		level: CoverageLevel,
	): Promise<ChatPage> {
		level.calls += 1;
		return await this.source.page(filters, offset, this.options.signal);
	}

	/** Keeps the newer of two states of a chat; tells whether anything changed. */
	private merge(chats: readonly AccountChat[], level: CoverageLevel): boolean {
		let changed = false;
		for (const chat of chats) {
			level.seen += 1;
			const known = this.chats.get(chat.id);
			if (known && (known.updated ?? 0) >= (chat.updated ?? 0)) continue;
			if (!known) level.fresh += 1;
			this.chats.set(chat.id, chat);
			changed = true;
		}
		return changed;
	}
}
