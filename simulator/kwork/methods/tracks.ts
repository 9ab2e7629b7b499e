import { done, type MethodCall, notFound, ok, pageOf, type Responder } from '../call';
import type { Track } from '../model';
import { escapeText, sameWords } from '../text';
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

function ownTrack(call: MethodCall) {
	const found = trackFor(call, 'id');
	if (found.track.fromId !== call.user.id) throw notFound('Трек');
	return found;
}

const matches = (call: MethodCall): Track[] =>
	orderById(call, 'orderId').tracks.filter(({ text }) =>
		sameWords(text, call.parameters.text('text')),
	);

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
	trackMessage: (call) => {
		const { order, track } = trackFor(call, 'id');
		return ok([trackView(call.world, order, track)]);
	},
	trackEdit: (call) => {
		const { track } = ownTrack(call);
		track.text = escapeText(call.parameters.text('text'));
		track.fileIds = Object.values(call.parameters.map('uploadedFiles')).map(Number);
		track.updatedAt = call.world.now();
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
			if (found !== undefined && found.track.fromId !== user.id) found.track.unread = false;
		}
		return done;
	},
	searchTracks: (call) => ok(matches(call).map(({ id }) => id)),
	searchOrderTracks: (call) => {
		const { items, paging } = pageOf(matches(call), call.parameters.int('page', 1), 50);
		return ok(
			items.map(({ id, conversationId, text }) => ({
				id,
				conversation_id: conversationId,
				phrase: text,
			})),
			{ paging },
		);
	},
	updateOrderDraftMessage: (call) => {
		orderById(call, 'orderId').draft = call.parameters.text('message');
		return done;
	},
};
