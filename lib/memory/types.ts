/**
 * The desk's memory: what has to be true for all processes and over restarts. Process memory, SQLite
 * and PostgreSQL keep it behind this one port and pass the same tests. It holds ids, hashes, numbers
 * and times, never texts or personal data. Where it cannot be reached, everything here rejects with
 * `MemoryDownError`.
 */
export interface Memory {
	/** Where it is kept, for logs and Get Status; without secrets. */
	readonly place: MemoryPlace;
	/**
	 * Runs `work` while nobody else does under the same key, in whatever process. Whoever asks first
	 * comes first. A holder that dies is passed over after the lease. Not re-entrant.
	 * @throws LockBusyError after `waitMs`, the reason of `signal`; both before `work` has begun
	 */
	lock<T>(key: string, work: (lease: Lease) => Promise<T>, options?: LockOptions): Promise<T>;
	readonly journal: Journal;
	readonly once: Once;
	readonly budget: BudgetStore;
	readonly facts: FactStore;
	close(): Promise<void>;
}

export interface MemoryPlace {
	kind: 'process' | 'sqlite' | 'postgres';
	/** File, or host and database. */
	at?: string;
}

export interface LockOptions {
	/** Ends the wait, not the work. */
	signal?: AbortSignal;
	/** How long to wait for the turn; ten minutes where nothing is said. */
	waitMs?: number;
}

/** The right to work under a key, kept alive by beats of the heart as long as the work runs. */
export interface Lease {
	/** Place in the key's queue; each holder's is higher than those of all before it. */
	readonly fence: number;
	/** Aborts with `LeaseLostError` before anybody else can be let in. */
	readonly signal: AbortSignal;
	/**
	 * Throws `LeaseLostError` where the lease is lost or was not renewed in time: also in a process
	 * that stood still and has not run its timers yet. The last thing to do before a step that
	 * cannot be taken back.
	 */
	check(): void;
}

/** `open`: left or about to leave, and no outcome known. All but `refused` count for limits. */
export type SendOutcome = 'open' | 'sent' | 'refused' | 'unknown';

export interface SendIntent {
	service: string;
	account: string;
	/** Recipient or object, by id. */
	target: string;
	operation: string;
	/** Hash of what is sent, to know an equal one again. */
	contentHash?: string;
	executionId?: string;
	workflowId?: string;
	cost?: { amount: number; unit: string };
}

export interface JournalEntry extends SendIntent {
	id: number;
	/** Of the store's clock, like every time in here. */
	at: number;
	outcome: SendOutcome;
	/** The service's id of what was sent. */
	sentId?: string;
}

export interface SendLimits {
	/** At most `max` sends of the account in any `ms`. */
	caps?: ReadonlyArray<{ ms: number; max: number }>;
	/** Pause between two sends to the same target. */
	minIntervalMs?: number;
}

/** Why a send may not go now; nothing was noted. */
export type LimitReached = { retryAfterMs: number } & (
	| { limit: 'cap'; windowMs: number; max: number; sent: number }
	| { limit: 'interval'; agoMs: number }
);

export interface Span {
	account: string;
	target?: string;
	contentHash?: string;
	/** How far back. */
	ms: number;
}

export interface JournalQuery {
	account?: string;
	service?: string;
	target?: string;
	operation?: string;
	outcome?: SendOutcome;
	/** From this time on. */
	from?: number;
	/** Before this time. */
	until?: number;
	/** `next` of the page before. */
	after?: string;
	/** Entries of a page: 100 where nothing is said, 1,000 at most. */
	limit?: number;
}

/**
 * What was sent in somebody's name. An intent is written before a send and its outcome after, so that
 * a process that dies in between leaves an `open` one, which the next send to the target settles by
 * reading. Kept for 400 days.
 */
