import type { IDataObject } from 'n8n-workflow';
import type { KworkClient } from '../../../lib/kwork';
import type { PolledItem } from '../../shared/events/batches';
import type { Library } from '../../shared/lib';
import type { PollSettings } from './parameters';

/** One poll: what it may use, and what it remembers. */
export interface Round {
	client: KworkClient;
	lib: Library;
	settings: PollSettings;
	/** What the round before has left; undefined the first time. */
	saved: unknown;
	/** Now, by this machine's clock. */
	now: number;
	/** The time for this poll is nearly used up: return what there is. */
	enough(): boolean;
	signal: AbortSignal;
	/** Tells the user what is missing from an otherwise good round. */
	warn(message: string): void;
}

export interface RoundResult {
	items: PolledItem[];
	/** For the next round. */
	state: unknown;
	/** Nothing usable was saved: what is there now was learned. */
	isFirst: boolean;
}

/** What an event is made of: rounds, and a sample for the editor that remembers nothing. */
export interface PollSource {
	poll(round: Round): Promise<RoundResult>;
	sample(round: Round): Promise<PolledItem[]>;
}

type Forms<T> = { simplify(item: T): object; record?(item: T): object };

/** An item in the form that the user chose, behind the event and what is special to it. */
export function itemOf<T extends { id: number }>(
	{ settings }: Round,
	forms: Forms<T>,
	value: T,
	about: IDataObject,
): PolledItem {
	const { output } = settings.options;
	const form =
		output === 'raw' ? value : output === 'record' ? forms.record?.(value) : forms.simplify(value);
	const json = { ...about, ...((form ?? forms.simplify(value)) as IDataObject) };
	return { id: JSON.stringify([value.id, about]), json };
}

/** The first so many. */
export async function take<T>(items: AsyncIterable<T>, count: number): Promise<T[]> {
	const taken: T[] = [];
	if (count <= 0) return taken;
	for await (const item of items) {
		taken.push(item);
		if (taken.length >= count) break;
	}
	return taken;
}
