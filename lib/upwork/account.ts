import { createHash, randomUUID } from 'node:crypto';
import type { Closable } from '../accounts';
import type { HttpClient } from '../http';
import { KeyedLock } from '../keyedLock';
import { processStores, type Once } from '../memory';
import type { Clock } from '../time';
import { systemClock } from '../time';
import type { ServiceError } from '../errors';
import { CONFIRMATION_VALID_MS } from './confirmation';

export type Transport = Pick<HttpClient, 'request' | 'rest' | 'close' | 'statistics'>;

export interface UpworkAccountOptions {
	http: Transport;
	clock?: Clock;
	/** Remembers used confirmations for all processes; without it this process does. */
	once?(): Promise<Once>;
}

/** Where tokens come from: n8n's credential store, or a test. */
export interface TokenSource {
	current(): Promise<string>;
	/** Called once per expired token; stores the new pair and returns the new access token. */
	refresh(): Promise<string>;
}

const HOUR_MS = 3_600_000;
/** Where the memory keeps used confirmations, by hash. */
const SPENT = 'upwork confirmation';
const MAX_STALE = 10;

/**
 * What all executions share that use the same key and user: the connection with its limits, the
 * fields this key may not read, the newest token, and which confirmations are used up.
 */
export class UpworkAccount implements Closable {
	readonly clock: Clock;

	readonly http: Transport;

	private readonly denied = new Map<string, number>();

	/** The newest token seen: a change of scopes ends all earlier ones (upwork.md 1.3). */
	private token?: string;

	/** Tokens that are over, and the one that took their place. */
	private replaced?: { stale: ReadonlySet<string>; fresh: Promise<string> };

	private readonly once: () => Promise<Once>;

	private readonly locks = new KeyedLock<string>();

	constructor(options: UpworkAccountOptions) {
		this.clock = options.clock ?? systemClock;
		this.http = options.http;
		const { once } = processStores(this.clock);
		this.once = options.once ?? (async () => await Promise.resolve(once));
	}

	/** What this process may still ask of Upwork's daily limit. */
	get leftToday(): number {
		return this.http.statistics().budgets.default?.available ?? 0;
	}

	/**
	 * The token to use: a newer one than the given, if this process has got one since. With another
	 * token the key may have other scopes, so that what was denied before is asked for anew.
	 */
	async newerThan(given: string): Promise<string> {
		return this.used(this.replaced?.stale.has(given) ? await this.replaced.fresh : given);
	}

	private used(token: string): string {
		if (token !== this.token) this.denied.clear();
		this.token = token;
		return token;
	}

	/** Refreshes once, however many calls meet the same expired token. */
	async refreshed(stale: string, tokens: TokenSource): Promise<string> {
		if (!this.replaced?.stale.has(stale)) {
			const fresh = tokens.refresh();
			const older = [...(this.replaced?.stale ?? [])].slice(1 - MAX_STALE);
			this.replaced = { stale: new Set([...older, stale]), fresh };
			fresh.catch(() => {
				if (this.replaced?.fresh === fresh) this.replaced = undefined;
			});
		}
		return this.used(await this.replaced.fresh);
	}

	/** Fields this key may not read, forgotten after an hour: scopes can be added. */
	get deniedFields(): Set<string> {
		const now = this.clock.now();
		for (const [field, until] of this.denied) if (until <= now) this.denied.delete(field);
		return new Set(this.denied.keys());
	}

	deny(fields: readonly string[]): void {
		for (const field of fields) this.denied.set(field, this.clock.now() + HOUR_MS);
	}

	/**
	 * Uses up a confirmation, for all processes and after every restart. `undefined`: it was used
	 * before. What comes back undoes it, and is only for a request that provably never left.
	 * @throws MemoryDownError with nothing sent
	 */
	async spend(confirmation: string): Promise<(() => Promise<void>) | undefined> {
		const once = await this.once();
		const key = createHash('sha256').update(confirmation).digest('hex');
		const holder = randomUUID();
		const claim = await once.claim(SPENT, key, holder, CONFIRMATION_VALID_MS);
		if (claim.state !== 'fresh') return undefined;
		return async () => void (await once.release(SPENT, key, holder).catch(() => false));
	}

	/** Runs `work` while nothing else runs under the same name. */
	async exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
		return await this.locks.run(name, work);
	}

	/** Lets every further call fail at once until `untilMs`. */
	rest(reason: ServiceError, ms: number): void {
		this.http.rest(reason, this.clock.now() + ms);
	}

	async close(): Promise<void> {
		await this.http.close();
	}
}
