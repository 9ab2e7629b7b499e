import { badValue, done, type MethodCall, notNow, ok, type Reply, type Responder } from '../call';
import type { Order } from '../model';
import { notFound } from '../call';
import { orderById, orderFor } from './orderLookup';

/** Reports have 2 to 350 characters (kwork.md 3.6). */
export function checkedComment({ parameters }: MethodCall): string {
	const comment = parameters.text('comment').trim();
	if (comment.length < 2 || comment.length > 350) throw badValue();
	return comment;
}

/** The server fell over its own work. */
const brokenHalfway: Reply = {
	answer: { status: 500, html: '<html><body>500 Internal Server Error</body></html>' },
};

const chosenStages = (order: Order, ids: number[]) =>
	order.stages.filter(({ id, status }) => (ids.length === 0 ? status === 1 : ids.includes(id)));

function finish(call: MethodCall, order: Order): void {
	order.status = 5;
	order.progress = 100;
	for (const stage of order.stages) stage.status = 5;
	const buyer = call.world.user(order.payerId);
	buyer.balance.hold = Math.max(0, buyer.balance.hold - order.price);
	buyer.balance.total = Math.max(0, buyer.balance.total - order.price);
	call.world.user(order.workerId).balance.total += order.price;
	call.world.addTrack(order, { type: 5, title: 'Заказ выполнен' });
}

export const orderFlow: Record<string, Responder> = {
	sendOrderRequirements: (call) => {
		const order = orderFor(call, { by: 'orderId', side: 'payer', status: [1] });
		order.requirements = call.parameters.text('requirements');
		order.fileIds = call.parameters.ints('files');
		order.missingData = false;
		call.world.addTrack(order, { type: 3, title: 'Данные по заказу переданы' });
		return done;
	},
	workerInprogress: (call) => {
		const order = orderFor(call, { by: 'order_id', side: 'worker', status: [1] });
		if (order.inWork) throw notNow('Заказ уже в работе');
		order.inWork = true;
		order.deadline = call.world.now() + order.durationSeconds;
		call.world.addTrack(order, { type: 2, title: 'Заказ взят в работу', fromId: call.user.id });
		return done;
	},
	sendOrderForApproval: (call) => {
		const order = orderFor(call, { by: 'orderId', side: 'worker', status: [1] });
		if (!order.inWork) throw notNow('Сначала возьмите заказ в работу');
		const ids = call.parameters.ints('stageIds');
		const chosen = chosenStages(order, ids);
		const breaks = call.world.settings.deliveryBreaksHalfway;
		if (breaks && chosen[0] !== undefined && chosen.length > 1) {
			chosen[0].status = 4;
			return brokenHalfway;
		}
		for (const stage of chosen) stage.status = 4;
		order.status = 4;
		order.deliveredAt = call.world.now();
		if (breaks) return brokenHalfway;
		call.world.addTrack(order, {
			type: 32,
			title: 'Работа сдана на проверку',
			fromId: call.user.id,
			fileIds: call.parameters.ints('filesIds'),
		});
		return done;
	},
	approveOrder: (call) => {
		const order = orderFor(call, { by: 'orderId', side: 'payer', status: [4] });
		order.portfolioAllowed = call.parameters.flag('portfolio');
		finish(call, order);
		return ok([
			{
				order_delivery_time: order.durationSeconds,
				orders_approved: 1,
				current_status: 'Выполнен',
				current_status_icon: '',
				next_status: '',
				next_status_border: 0,
			},
		]);
	},
	sendOrderForRevision: (call) => {
		const order = orderFor(call, { by: 'orderId', side: 'payer', status: [4] });
		order.status = 1;
		for (const stage of order.stages) if (stage.status === 4) stage.status = 1;
		call.world.addTrack(order, {
			type: 33,
			title: 'Отправлено на доработку',
			text: call.parameters.text('revision'),
			fromId: call.user.id,
			fileIds: call.parameters.ints('files'),
		});
		return done;
	},
	sendReport: (call) => {
		const order = orderFor(call, { by: 'order_id', side: 'worker', status: [1] });
		const progress = call.parameters.int('progress');
		if (progress < 0 || progress > 100 || progress % 10 !== 0) throw badValue();
		const text = checkedComment(call);
		order.progress = progress;
		const edited = call.parameters.int('track_id');
		const track =
			order.tracks.find(({ id }) => id === edited) ??
			call.world.addTrack(order, { type: 48, title: 'Отчёт', fromId: call.user.id });
		Object.assign(track, { text, progress });
		return ok([{ trackId: track.id }]);
	},
};

/** Cancel reasons; the ids are invented. */
const REASONS = [
	['worker_no_time', 'Не хватает времени', false],
	['payer_other', 'Другая причина', true],
	['mutual', 'По взаимному согласию', false],
] as const;

const askCancel =
	(side: 'worker' | 'payer'): Responder =>
	(call) => {
		const order = orderFor(call, { by: 'order_id', side, status: [1, 4] });
		const reason = REASONS.find(([id]) => id === call.parameters.text('reason_type'));
		if (reason === undefined) throw badValue();
		if (order.cancelRequestBy !== null) throw notNow('Запрос на отмену уже отправлен');
		order.cancelReason = call.parameters.text('message') || reason[1];
		// Work that has not begun is cancelled at once; else the other side must agree.
		if (order.inWork) order.cancelRequestBy = call.user.id;
		else cancel(call, order);
		call.world.addTrack(order, { type: 23, title: 'Запрос на отмену', fromId: call.user.id });
		return done;
	};

function cancel({ world }: MethodCall, order: Order): void {
	order.status = 3;
	order.cancelledAt = world.now();
	order.cancelRequestBy = null;
	const buyer = world.user(order.payerId);
	buyer.balance.hold = Math.max(0, buyer.balance.hold - order.price);
}

/** `mine`: the caller's own request is meant, else the other side's. */
const answerCancel =
	(side: 'worker' | 'payer', mine: boolean, agree: boolean): Responder =>
	(call) => {
		const order = orderFor(call, { by: 'order_id', side, status: [1, 4] });
		const byMe = order.cancelRequestBy === call.user.id;
		if (order.cancelRequestBy === null || byMe !== mine) throw notFound('Запрос на отмену');
		if (agree) cancel(call, order);
		else order.cancelRequestBy = null;
		return done;
	};

export const orderCancelling: Record<string, Responder> = {
	getOrderCancellationReasons: (call) => {
		orderById(call, 'orderId');
		return ok(
			REASONS.map(([id, title, commentRequired]) => ({
				id,
				title,
				commentRequired,
				hide_worker_kwork_by_default: false,
				is_arbitrage_popup_available: false,
				subtypes: [],
			})),
		);
	},
	cancelOrderByWorker: askCancel('worker'),
	cancelOrderByPayer: askCancel('payer'),
	confirmCancelOrderRequestByWorker: answerCancel('worker', false, true),
	confirmCancelOrderRequestByPayer: answerCancel('payer', false, true),
	rejectCancelOrderRequestByWorker: answerCancel('worker', false, false),
	rejectCancelOrderRequestByPayer: answerCancel('payer', false, false),
	deleteCancelOrderRequestByPayer: answerCancel('payer', true, false),
};
