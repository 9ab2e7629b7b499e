import type { FeedEvent, FeedSource, Position } from '../../feed';
import { comparePositions } from '../../feed';
import type { Clock } from '../../time';
import type { AvitoClient } from '../client';
import type { Application } from '../schemas';
import { BatchLoader } from './batchLoader';
import { sequenceOf } from './sequence';

/** Where "now" lies when nothing came in lately. */
const LOOK_BACK_MS = 7 * 86_400_000;

export interface ApplicationEventOptions {
	/** Every change counts as an event, not only the first appearance. */
	includeChanges?: boolean;
	vacancyIds?: readonly number[];
}

/**
 * Applications as a feed: each application is a key of its own. Details of those that come together
 * are read together, a hundred in one call.
 */
export class ApplicationFeedSource implements FeedSource<Application> {
	private readonly loader: BatchLoader<string, Application>;

	constructor(
		private readonly client: () => AvitoClient,
		private readonly clock: Clock,
		private readonly options: ApplicationEventOptions = {},
	) {
		this.loader = new BatchLoader(clock, async (ids) => {
			const found = new Map<string, Application>();
			for await (const application of client().applications.getByIds(ids)) {
				found.set(application.id, application);
			}
			return found;
		});
	}

	async newest(signal: AbortSignal): Promise<number> {
		let newest = this.clock.now() - LOOK_BACK_MS;
		for await (const { time, isTold } of this.changed(newest, signal)) {
			if (isTold) newest = Math.max(newest, time);
		}
		return newest;
	}

	async *changed(
		since: number,
		signal: AbortSignal,
	): AsyncGenerator<{ key: string; time: number; isTold: boolean }> {
		const moment = Math.max(since, 0);
		const filters = this.options.includeChanges
			? { updatedSinceMs: moment }
			: { createdSinceMs: moment };
		const { vacancyIds } = this.options;
		for await (const head of this.client().applications.ids({ ...filters, vacancyIds }, signal)) {
			const time = this.toldTimeOf(head);
			// Without a time it counts as new, so that it is not lost.
			yield { key: head.id, time: time ?? this.clock.now(), isTold: time !== undefined };
		}
	}

	async read(
		id: string,
		after: Position,
		_limit: number,
		signal: AbortSignal,
	): Promise<{ events: Array<FeedEvent<Application>>; complete: boolean }> {
		const application = await this.loader.load(id);
		signal.throwIfAborted();
		if (!application) return { events: [], complete: true };
		const { includeChanges, vacancyIds } = this.options;
		const stamp = includeChanges ? `:${application.updated_at ?? ''}` : '';
		const event = {
			id: `application:${id}${stamp}`,
			key: id,
			time: this.toldTimeOf(application) ?? this.clock.now(),
			sequence: sequenceOf(`${id}${stamp}`),
			payload: application,
			skip: Boolean(vacancyIds?.length) && !vacancyIds?.includes(application.vacancy_id ?? 0),
		};
		return { events: comparePositions(event, after) > 0 ? [event] : [], complete: true };
	}

	private toldTimeOf(head: {
		created_at?: string | null;
		updated_at?: string | null;
	}): number | undefined {
		const { created_at, updated_at } = head;
		const text = this.options.includeChanges
			? (updated_at ?? created_at)
			: (created_at ?? updated_at);
		const time = Date.parse(text ?? '');
		// Lists tell seconds, details also fractions of the same time (avito.md 3.5).
		return Number.isNaN(time) ? undefined : Math.floor(time / 1000) * 1000;
	}
}
