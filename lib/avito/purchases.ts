import { asError, ServiceError } from '../errors';
import { KeyedLock } from '../keyedLock';
import { isOutcomeUnknown, settleByReading } from '../settle';
import type { Clock } from '../time';
import { failures } from './failures';

/** How long a paid call is not made again without certainty about the one before. */
const HELD_FOR_MS = 3_600_000;

/** Kinds of refusal after which Avito has certainly taken nothing. */
const NOTHING_SPENT = new Set<ServiceError['kind']>([
	'authentication',
	'forbidden',
	'funds',
	'notFound',
	'validation',
	'rateLimited',
	'refusedLocally',
	'proxy',
]);

export const isUnspent = (error: unknown): boolean =>
	error instanceof ServiceError && (NOTHING_SPENT.has(error.kind) || error.details?.sent === false);

/**
 * How many purchases a run may make. A purchase is counted before it is tried and given back only
 * when Avito says that nothing was spent, so that doubt never buys twice.
 */
export class SpendingCeiling {
	private count = 0;

	constructor(
		/** Purchases allowed in this run. */
		readonly maximum: number,
		private readonly unit = 'contact',
	) {
		if (!Number.isInteger(maximum) || maximum < 0) {
			throw failures.refusedLocally(
				`The ceiling of a run has to be a whole number, not ${maximum}`,
				'Give 0 to buy nothing, or how many purchases the run may make.',
			);
		}
	}

	get spent(): number {
		return this.count;
	}

	/** Counts a purchase around what makes it, which says what it spent. */
	async spend<T extends { spent: 0 | 1 }>(buy: () => Promise<T>): Promise<T> {
		this.take();
		try {
			const result = await buy();
			if (result.spent === 0) this.count -= 1;
			return result;
		} catch (error) {
			if (isUnspent(error)) this.count -= 1;
			throw asError(error);
		}
	}

	private take(): void {
		if (this.count >= this.maximum) {
			throw failures.refusedLocally(
				`The run has reached its ceiling of ${this.maximum} purchased ${this.unit}${this.maximum === 1 ? '' : 's'}`,
				'Raise the ceiling of the operation, or run again for the rest. What was bought before stays free.',
				{ ceiling: this.maximum },
			);
		}
		this.count += 1;
	}
}

export interface Purchase<T> {
	/** The paid call, sent once. */
	write(): Promise<T>;
	/** Looks for its effect, which was not there before; `undefined`: not seen so far. */
	find(): Promise<T | undefined>;
	/** After a success: looks whether it still stands, where Avito carries it out later. */
	stands?(made: T): Promise<T | undefined>;
	/** What to read in the error while nobody knows whether it was made. */
	open: { message: string; remedy: string };
}

interface Held {
	atMs: number;
	find(): Promise<unknown>;
	isOpen: boolean;
}

/**
 * Paid calls of an account. One whose outcome is not known is looked for; as long as it is not
 * found, an equal one is refused, because Avito has no key by which it would know a repetition. What
 * was made is kept for this process only.
 */
export class Purchases {
	private readonly held = new Map<string, Held>();

	private readonly locks = new KeyedLock<string>();

	constructor(private readonly clock: Clock) {}

	/** Makes a purchase, or finds the equal one that was made before: then `spent` is 0. */
	async buy<T>(key: string, purchase: Purchase<T>): Promise<{ made: T; spent: 0 | 1 }> {
		return await this.locks.run(key, async () => {
			const before = this.before(key);
			if (before) {
				const made = (await before.find()) as T | undefined;
				if (made !== undefined) return { made, spent: 0 };
				const { message, remedy } = purchase.open;
				if (before.isOpen) throw failures.refusedLocally(message, remedy);
			}
			return { made: await this.make(key, purchase), spent: 1 };
		});
	}

	private async make<T>(key: string, { write, find, stands }: Purchase<T>): Promise<T> {
		const atMs = this.clock.now();
		this.held.delete(key);
		try {
			const made = await settleByReading(write, { clock: this.clock, find });
			if (stands) this.held.set(key, { atMs, isOpen: false, find: async () => await stands(made) });
			return made;
		} catch (error) {
			if (isOutcomeUnknown(error)) this.held.set(key, { atMs, find, isOpen: true });
			throw asError(error);
		}
	}

	private before(key: string): Held | undefined {
		const oldest = this.clock.now() - HELD_FOR_MS;
		for (const [known, { atMs }] of this.held) if (atMs < oldest) this.held.delete(known);
		return this.held.get(key);
	}
}
