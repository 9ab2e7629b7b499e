import {
	ApiFailure,
	badValue,
	done,
	type MethodCall,
	notFound,
	notNow,
	ok,
	pageOf,
	type Responder,
} from '../call';
import type { PortfolioItem, Review } from '../model';
import { escapeText } from '../text';
import { portfolioView } from '../views/kworks';
import { orderFor } from './orderLookup';

const reviewOfOrder = (call: MethodCall): Review => {
	const order = orderFor(call, { by: 'order_id', side: 'payer' });
	const review = call.world.reviews.find(({ orderId }) => orderId === order.id);
	if (review === undefined) throw notFound('Отзыв');
	return review;
};

const createReview: Responder = (call) => {
	const { parameters, world } = call;
	const order = orderFor(call, { by: 'order_id', side: 'payer', status: [5] });
	if (world.reviews.some(({ orderId }) => orderId === order.id)) throw notNow('Отзыв уже оставлен');
	const good = parameters.text('type') === 'positive';
	world.reviews.unshift({
		id: world.nextId('review'),
		kworkId: order.kworkId,
		orderId: order.id,
		userId: order.workerId,
		writerId: order.payerId,
		good,
		text: escapeText(parameters.text('text')),
		time: world.now(),
		answer: null,
	});
	const seller = world.user(order.workerId);
	if (good) seller.goodReviews++;
	else seller.badReviews++;
	return done;
};

export const reviews: Record<string, Responder> = {
	createReview,
	editReview: (call) => {
		const review = reviewOfOrder(call);
		review.good = call.parameters.text('type') === 'positive';
		review.text = escapeText(call.parameters.text('text'));
		return done;
	},
	deleteReview: (call) => {
		const review = reviewOfOrder(call);
		call.world.reviews.splice(call.world.reviews.indexOf(review), 1);
		return done;
	},
	createAnswer: ({ parameters, user, world }) => {
		const review = world.reviews.find(({ id }) => id === parameters.int('review_id'));
		if (review === undefined || review.userId !== user.id) throw notFound('Отзыв');
		if (review.answer !== null) throw notNow('Ответ уже есть');
		const text = escapeText(parameters.text('text'));
		review.answer = { id: world.nextId('answer'), text, time: world.now() };
		return done;
	},
	editAnswer: ({ parameters, user, world }) => {
		const wanted = parameters.int('answer_id');
		const review = world.reviews.find(({ answer }) => answer?.id === wanted);
		if (!review?.answer || review.userId !== user.id) throw notFound('Ответ');
		review.answer.text = escapeText(parameters.text('text'));
		return done;
	},
};

const worksOf = ({ world }: MethodCall, userId: number): PortfolioItem[] =>
	world.portfolio.filter((item) => item.userId === userId);

/** `multi_error` with HTTP 400 (inferred) for the fields of a portfolio work. */
function checkWork({ parameters, world }: MethodCall): number[] {
	const imageIds = Object.values(parameters.map('images')).map(Number);
	const errors = [
		...(parameters.text('title').trim().length < 3
			? [{ position: 0, target: 'title', text: 'Название слишком короткое' }]
			: []),
		...(imageIds.length === 0 || imageIds.some((id) => !world.files.has(id))
			? [{ position: 0, target: 'images', text: 'Загрузите изображение' }]
			: []),
	];
	if (errors.length > 0) {
		throw new ApiFailure('Проверьте поля', 101, { errors });
	}
	return imageIds;
}

const ownWork = ({ parameters, user, world }: MethodCall, name: string): PortfolioItem => {
	const item = world.portfolio.find(({ id }) => id === parameters.int(name));
	if (item === undefined || item.userId !== user.id) throw notFound('Работа');
	return item;
};

export const portfolio: Record<string, Responder> = {
	portfolioList: (call) => {
		const category = call.parameters.text('category_id');
		if (category !== 'all' && !/^\d+$/.test(category)) throw badValue();
		const works = worksOf(call, call.parameters.int('user_id')).filter(
			({ categoryId }) => category === 'all' || categoryId === Number(category),
		);
		const { items, paging } = pageOf(works, call.parameters.int('page', 1), 12);
		return ok({ portfolio: items.map(portfolioView), paging });
	},
	createPortfolio: (call) => {
		const imageIds = checkWork(call);
		call.world.portfolio.unshift({
			id: call.world.nextId('portfolio'),
			userId: call.user.id,
			title: call.parameters.text('title'),
			categoryId: call.parameters.int('category_id', 41),
			orderId: call.parameters.int('order_id') || null,
			kworkId: null,
			views: 0,
			imageIds,
		});
		return done;
	},
	deletePortfolio: (call) => {
		const item = ownWork(call, 'portfolio_id');
		if (call.parameters.flag('unlink')) item.kworkId = null;
		else call.world.portfolio.splice(call.world.portfolio.indexOf(item), 1);
		return done;
	},
};
