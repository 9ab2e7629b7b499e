import { done, type MethodCall, notFound, ok, type Responder } from '../call';
import type { Order, Track } from '../model';
import { escapeText } from '../text';
import { trackView } from '../views/orders';
import { reviewView } from '../views/kworks';
import { orderById, trackFor } from './orderLookup';

/** The part of the tracks that was asked for, oldest first. */
function slice(tracks: Track[], anchor: number | undefined, direction: string, limit: number) {
	const at = tracks.findIndex(({ id }) => id === anchor);
	if (anchor === undefined || at < 0) return tracks.slice(-limit);
	if (direction === 'after') return tracks.slice(at + 1, at + 1 + limit);
	const half = Math.floor(limit / 2);
	if (direction === 'around') return tracks.slice(Math.max(0, at - half), at + half + 1);
	return tracks.slice(Math.max(0, at - limit), at);
}

/** An own message of an order's chat; what Kwork's own events say nobody changes. */
function ownTrack(call: MethodCall): { order: Order; track: Track } {
	const found = trackFor(call, 'id');
	if (found.track.fromId !== call.user.id) throw notFound('Трек');
	return found;
}

export const tracks: Record<string, Responder> = {
	trackMessage: (call) => {
		const { order, track } = trackFor(call, 'id');
		return ok([trackView(call.world, order, track)]);
	},
	/** Files and quote that are not named again are gone (kwork.md 12.2). */
	trackEdit: (call) => {
		const { parameters, world } = call;
		const { track } = ownTrack(call);
		track.text = escapeText(parameters.text('text'));
		track.updatedAt = world.now();
		track.fileIds = Object.values(parameters.map('uploadedFiles')).map(Number);
		track.quoteId = parameters.int('quoteId') || null;
		return done;
	},
	trackDelete: (call) => {
		const { order, track } = ownTrack(call);
		order.tracks.splice(order.tracks.indexOf(track), 1);
		return done;
	},
	trackRead: ({ parameters, user, world }) => {
		for (const id of parameters.ints('ids')) {
			const found = world.trackById(id);
			if (found && found.track.fromId !== user.id) found.track.unread = false;
		}
		return done;
	},
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
