import type { Order, Track, User } from '../model';
import type { World } from '../world';
import { trackFileView } from './files';
import { avatarOf } from './users';

export const trackOrderView = (order: Order) => ({
	id: order.id,
	title: order.title,
	color: 1,
	worker_id: order.workerId,
});

const HOUR = 3600;

/** "2 д. 4 ч."; empty when the time is over (kwork.md 4.7). */
function timeLeft(world: World, order: Order): string {
	const end = order.inWork ? order.deadline : order.createdAt + 24 * HOUR;
	const left = end - world.now();
	if (order.status !== 1 || left <= 0) return '';
	return `${Math.floor(left / 86_400)} д. ${Math.floor((left % 86_400) / HOUR)} ч.`;
}

function timeIsLost(world: World, order: Order): number {
	if (order.status !== 1) return 0;
	if (order.inWork) return order.deadline < world.now() ? -2 : 0;
	const left = order.createdAt + 24 * HOUR - world.now();
	return left < 0 ? -2 : left < HOUR ? 1 : 0;
}

const personView = (user: User) => ({
	id: user.id,
	username: user.username,
	is_online: user.online,
	profilepicture: avatarOf(user, 'small'),
});

/** The specification spells two keys with a Cyrillic letter (kwork.md 4.7). */
function cancelKeys(world: World, order: Order) {
	const letter = world.settings.cyrillicOrderKeys ? '\u0441' : 'c';
	return {
		[`time_can${letter}el`]: order.cancelledAt ?? 0,
		[`can${letter}el_reason`]: order.cancelReason,
	};
}

const common = (world: World, order: Order) => ({
	id: order.id,
	kwork_title: order.kworkTitle,
	display_title: order.title,
	price: order.price,
	has_stages: order.stages.length > 0,
	stages_price: order.stages.reduce((sum, stage) => sum + stage.price, 0),
	has_completed_stages: order.stages.some(({ status }) => status === 5),
	status: order.status,
	time_added: order.createdAt,
	...cancelKeys(world, order),
	project: '',
	time_left: timeLeft(world, order),
	in_work: order.inWork,
	time_is_lost: timeIsLost(world, order),
	is_cancel_request: order.cancelRequestBy !== null,
	duration: order.durationSeconds,
	deadline: order.deadline,
	photo: '',
	order_note: order.note,
	statusVirtual: order.status,
	progress: order.progress,
	payment_type: 0,
});

/** `WorkerOrder` (kwork.md 4.7). */
export const workerOrderView = (world: World, order: Order) => ({
	...common(world, order),
	can_add_portfolio: order.portfolioAllowed,
	unread_tracks: order.tracks.filter(({ unread, fromId }) => unread && fromId === order.payerId)
		.length,
	payer: personView(world.user(order.payerId)),
});

/** `PayerOrder`. */
export const payerOrderView = (world: World, order: Order) => ({
	...common(world, order),
	display_time: order.cancelledAt ?? order.deliveredAt ?? order.createdAt,
	can_add_review: order.status === 5 && !world.reviews.some(({ orderId }) => orderId === order.id),
	kwork_id: order.kworkId,
	can_repeat_order: order.status === 5,
	missing_data: order.missingData,
	unread_tracks: order.tracks.filter(({ unread, fromId }) => unread && fromId === order.workerId)
		.length,
	yescrowPaymentNotAvailable: false,
	worker: personView(world.user(order.workerId)),
});

/** `order_details`. */
export const orderDetailsView = (world: World, order: Order) => ({
	details: {
		description: order.requirements,
		files: order.fileIds.flatMap((id) => trackFileView(world, id) ?? []),
		package: { type: '', options: [] },
		attributes: [],
	},
	stages: order.stages.map((stage) => ({
		id: stage.id,
		number: stage.number,
		title: stage.title,
		status: stage.status,
		created_at: stage.createdAt,
		price: stage.price,
		currency_id: 1,
		currency_rate: 1,
		progress: stage.progress,
	})),
	key_tracks: order.tracks
		.filter(({ title }) => title !== '')
		.map(({ id, type, time, title }) => ({ id, type_id: type, created_at: time, title })),
	attention_tracks: [],
	volume: [],
	draft: '',
	draft_details: { message: '', files: [] },
});

