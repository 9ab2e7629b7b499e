import { ok, type Responder } from '../call';
import type { Track } from '../model';
import { trackView } from '../views/orders';
import { reviewView } from '../views/kworks';
import { orderById } from './orderLookup';

/** The part of the tracks that was asked for, oldest first. */
function slice(tracks: Track[], anchor: number | undefined, direction: string, limit: number) {
	const at = tracks.findIndex(({ id }) => id === anchor);
	if (anchor === undefined || at < 0) return tracks.slice(-limit);
	if (direction === 'after') return tracks.slice(at + 1, at + 1 + limit);
	const half = Math.floor(limit / 2);
	if (direction === 'around') return tracks.slice(Math.max(0, at - half), at + half + 1);
	return tracks.slice(Math.max(0, at - limit), at);
}

export const tracks: Record<string, Responder> = {
	getTracks: (call) => {
		const { parameters, world } = call;
		const order = orderById(call, 'orderId');
		const part = slice(
			order.tracks,
			parameters.optionalInt('trackId'),
			parameters.text('direction'),
			parameters.int('limit') || 50,
		);
		const review = world.reviews.find(({ orderId }) => orderId === order.id);
		const view = review && reviewView(world, review);
		return ok({
			messages: part.map((track) => trackView(world, order, track)),
			review: { review: view ?? null, answer: view?.answer ?? null },
		});
	},
};
