import { dedupeKey, isoFromSeconds, person, stageOf } from '../../records';
import type { Lead } from '../../records';
import type { Order, OrderDetails, OrderHeader, Track } from '../schemas/order';
import { ORDER_STATUS } from '../schemas/order';
import { plainOrNull, plainText } from '../text';
import { userUrl } from './account';

type StatusCode = keyof typeof ORDER_STATUS;

/** The status in words; a code that is not known stays a number. */
function orderStatus(code: number | undefined): string | null {
	if (code === undefined) return null;
	return ORDER_STATUS[code as StatusCode] ?? String(code);
}

export const orderUrl = (id: number): string => `https://kwork.ru/track?id=${id}`;

const titleOf = (order: Order): string | null =>
	plainOrNull(order.display_title || order.kwork_title);

export const orderForms = {
	simplify: (order: Order) => {
		const other = order.payer ?? order.worker;
		return {
			id: order.id,
			title: titleOf(order),
			status: orderStatus(order.status),
			price: order.price ?? null,
			progress: order.progress ?? null,
			isTaken: order.in_work ?? null,
			otherSide: other?.username ?? null,
			otherSideId: other?.id ?? null,
			deadlineAt: isoFromSeconds(order.deadline),
			unreadTracks: order.unread_tracks ?? null,
			createdAt: isoFromSeconds(order.time_added),
		};
	},
	record: (order: Order): Lead => {
		const other = order.payer ?? order.worker;
		const status = order.status === undefined ? null : String(order.status);
		return {
			record: 'lead',
			version: 1,
			kind: 'order',
			source: 'kwork',
			sourceId: String(order.id),
			url: orderUrl(order.id),
			dedupeKey: dedupeKey('kwork', 'order', order.id),
			createdAt: isoFromSeconds(order.time_added),
			updatedAt: null,
			title: titleOf(order) ?? '',
			text: plainText(order.kwork_title ?? ''),
			money:
				order.price === undefined ? null : { amount: order.price, currency: 'RUB', kind: 'fixed' },
			person: person({
				id: other?.id === undefined ? null : String(other.id),
				username: other?.username ?? null,
				url: userUrl(other?.username),
			}),
			stage: stageOf('kwork', 'order', status) ?? null,
			sourceStatus: status,
			deadlineAt: isoFromSeconds(order.deadline),
			skills: [],
			category: null,
			level: null,
			competition: null,
			client: null,
		};
	},
};

export const orderDetailsForms = {
	simplify: ({ order, payer, worker, details, stages }: OrderHeader & OrderDetails) => ({
		id: order?.id ?? null,
		title: plainOrNull(order?.title ?? order?.kwork_title),
		status: orderStatus(order?.status),
		price: order?.price ?? null,
		buyer: payer?.username ?? null,
		buyerId: payer?.id ?? order?.payer_id ?? null,
		seller: worker?.username ?? null,
		description: plainOrNull(details?.description),
		stages:
			stages?.map(({ id, title, status, price, progress }) => ({
				id: id ?? null,
				title: title ?? null,
				status: status ?? null,
				price: price ?? null,
				progress: progress ?? null,
			})) ?? null,
		canDeliver: order?.isSendForApprovalAvailable ?? null,
		deadlineAt: isoFromSeconds(order?.deadline_at),
	}),
};

export const trackForms = {
	simplify: (track: Track) => ({
		id: track.id,
		type: track.type ?? null,
		title: track.title ?? null,
		text: plainOrNull(track.text),
		fromId: track.from_id ?? null,
		fromUsername: track.from_name ?? null,
		isRead: track.is_unread === undefined ? null : !track.is_unread,
		files:
			track.files?.map(({ id, name, file_url }) => ({
				id: id ?? null,
				name: name ?? null,
				url: file_url ?? null,
			})) ?? null,
		sentAt: isoFromSeconds(track.sent_timestamp),
	}),
};
