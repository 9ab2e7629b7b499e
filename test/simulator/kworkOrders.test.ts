import { type Simulator, startSimulator } from '../../simulator';
import { at, type Fields, KworkProbe, listAt, multipart, numberAt, textAt } from './kworkProbe';
import { read } from './reply';

let simulator: Simulator;
let seller: KworkProbe;
let buyer: KworkProbe;

beforeAll(async () => {
	simulator = await startSimulator();
});
beforeEach(async () => {
	simulator.control.reset();
	seller = await new KworkProbe(simulator.url).signIn();
	buyer = await new KworkProbe(simulator.url).signIn('buyer');
});
afterAll(async () => {
	await simulator.close();
});

const succeed = async (who: KworkProbe, method: string, fields: Fields) => {
	const { json } = await who.call(method, fields);
	expect({ method, json }).toMatchObject({ json: { success: true } });
	return json;
};
const fail = async (who: KworkProbe, method: string, fields: Fields) => {
	const { json } = await who.call(method, fields);
	expect({ method, success: at(json, 'success') }).toEqual({ method, success: false });
};
const newOrder = () =>
	simulator.control.kwork.orderArrives({ payer: 'buyer', title: 'Бот' }).orderId;
const statusOf = async (orderId: number) =>
	at((await seller.call('getOrderHeader', { orderId })).json, 'response.order.status');

describe('life of an order', () => {
	it('goes from new over work, report, delivery and revision to completed and reviewed', async () => {
		const orderId = newOrder();
		await fail(seller, 'sendOrderForApproval', { orderId });
		await succeed(seller, 'workerInprogress', { order_id: orderId });
		await fail(seller, 'workerInprogress', { order_id: orderId });
		const report = { order_id: orderId, progress: 30, comment: 'Первая часть' };
		const track = numberAt(await succeed(seller, 'sendReport', report), 'response.0.trackId');
		await succeed(seller, 'sendReport', { ...report, progress: 40, track_id: track });
		await fail(seller, 'sendReport', { ...report, progress: 33 });
		await succeed(seller, 'sendOrderForApproval', { orderId });
		expect(await statusOf(orderId)).toBe(4);
		await fail(seller, 'approveOrder', { orderId, portfolio: 1 });
		await succeed(buyer, 'sendOrderForRevision', { orderId, revision: 'Добавьте кнопку' });
		expect(await statusOf(orderId)).toBe(1);
		await succeed(seller, 'sendOrderForApproval', { orderId });
		await succeed(buyer, 'approveOrder', { orderId, portfolio: 1 });
		expect(await statusOf(orderId)).toBe(5);
		const review = { order_id: orderId, type: 'positive', text: 'Всё "отлично"' };
		await succeed(buyer, 'createReview', review);
		await fail(buyer, 'createReview', review);
		const { json } = await seller.call('userReviews', { user_id: 4_242_424, type: 'all' });
		expect(at(json, 'response.0.text')).toBe('Всё &quot;отлично&quot;');
		const answer = { review_id: numberAt(json, 'response.0.id'), text: 'Спасибо!' };
		await succeed(seller, 'createAnswer', answer);
		await fail(seller, 'createAnswer', answer);
		const tracks = (await seller.call('getTracks', { orderId })).json;
		expect(at(tracks, 'response.review.answer.text')).toBe('Спасибо!');
		const titles = listAt(tracks, 'response.messages').map((one) => at(one, 'title'));
		expect(titles).toEqual([
			'Заказ создан',
			'Заказ взят в работу',
			'Отчёт',
			'Работа сдана на проверку',
			'Отправлено на доработку',
			'Работа сдана на проверку',
			'Заказ выполнен',
		]);
	});

	it('is cancelled at once before the work, and by agreement after it began', async () => {
		const early = newOrder();
		const reason = { reason_type: 'mutual' };
		await fail(seller, 'cancelOrderByWorker', { order_id: early, reason_type: 'nothing' });
		await succeed(seller, 'cancelOrderByWorker', { order_id: early, ...reason });
		expect(await statusOf(early)).toBe(3);
		const orderId = newOrder();
		await succeed(seller, 'workerInprogress', { order_id: orderId });
		await succeed(buyer, 'cancelOrderByPayer', { order_id: orderId, ...reason });
		await succeed(buyer, 'deleteCancelOrderRequestByPayer', { order_id: orderId });
		await fail(seller, 'confirmCancelOrderRequestByWorker', { order_id: orderId });
		await succeed(buyer, 'cancelOrderByPayer', { order_id: orderId, ...reason });
		await succeed(seller, 'rejectCancelOrderRequestByWorker', { order_id: orderId });
		await succeed(seller, 'cancelOrderByWorker', { order_id: orderId, ...reason });
		await fail(seller, 'confirmCancelOrderRequestByWorker', { order_id: orderId });
		await succeed(buyer, 'confirmCancelOrderRequestByPayer', {
			order_id: orderId,
			reply_type: 'agree',
		});
		expect(await statusOf(orderId)).toBe(3);
	});

	it('goes on in stages', async () => {
		const orderId = newOrder();
		await succeed(seller, 'workerInprogress', { order_id: orderId });
		const stages = { 'stages[0][title]': 'Прототип', 'stages[0][payer_price]': 500 };
		await succeed(seller, 'createStage', { order_id: orderId, extend_time: 2, ...stages });
		const stage = async () =>
			at((await seller.call('getOrderDetails', { orderId })).json, 'response.stages.0');
		const id = numberAt(await stage(), 'id');
		await succeed(buyer, 'orderStage', { order_id: orderId, stage_id: id });
		await fail(buyer, 'deleteStage', { orderId, stageId: id });
		await succeed(seller, 'updateStageProgress', {
			order_id: orderId,
			[`stages[${id}]`]: 70,
			comment: 'Почти готово',
		});
		expect(await stage()).toMatchObject({ title: 'Прототип', price: 500, progress: 70, status: 1 });
		const [days, message] = [3, 'Так удобнее'];
		await succeed(seller, 'suggestStages', { order_id: orderId, days, message, ...stages });
		await succeed(buyer, 'acceptStageSuggestion', { order_id: orderId });
		await fail(buyer, 'acceptStageSuggestion', { order_id: orderId });
	});

	it('takes offered options; too little money answers like balance_deficit', async () => {
		const orderId = newOrder();
		const offered = await succeed(seller, 'offerOrderOptions', { orderId, 'options[13]': 1 });
		const decision = { order_id: orderId, track_id: numberAt(offered, 'response.messages.0.id') };
		simulator.control.kwork.changeUser({ user: 'buyer', freeAmount: 100 });
		const poor = await buyer.call('acceptExtras', decision);
		expect(poor.json).toMatchObject({ success: false, response: { orderId, amount: 1400 } });
		simulator.control.kwork.changeUser({ user: 'buyer', freeAmount: 5000 });
		await succeed(buyer, 'acceptExtras', decision);
		await fail(buyer, 'payerDeclineExtras', decision);
		const extras = (await seller.call('getOrderedExtras', { orderId })).json;
		expect(at(extras, 'response.0')).toMatchObject({ name: 'Поддержка месяц', price: 1500 });
	});

	it('leaves out header blocks whose hash is known', async () => {
		const orderId = newOrder();
		const { json } = await seller.call('getOrderHeader', { orderId });
		const orderHash = numberAt(json, 'response.order.hash');
		const again = await seller.call('getOrderHeader', { orderId, orderHash });
		expect(at(again.json, 'response')).not.toHaveProperty('order');
		expect(at(again.json, 'response')).toHaveProperty('kwork');
	});

	it('belongs to its two sides only', async () => {
		const stranger = await new KworkProbe(simulator.url).signIn('newbie');
		await fail(stranger, 'getOrderDetails', { orderId: newOrder() });
	});
});

