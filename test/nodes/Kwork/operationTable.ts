import type { IDataObject } from 'n8n-workflow';
import { byId } from '../../support/workflow';
import { type KworkBench } from './support';

/** Ids of the simulator's seed, and of what was made for the test. */
export interface Ids {
	project?: unknown;
	offer?: unknown;
	gig?: unknown;
	review?: unknown;
	ownProject?: unknown;
	reason?: unknown;
	/** New, from `buyer`. */
	order?: unknown;
	/** An own one. */
	message?: unknown;
	/** In the queue of the account. */
	event?: unknown;
}

export interface OperationCase {
	/** `resource.operation` */
	at: string;
	/** The method of the API on which it depends. */
	method: string;
	parameters?: (ids: Ids) => IDataObject;
	/** Account, when not `demo`. */
	login?: string;
	/** What has to have happened before. */
	before?: (bench: KworkBench, ids: Ids) => Promise<unknown>;
	/** Gives many items, and none when there are none. */
	list?: boolean;
	/** The answer that holds nothing, where it is no empty list. */
	empty?: object;
	/** Gives fields as Kwork sends them: only their number and ids are compared. */
	raw?: boolean;
	/** Takes a file. */
	file?: boolean;
}

const PERSON = 777_001;
const everything = () => ({ returnAll: true });
const person = () => ({ userId: byId(PERSON) });
const order = (ids: Ids) => ({ orderId: byId(ids.order) });
const asBuyer = { login: 'buyer', password: 'buyer' };

const ownProject = (ids: Ids) => ({ projectId: byId(ids.ownProject) });

const projectStopped = async (bench: KworkBench, ids: Ids) =>
	await bench.items({
		resource: 'myProject',
		operation: 'stop',
		parameters: ownProject(ids),
		credential: asBuyer,
	});

const begun = async (bench: KworkBench, ids: Ids) =>
	await bench.items({ resource: 'order', operation: 'startWork', parameters: order(ids) });

const messageSent = async (bench: KworkBench, ids: Ids) => {
	const parameters = { ...person(), text: 'Первый вариант' };
	const [sent] = await bench.items({ resource: 'message', operation: 'send', parameters });
	ids.message = sent?.messageId;
};

/** The buyer asks to cancel an order that the seller has begun. */
const cancellationAsked = async (bench: KworkBench, ids: Ids) => {
	await begun(bench, ids);
	const [reason] = await bench.items({
		resource: 'order',
		operation: 'getCancelReasons',
		parameters: order(ids),
		credential: asBuyer,
	});
	return await bench.items({
		resource: 'order',
		operation: 'requestCancellation',
		parameters: { ...order(ids), role: 'buyer', reasonId: reason?.id },
		credential: asBuyer,
	});
};

const eventArrives = async (bench: KworkBench, ids: Ids) => {
	bench.simulator.control.kwork.clientWrites({ text: 'Привет' });
	const events = await bench.items({ resource: 'notification', operation: 'getEvents' });
	ids.event = events.at(-1)?.id;
};

