import type { LockQueue, Place } from '../locks';
import { numberOf, type Query, type SqlDatabase } from './database';

const FIRST = 'SELECT place, beat FROM {places} WHERE key = $1 ORDER BY place LIMIT 1';

const BEAT = 'UPDATE {places} SET beat = beat + 1 WHERE place = $1 RETURNING place';

/**
 * The queues of locks. Joining is one step per key, so that a lower place is never written after a
 * higher one was seen as the first.
 */
export function sqlQueue(database: SqlDatabase): LockQueue {
	const first = async (query: Query, key: string): Promise<Place | undefined> => {
		const [row] = await query(FIRST, [key]);
		return row && { place: numberOf(row.place), beat: numberOf(row.beat) };
	};
	return {
		async join(key) {
			return await database.step(`place ${key}`, async (query) => {
				const [row] = await query(
					'INSERT INTO {places} (key, beat) VALUES ($1, 0) RETURNING place',
					[key],
				);
				const mine = numberOf(row?.place);
				return { mine, first: (await first(query, key)) ?? { place: mine, beat: 0 } };
			});
		},
		look: async (key) => await first(database.run, key),
		beat: async (place) => (await database.run(BEAT, [place])).length > 0,
		async leave(place) {
			await database.run('DELETE FROM {places} WHERE place = $1', [place]);
		},
		async evict({ place, beat }) {
			await database.run('DELETE FROM {places} WHERE place = $1 AND beat = $2', [place, beat]);
		},
	};
}

/** A beat within a step: who waits to pass the owner over finds it alive afterwards, or not at all. */
export const beatIn = async (query: Query, place: number): Promise<boolean> =>
	(await query(BEAT, [place])).length > 0;