describe('lists of orders', () => {
	it.each([
		['active', [1, 2]],
		['delivered', [4]],
		['completed', [5]],
		['cancelled', [3]],
		['unpaid', [6]],
	])('%s', async (filter, states) => {
		const { json } = await seller.call('workerOrders', { filter });
		for (const order of listAt(json, 'response.orders')) {
			expect(states).toContain(at(order, 'status'));
		}
		expect(listAt(json, 'response.orders').length).toBeGreaterThan(0);
	});
});

describe('kworks, portfolio, files, notes', () => {
	it('pauses, starts and deletes own kworks, and moves them between the groups', async () => {
		const counts = async () =>
			Object.fromEntries(
				listAt((await seller.call('kworksStatusList')).json, 'response').map((group) => [
					textAt(group, 'name'),
					numberAt(group, 'kworks_count'),
				]),
			);
		expect(await counts()).toMatchObject({ Активные: 4, 'На паузе': 2, Все: 10 });
		await succeed(seller, 'pauseKwork', { kwork_id: 2468000 });
		await fail(seller, 'pauseKwork', { kwork_id: 2468000 });
		expect(await counts()).toMatchObject({ Активные: 3, 'На паузе': 3 });
		await succeed(seller, 'startKwork', { kwork_id: 2468000 });
		await succeed(seller, 'deleteKwork', { kwork_id: 2468000 });
		await fail(buyer, 'deleteKwork', { kwork_id: 2468001 });
		expect(await counts()).toMatchObject({ Активные: 3, Все: 9 });
	});

	it('keeps favourites', async () => {
		await succeed(buyer, 'markKworkAsFavorite', { kwork_id: 2468001, is_favorite: 1 });
		const { json } = await buyer.call('favoriteKworks');
		expect(listAt(json, 'response').map((kwork) => at(kwork, 'id'))).toEqual([2468001]);
		await succeed(seller, 'addFavoriteCategories', { categories: '25,41' });
		const rubrics = listAt((await seller.call('favoriteCategories')).json, 'response');
		expect(rubrics.map((rubric) => at(rubric, 'id'))).toEqual([41, 38, 25]);
	});

	it('takes files, gives the same bytes back and forgets deleted ones', async () => {
		const bytes = new Blob([new Uint8Array([0, 255, 10, 13, 7])]);
		const uploaded = await read(
			await seller.request('fileUpload', { body: multipart({ upload_files: bytes }) }),
		);
		const path = textAt(uploaded.json, 'response.path');
		const asked = { body: new URLSearchParams({ token: seller.token, path }) };
		const response = await seller.request('uploadedFile', asked);
		expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255, 10, 13, 7]);
		await succeed(seller, 'fileDelete', { file_id: numberAt(uploaded.json, 'response.id') });
		expect((await seller.request('uploadedFile', asked)).status).toBe(404);
	});

	it('checks the fields of a portfolio work with multi_error', async () => {
		const { json } = await seller.call('createPortfolio', {
			title: 'x',
			'images[0]': 1,
			'cover[id]': 1,
		});
		expect(listAt(json, 'errors').map((error) => at(error, 'target'))).toEqual(['title', 'images']);
		await succeed(seller, 'deletePortfolio', { portfolio_id: 14040500, unlink: 0 });
		const left = await seller.call('portfolioList', {
			user_id: 4_242_424,
			category_id: 'all',
			page: 1,
		});
		expect(listAt(left.json, 'response.portfolio')).toHaveLength(4);
	});
});