/** A hash that changes with the content, for the "only what changed" blocks. */
const hashOf = (value: unknown): number =>
	[...JSON.stringify(value)].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) | 0, 7) >>> 0;

/** `order_header`: a block is left out when the caller knows its hash (inferred). */
export function orderHeaderView(world: World, order: Order, known: Record<string, number>) {
	const seller = world.user(order.workerId);
	const buyer = world.user(order.payerId);
	const person = (user: User) => ({
		id: user.id,
		username: user.username,
		fullname: user.fullname,
		image_url: avatarOf(user, 'small'),
		is_online: user.online,
	});
	const active = order.status === 1;
	const blocks: Record<string, object> = {
		order: {
			id: order.id,
			title: order.title,
			kwork_title: order.kworkTitle,
			status: order.status,
			created_at: order.createdAt,
			deadline_at: order.deadline,
			worker_id: order.workerId,
			payer_id: order.payerId,
			price: order.price,
			currency_id: 1,
			has_stages: Number(order.stages.length > 0),
			discount_amount: 0,
			count: 1,
			statusVirtual: order.status,
			report_required: false,
			isSendForApprovalAvailable: active && order.inWork,
			isApproveDeliveryAvailable: order.status === 4,
			isCancelOrderAvailable: active || order.status === 4,
			isArbitrationAvailable: order.status === 4 || (active && order.inWork),
			stage_max_time_in_days: 60,
			delivery: order.durationSeconds,
			has_files: order.fileIds.length > 0,
			payer_price: order.price,
			metrics: false,
			note: order.note,
			is_order_data_provided: !order.missingData,
			is_required_self_employed_status: false,
			yescrow_properties: { can_pay_by_yescrow: false },
			payment_type: 0,
			isYoomoney: false,
			receipt_upload_url: '',
		},
		kwork: {
			id: order.kworkId,
			title: order.kworkTitle,
			image_url: '',
			user_id: order.workerId,
			category: world.kworks.get(order.kworkId)?.categoryId ?? 0,
		},
		worker: person(seller),
		payer: { ...person(buyer), is_voice_message_blocked: false },
	};
	return Object.fromEntries(
		Object.entries(blocks)
			.map(([name, block]) => [name, { ...block, hash: hashOf(block) }] as const)
			.filter(([name, block]) => known[name] !== block.hash),
	);
}

/** `track` (kwork.md 4.7). */
export function trackView(world: World, order: Order, track: Track) {
	const from = track.fromId === null ? undefined : world.user(track.fromId);
	const quoted = order.tracks.find(({ id }) => id === track.quoteId);
	return {
		id: track.id,
		sent_timestamp: track.time,
		text: track.text,
		from_id: from?.id ?? null,
		from_name: from?.username ?? null,
		files: track.fileIds.flatMap((id) => trackFileView(world, id) ?? []),
		conversation_id: track.conversationId,
		is_unread: track.unread,
		updated_at: track.updatedAt,
		...(quoted === undefined
			? {}
			: {
					quote: {
						id: quoted.id,
						text: quoted.text,
						from_id: quoted.fromId,
						conversation_id: quoted.conversationId,
						files: [],
					},
				}),
		type: track.type,
		status: track.decision ?? '',
		inbox_id: 0,
		title: track.title,
		message_key: track.messageKey ?? '',
		actions: track.decision === 'open' ? [{ id: 'accept', data: {} }] : [],
		extras: track.extras.map(({ name, count, duration, price }) => ({
			name,
			count,
			duration,
			price,
		})),
		stages: [],
		transcription_status: null,
		misc_track_params: track.progress === null ? {} : { order_progress: track.progress },
	};
}
