import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { FeedSettings } from '../../../lib/feed';
import { backoffDelay } from '../../../lib/backoff';
import type { Clock } from '../../../lib/time';
import { subjectOf } from '../subject';
import { N8N_REMEMBERS_MS, type Emitter } from './emitter';

/** What a poll found: an item, and an id that is the same for every time it is found. */
export interface PolledItem {
	id: string;
	json: IDataObject;
}

/** Items that were handed to n8n together, by the hashes of their ids. */
interface Batch {
	ids: string[];
	/** When, by this machine's clock. */
	at: number;
	attempt: number;
}

export interface BatchesOptions {
	emitter: Emitter;
	/** n8n's, which it stores with every emit. */
	memory: IDataObject;
	settings: Pick<FeedSettings, 'redeliveries' | 'redeliverUnfinished' | 'doneBeforehand'>;
	clock: Clock;
	signal: AbortSignal;
}

const REDELIVERY_BACKOFF = { baseMs: 10_000, capMs: 300_000 };

/**
 * Hands what polls find to n8n, one execution for all that one poll found. Until it is known that
 * n8n has it, n8n's memory says what it said before the poll, and which items were handed on: a
 * later life finds them again, and n8n refuses those that it has by their key.
 */
export class Batches {
	/** What is remembered has changed since the last emit. */
	isUnsaved = false;

	constructor(private readonly options: BatchesOptions) {}

	/**
	 * @param handed what an earlier life has handed on without knowing what became of it
	 * @param next what to remember when n8n has all of it
	 */
	async tell(found: {
		items: PolledItem[];
		isFirst: boolean;
		handed: unknown;
		next: IDataObject;
	}): Promise<void> {
		const { memory, settings, clock, signal } = this.options;
		// What a poll found that a stop has overtaken is found again.
		signal.throwIfAborted();
		const { items, isFirst, next } = found;
		const beforehand = isFirst || settings.doneBeforehand;
		const old = batchesOf(found.handed);
		const known = new Set(old.flatMap(({ ids }) => ids));
		const ids = items.map(({ id }) => hashOf(id)).filter((id) => !known.has(id));
		const fresh: Batch = { ids, at: clock.now(), attempt: 1 };
		const open = ids.length > 0 ? [...old, fresh] : old;
		if (beforehand) this.keep(next);
		const note = () => {
			if (!beforehand) memory.handed = open.map((batch) => ({ ...batch }));
		};
		for (const batch of open) {
			const own = items.filter(({ id }) => batch.ids.includes(hashOf(id)));
			if (own.length > 0) await this.hand(batch, own, { isOld: batch !== fresh, note });
		}
		if (!beforehand) this.keep(next);
	}

	private keep(next: IDataObject): void {
		const { memory } = this.options;
		for (const name of Object.keys(memory)) if (!(name in next)) delete memory[name];
		Object.assign(memory, next);
		this.isUnsaved = true;
	}

	/** Rejects when it is stopped before the end is known. */
	private async hand(
		batch: Batch,
		items: PolledItem[],
		{ isOld, note }: { isOld: boolean; note(): void },
	): Promise<void> {
		const { emitter, settings, clock, signal } = this.options;
		const { redeliveries, redeliverUnfinished } = settings;
		if (isOld && redeliveries > 0 && redeliverUnfinished) batch.attempt += 1;
		else if (isOld && clock.now() - batch.at > N8N_REMEMBERS_MS) return;
		const id = `poll:${subjectOf(batch.ids)}`;
		for (let failures = 1; ; failures += 1) {
			signal.throwIfAborted();
			note();
			this.isUnsaved = false;
			const executed = items.map(({ json }) => ({ json }));
			const outcome = await emitter.emit(executed, id, batch.attempt, signal);
			// It has run for a while by now, so n8n has it.
			if (typeof outcome === 'object') return void outcome.kept.catch(() => {});
			if (outcome === 'done') return;
			if (failures > redeliveries) return emitter.giveUp(id, failures);
			batch.attempt += 1;
			note();
			this.isUnsaved = true;
			await clock.sleep(backoffDelay(failures, REDELIVERY_BACKOFF, Math.random), signal);
		}
	}
}

const hashOf = (id: string): string =>
	createHash('sha256').update(id).digest('base64url').slice(0, 12);

function batchesOf(saved: unknown): Batch[] {
	return Array.isArray(saved) ? saved.filter(isBatch) : [];
}

function isBatch(value: unknown): value is Batch {
	if (typeof value !== 'object' || value === null) return false;
	const { ids, at, attempt } = value as Partial<Record<keyof Batch, unknown>>;
	return Array.isArray(ids) && typeof at === 'number' && typeof attempt === 'number';
}
