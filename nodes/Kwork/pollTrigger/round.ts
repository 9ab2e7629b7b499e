import type { IDataObject } from 'n8n-workflow';
import type { KworkClient } from '../../../lib/kwork';
import type { PolledItem } from '../../shared/events/batches';
import {
	shaped,
	type Forms,
	type PollSource,
	type SourceRound,
} from '../../shared/events/hostPolls';
import type { PollSettings } from './parameters';

export type Round = SourceRound<KworkClient, PollSettings>;
export type Source = PollSource<KworkClient, PollSettings>;

/** An item in the form that the user chose, behind the event and what is special to it. */
export function itemOf<T extends { id: number }>(
	{ settings }: Round,
	forms: Forms<T>,
	value: T,
	about: IDataObject,
): PolledItem {
	const json = { ...about, ...shaped(settings.options.output, forms, value) };
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
