import { badValue, done, type MethodCall, notFound, notNow, ok, type Responder } from '../call';
import type { Order, Stage } from '../model';
import { checkedComment } from './orderFlow';
import { pay } from './orders';
import { orderFor } from './orderLookup';

const DAY = 86_400;

const recordOf = (value: unknown): Record<string, unknown> =>
	typeof value === 'object' && value !== null ? { ...value } : {};

/** New stages from `stages[0][title]`, `stages[0][payer_price]`. */
function newStages({ parameters, world }: MethodCall, order: Order): Stage[] {
	const stages = Object.values(parameters.map('stages')).map((value, index): Stage => {
		const { title, payer_price: price } = recordOf(value);
		if (typeof title !== 'string' || title === '' || !(Number(price) > 0)) throw badValue();
		return {
			id: world.nextId('stage'),
			number: order.stages.length + index + 1,
			title,
			price: Number(price),
			progress: 0,
			status: 0,
			createdAt: world.now(),
		};
	});
	if (stages.length === 0) throw badValue();
	return stages;
}

function stageOf(order: Order, id: number): Stage {
	const stage = order.stages.find((candidate) => candidate.id === id);
	if (stage === undefined) throw notFound('Этап');
	return stage;
}

/** Stages of an order (kwork.md 3.8). */
export const stages: Record<string, Responder> = {
	createStage: (call) => {
		const order = orderFor(call, { by: 'order_id', status: [1] });
		order.stages.push(...newStages(call, order));
		order.deadline += call.parameters.int('extend_time') * DAY;
		return done;
	},
	orderStage: (call) => {
		const order = orderFor(call, { by: 'order_id', side: 'payer', status: [1] });
		const stage = stageOf(order, call.parameters.int('stage_id'));
		if (stage.status !== 0) throw notNow();
		pay(call, order.id, stage.price);
		stage.status = 1;
		return done;
	},
	deleteStage: (call) => {
		const order = orderFor(call, { by: 'orderId', status: [1] });
		const stage = stageOf(order, call.parameters.int('stageId'));
		if (stage.status !== 0) throw notNow('Этап уже оплачен');
		order.stages.splice(order.stages.indexOf(stage), 1);
		return done;
	},
	updateStageProgress: (call) => {
		const order = orderFor(call, { by: 'order_id', side: 'worker', status: [1] });
		const text = checkedComment(call);
		for (const [id, percent] of Object.entries(call.parameters.map('stages'))) {
			const value = Number(percent);
			if (!(value >= 0 && value <= 100)) throw badValue();
			stageOf(order, Number(id)).progress = value;
		}
		const edited = call.parameters.int('trackId');
		const track =
			order.tracks.find(({ id }) => id === edited) ??
			call.world.addTrack(order, { type: 48, title: 'Отчёт', fromId: call.user.id });
		track.text = text;
		return ok({ trackId: track.id });
	},
	suggestStages: (call) => {
		const order = orderFor(call, { by: 'order_id', side: 'worker', status: [1] });
		order.suggestedStages = newStages(call, order);
		return done;
	},
	acceptStageSuggestion: (call) => {
		const order = orderFor(call, { by: 'order_id', side: 'payer', status: [1] });
		if (order.suggestedStages.length === 0) throw notFound('Предложение этапов');
		order.stages = order.suggestedStages;
		order.suggestedStages = [];
		return done;
	},
};
