import type { ListOptions } from '../paging';
import type { Track } from '../schemas/order';

export interface TrackReader {
	/** Chat and events of an order, newest first. */
	tracks(orderId: number, options?: ListOptions): AsyncIterable<Track>;
}

/** A look at the end of the chat; what a write adds lies there. */
const LOOK = 20;

/** The id of the newest entry of an order's chat, 0 for none: what is added later has a higher one. */
export async function newestTrack(orders: TrackReader, orderId: number): Promise<number> {
	for await (const { id } of orders.tracks(orderId, { limit: 1 })) return id;
	return 0;
}

/** An entry that came after `newest` and is the one; none where `newest` is not known. */
export async function addedTrack(
	orders: TrackReader,
	orderId: number,
	newest: number | undefined,
	isIt: (track: Track) => boolean,
): Promise<Track | undefined> {
	if (newest === undefined) return undefined;
	for await (const track of orders.tracks(orderId, { limit: LOOK })) {
		if (track.id > newest && isIt(track)) return track;
	}
	return undefined;
}