export interface Journal {
	/**
	 * Notes a send that is about to leave, unless a limit is reached: counted and written in one step,
	 * over all processes. With a lease the step renews it, or throws `LeaseLostError`.
	 */
	intend(
		intent: SendIntent,
		options?: { limits?: SendLimits; lease?: Lease },
	): Promise<{ id: number } | LimitReached>;
	/** What came of it. A known outcome is never changed back to `unknown`. */
	settle(id: number, outcome: Exclude<SendOutcome, 'open'>, sentId?: string): Promise<void>;
	/** Sends to the target whose effect is not known: `open` and `unknown`, oldest first. */
	unsettled(account: string, target: string): Promise<JournalEntry[]>;
	/** How many sends that happened or may have happened, and when the last one was. */
	sent(span: Span): Promise<{ count: number; lastAt?: number }>;
	/** Newest first. */
	list(query: JournalQuery): Promise<{ entries: JournalEntry[]; next?: string }>;
	/**
	 * Forgets an account, or one target of it: entries of the last two days stay as numbers without
	 * target, hash and id, so that limits hold. Returns how many were touched.
	 */
	erase(account: string, target?: string): Promise<number>;
}

export type Claim =
	| { state: 'fresh' }
	/** Somebody else has it; free again after `retryAfterMs` unless it is done by then. */
	| { state: 'taken'; retryAfterMs: number }
	| { state: 'done'; result?: unknown };

/** Things that are to happen once. A claim whose holder died is free again when its lease ends. */
export interface Once {
	/**
	 * One of all that ask gets `fresh`. `holder` is the claim's own name, e.g. of execution and item:
	 * the same holder that asks twice is `taken`, as anybody else.
	 */
	claim(scope: string, key: string, holder: string, leaseMs: number): Promise<Claim>;
	/**
	 * It has happened, with a small result of ids. `false`: another holder has claimed it meanwhile,
	 * or has done it. Remembered for `keepMs`, 400 days where nothing is said.
	 */
	done(scope: string, key: string, holder: string, options?: OnceDone): Promise<boolean>;
	/** It has not happened, and anybody may try. `false`: it was not this holder's any more. */
	release(scope: string, key: string, holder: string): Promise<boolean>;
	/** Forgets a scope, or one key of it. */
	erase(scope: string, key?: string): Promise<number>;
}

export interface OnceDone {
	result?: unknown;
	keepMs?: number;
}

/** `limit` turns in `ms`, of which `burst` may be taken at once (a tenth where nothing is said). */
export interface BudgetWindow {
	name: string;
	limit: number;
	ms: number;
	burst?: number;
}

export interface BudgetLease {
	/** Turns for this process to use, 0 to `want`. */
	granted: number;
	/** How long they may be used; after that they are gone. 0 where nothing was granted. */
	validMs: number;
	/** Where nothing was granted: when to ask again. */
	retryAfterMs: number;
	/** Why the account rests, where it does. */
	pause?: string;
}

/**
 * The requests of an account, shared by all processes: each takes some turns at once and uses them
 * without asking again.
 */
export interface BudgetStore {
	/** Takes up to `want` turns out of every window at once. */
	lease(account: string, windows: readonly BudgetWindow[], want: number): Promise<BudgetLease>;
	/** What the service says is left of a window for `forMs`; never adds turns. */
	adjust(account: string, window: BudgetWindow, remaining: number, forMs: number): Promise<void>;
	/** Nobody takes turns for `forMs`, e.g. after a block or a captcha. A longer pause stays. */
	pause(account: string, reason: string, forMs: number): Promise<void>;
	/** A person has mended what the account rested for. */
	resume(account: string): Promise<void>;
}

/** Small remembered values. They are JSON, at most 16 kB each. */
export interface FactStore {
	get(scope: string, key: string): Promise<unknown>;
	/** `keepMs`: how long; until it is erased where nothing is said. */
	put(scope: string, key: string, value: unknown, keepMs?: number): Promise<void>;
	/** Puts `value` only where `expected` is there (`undefined`: nothing). Tells whether it was. */
	swap(
		scope: string,
		key: string,
		expected: unknown,
		value: unknown,
		keepMs?: number,
	): Promise<boolean>;
	/** By key in the order of its bytes; `after` is the last key of the page before. */
	list(
		scope: string,
		page?: { after?: string; limit?: number },
	): Promise<Array<{ key: string; value: unknown }>>;
	/** Forgets a scope, or one key of it. */
	erase(scope: string, key?: string): Promise<number>;
}