/** Every operation that is one method of the API at heart. */
export const OPERATIONS: OperationCase[] = [
	{ at: 'account.get', method: 'actor' },
	{ at: 'account.getConnects', method: 'projects' },
	{
		at: 'account.setOffline',
		method: 'offline',
		before: async (bench) =>
			await Promise.resolve(bench.simulator.control.kwork.changeUser({ online: true })),
	},
	{ at: 'category.getAll', method: 'categories', list: true },
	{ at: 'category.getFavourites', method: 'favoriteCategories', list: true },
	{
		at: 'category.setFavourites',
		method: 'addFavoriteCategories',
		parameters: () => ({ categories: ['25'] }),
	},
	{ at: 'dialog.archive', method: 'archiveDialog', parameters: person },
	{ at: 'dialog.block', method: 'blockDialog', parameters: person },
	{ at: 'dialog.checkWriting', method: 'isDialogAllow', parameters: person },
	{ at: 'dialog.get', method: 'getDialog', parameters: person },
	{ at: 'dialog.getAll', method: 'dialogs', parameters: everything, list: true },
	{ at: 'dialog.markRead', method: 'inboxRead', parameters: person },
	{
		at: 'dialog.search',
		method: 'searchDialogs',
		parameters: () => ({ query: 'shop', returnAll: true }),
		list: true,
	},
	{ at: 'dialog.star', method: 'setDialogStarred', parameters: person },
	{ at: 'file.upload', method: 'fileUpload', file: true },
	{ at: 'gig.get', method: 'getKworkDetails', parameters: ({ gig }) => ({ gigId: byId(gig) }) },
	{ at: 'gig.getAll', method: 'userKworks', parameters: everything, list: true },
	{ at: 'gig.pause', method: 'pauseKwork', parameters: ({ gig }) => ({ gigId: byId(gig) }) },
	{
		at: 'gig.start',
		method: 'startKwork',
		parameters: ({ gig }) => ({ gigId: byId(gig) }),
		before: async (bench, { gig }) =>
			await bench.items({ resource: 'gig', operation: 'pause', parameters: { gigId: byId(gig) } }),
	},
	{
		at: 'message.delete',
		method: 'inboxDelete',
		before: messageSent,
		parameters: ({ message }) => ({ messageId: byId(message) }),
	},
	{
		at: 'message.edit',
		method: 'inboxEdit',
		before: messageSent,
		parameters: ({ message }) => ({ messageId: byId(message), text: 'Новый текст' }),
	},
	{
		at: 'message.getAll',
		method: 'inboxes',
		parameters: () => ({ ...person(), returnAll: true }),
		list: true,
	},
	{
		at: 'message.send',
		method: 'inboxCreate',
		parameters: () => ({ ...person(), text: 'Добрый день' }),
	},
	{ at: 'message.setTyping', method: 'typing', parameters: person },
	...['delete', 'get', 'restart', 'stop'].map((operation) => ({
		at: `myProject.${operation}`,
		method: operation === 'get' ? 'want' : `${operation}Want`,
		parameters: ownProject,
		login: 'buyer',
		...(operation === 'restart' && { before: projectStopped }),
	})),
	{ at: 'myProject.getAll', method: 'myWants', parameters: everything, login: 'buyer', list: true },
	{ at: 'notification.getAll', method: 'notifications', parameters: everything, list: true },
	{
		at: 'notification.getEvents',
		method: 'notificationsFetch',
		raw: true,
		parameters: everything,
		before: async (bench) =>
			await Promise.resolve(bench.simulator.control.kwork.clientWrites({ text: 'Привет' })),
		list: true,
	},
	{
		at: 'notification.markReceived',
		method: 'notificationsReceived',
		before: eventArrives,
		parameters: ({ event }) => ({ ids: String(event) }),
	},
	{ at: 'offer.get', method: 'offer', parameters: ({ offer }) => ({ offerId: byId(offer) }) },
	{ at: 'offer.getAll', method: 'offers', parameters: everything, list: true },
	{
		at: 'offer.withdraw',
		method: 'deleteOffer',
		parameters: ({ offer }) => ({ offerId: byId(offer) }),
	},
	...['accept', 'reject'].map((answer) => ({
		at: `order.${answer}Cancellation`,
		method: `${answer === 'accept' ? 'confirm' : 'reject'}CancelOrderRequestByWorker`,
		parameters: (ids: Ids) => ({ ...order(ids), role: 'seller' }),
		before: cancellationAsked,
	})),
	{
		at: 'order.deliver',
		method: 'sendOrderForApproval',
		parameters: (ids) => ({ ...order(ids), message: '' }),
		before: begun,
	},
	{ at: 'order.get', method: 'getOrderDetails', parameters: order },
	{
		at: 'order.getCancelReasons',
		method: 'getOrderCancellationReasons',
		raw: true,
		parameters: order,
		before: begun,
		list: true,
	},
	{
		at: 'order.getAll',
		method: 'workerOrders',
		parameters: () => ({ role: 'seller', status: 'all', returnAll: true }),
		list: true,
		empty: { orders: [] },
	},
	{
		at: 'order.getTracks',
		method: 'getTracks',
		parameters: (ids) => ({ ...order(ids), returnAll: true }),
		list: true,
		empty: { messages: [] },
	},
	{
		at: 'order.offerExtras',
		method: 'offerOrderOptions',
		parameters: (ids) => ({ ...order(ids), extras: { values: [{ id: 11, count: 1 }] } }),
		before: begun,
	},
	{
		at: 'order.reportProgress',
		method: 'sendReport',
		parameters: (ids) => ({ ...order(ids), progress: 50, comment: 'Половина' }),
		before: begun,
	},
	{
		at: 'order.requestCancellation',
		method: 'cancelOrderByWorker',
		parameters: (ids) => ({
			...order(ids),
			role: 'seller',
			reasonId: ids.reason,
			message: 'Болею',
		}),
		before: begun,
	},
	{ at: 'order.startWork', method: 'workerInprogress', parameters: order },
	{ at: 'portfolio.getAll', method: 'portfolioList', parameters: everything, list: true },
	{
		at: 'project.get',
		method: 'project',
		parameters: ({ project }) => ({ projectId: byId(project) }),
	},
	{ at: 'project.getAll', method: 'projects', parameters: everything, list: true },
	{
		at: 'project.getManyOfBuyer',
		method: 'projects',
		parameters: () => ({ buyerId: byId(PERSON), returnAll: true }),
		list: true,
	},
	{
		at: 'review.answer',
		method: 'createAnswer',
		parameters: ({ review }) => ({ reviewId: byId(review), text: 'Спасибо!' }),
	},
	{
		at: 'review.getAll',
		method: 'userReviews',
		parameters: () => ({ reviewType: 'all', returnAll: true }),
		list: true,
	},
	{ at: 'user.get', method: 'user', parameters: () => ({ user: byId(PERSON) }) },
	{
		at: 'user.getReviews',
		method: 'userReviews',
		parameters: () => ({ userId: byId(4_242_424), reviewType: 'all', returnAll: true }),
		list: true,
	},
	{
		at: 'user.search',
		method: 'userSearch',
		parameters: () => ({ query: 'shop', returnAll: true }),
		list: true,
	},
];

