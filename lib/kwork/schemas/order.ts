import { z } from 'zod';
import { flag, id, list, looseList, number, part, text } from './values';

/** Status codes (kwork.md 4.7). */
export const ORDER_STATUS = {
	1: 'inWork',
	2: 'arbitration',
	3: 'cancelled',
	4: 'onReview',
	5: 'completed',
	6: 'paymentRequired',
} as const;

const sideSchema = z.looseObject({
	id: number,
	username: text,
	is_online: flag,
	profilepicture: text,
});

/** An order in a list, as its seller (`payer` is set) or its buyer (`worker` is set) sees it. */
export const orderSchema = z.looseObject({
	id,
	kwork_title: text,
	display_title: text,
	price: number,
	has_stages: flag,
	stages_price: number,
	has_completed_stages: flag,
	/** See `ORDER_STATUS`. */
	status: number,
	time_added: number,
	time_cancel: number,
	cancel_reason: text,
	project: text,
	/** Words, e.g. "2 д. 4 ч."; empty when the time is over. */
	time_left: text,
	in_work: flag,
	time_is_lost: number,
	is_cancel_request: flag,
	/** Seconds. */
	duration: number,
	deadline: number,
	can_add_portfolio: flag,
	can_add_review: flag,
	unread_tracks: number,
	payer: part(sideSchema),
	worker: part(sideSchema),
	order_note: text,
	kwork_id: number,
	progress: number,
	/** 0 private person, 1 subscription, 2 escrow. */
	payment_type: number,
	missing_data: flag,
});
export type Order = z.output<typeof orderSchema>;

export const orderListSchema = z.looseObject({
	filter: text,
	filter_counts: part(z.record(z.string(), number)),
	orders: list(orderSchema),
});

const stageSchema = z.looseObject({
	id: number,
	number,
	title: text,
	status: number,
	created_at: number,
	price: number,
	progress: number,
});

export const orderDetailsSchema = z.looseObject({
	details: part(
		z.looseObject({
			description: text,
			files: looseList(
				z.looseObject({ id: number, name: text, file_url: text, size_in_bytes: number }),
			),
		}),
	),
	stages: looseList(stageSchema),
	key_tracks: looseList(
		z.looseObject({ id: number, type_id: number, created_at: number, title: text }),
	),
	attention_tracks: looseList(z.looseObject({ track_id: number, title: text })),
	draft: text,
});
export type OrderDetails = z.output<typeof orderDetailsSchema>;

/** `getOrderHeader`: the `is…Available` flags say what may be done now. */
export const orderHeaderSchema = z.looseObject({
	order: part(
		z.looseObject({
			id: number,
			title: text,
			kwork_title: text,
			status: number,
			created_at: number,
			deadline_at: number,
			worker_id: number,
			payer_id: number,
			price: number,
			has_stages: flag,
			report_required: flag,
			isSendForApprovalAvailable: flag,
			isApproveDeliveryAvailable: flag,
			isCancelOrderAvailable: flag,
			isArbitrationAvailable: flag,
			is_order_data_provided: flag,
			note: text,
		}),
	),
	kwork: part(z.looseObject({ id: number, title: text })),
	worker: part(z.looseObject({ id: number, username: text, is_online: flag })),
	payer: part(z.looseObject({ id: number, username: text, is_online: flag })),
});
export type OrderHeader = z.output<typeof orderHeaderSchema>;

/** An entry of an order's chat and event feed (kwork.md 4.7). */
export const trackSchema = z.looseObject({
	id,
	sent_timestamp: number,
	text,
	from_id: number,
	from_name: text,
	conversation_id: number,
	is_unread: flag,
	updated_at: number,
	type: number,
	status: text,
	inbox_id: number,
	title: text,
	message_key: text,
	files: looseList(
		z.looseObject({ id: number, name: text, file_url: text, size_in_bytes: number, path: text }),
	),
	actions: looseList(z.looseObject({ id: text })),
	auto_cancel_deadline: number,
	auto_completion_time: number,
	extras: looseList(z.looseObject({ name: text, count: number })),
	quote: part(z.looseObject({ id: number })),
});
export type Track = z.output<typeof trackSchema>;

export const orderTracksSchema = z.looseObject({
	messages: list(trackSchema),
	review: part(z.looseObject({ review: part(z.looseObject({ text })), answer: z.unknown() })),
});

/** A reason for which the order may be cancelled now; `id` goes into `reason_type`. */
export const cancelReasonSchema = z.looseObject({
	id: text,
	title: text,
	commentRequired: flag,
	subtypes: looseList(z.looseObject({ id: text, title: text })),
});
export type CancelReason = z.output<typeof cancelReasonSchema>;

/** An option that can be added to an order. */
export const orderOptionSchema = z.looseObject({
	id,
	name: text,
	payer_price: number,
	worker_price: number,
	currency: text,
	time: number,
});
export type OrderOption = z.output<typeof orderOptionSchema>;

export const orderedExtraSchema = z.looseObject({
	id,
	extra_id: number,
	name: text,
	count: number,
	duration: number,
	price: number,
	is_deleting_requested: flag,
});
export type OrderedExtra = z.output<typeof orderedExtraSchema>;

export const orderFileSchema = z.looseObject({
	id,
	entity_type: text,
	fname: text,
	size: number,
	url: text,
	date: number,
	owner: flag,
});
export type OrderFile = z.output<typeof orderFileSchema>;