const offer = {
	offerType: 'custom',
	title: 'Бот поддержки',
	description: 'Сделаю бота поддержки на Python. '.repeat(6),
	price: 1000,
	duration: '7',
};
/** What goes through the site, and the generic call: writes that are more than one method. */
export const SITE: OperationCase[] = [
	{
		at: 'offer.submit',
		method: 'web:POST /api/offer/createoffer',
		parameters: ({ project }) => ({ projectId: byId(project), ...offer }),
	},
	{
		at: 'offer.edit',
		method: 'web:POST /api/offer/editoffer',
		parameters: ({ project }) => ({ projectId: byId(project), ...offer }),
	},
	{
		at: 'project.markViewed',
		method: 'web:POST /api/offer/addview',
		parameters: ({ project }) => ({ projectId: byId(project) }),
	},
	{
		at: 'apiCall.call',
		method: 'offline',
		parameters: () => ({ method: byId('offline'), parameters: '{}' }),
	},
];
/**
 * Not one method of the API at heart: the writes above (mainJob.test.ts, throughTheSite.test.ts,
 * apiCall.test.ts), the download of files, and the status of the account, which never fails.
 */
export const ELSEWHERE = [
	'account.getStatus',
	'apiCall.call',
	'file.download',
	'offer.edit',
	'offer.submit',
	'project.markViewed',
];
