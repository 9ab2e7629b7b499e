import type { IDataObject } from 'n8n-workflow';
import { byId } from '../../support/workflow';
import { KworkBench } from './support';

const bench = new KworkBench();
beforeAll(async () => await bench.start());
afterAll(async () => await bench.stop());
afterEach(async () => await bench.reset());

const many = async (resource: string, parameters: IDataObject = {}, operation = 'getAll') =>
	await bench.items({ resource, operation, parameters: { returnAll: true, ...parameters } });

const one = async (resource: string, operation: string, parameters: IDataObject = {}) =>
	(await bench.items({ resource, operation, parameters }))[0] ?? {};

describe('lists', () => {
	it.each([
		['order', { role: 'seller', status: 'all' }, ['id', 'title', 'status', 'price', 'deadlineAt']],
		['gig', {}, ['id', 'title', 'price']],
		['notification', {}, ['id', 'type', 'addedAt']],
		['review', { reviewType: 'all' }, ['text', 'isPositive', 'writer']],
		['portfolio', {}, ['id', 'title']],
		['offer', {}, ['id', 'projectId', 'price', 'durationDays']],
		['category', {}, ['id', 'name', 'parentId']],
	])('%s → Get Many', async (resource, parameters, fields) => {
		const items = await many(resource, parameters);
		expect(items.length).toBeGreaterThan(0);
		for (const field of fields) expect(items[0]).toHaveProperty(field);
	});

	it('returns nothing, and no error, where Kwork answers an empty list with an error', async () => {
		const credential = { login: 'newbie', password: 'newbie' };
		for (const role of ['seller', 'buyer']) {
			const items = await bench.items({
				resource: 'order',
				operation: 'getAll',
				parameters: { role, status: 'all', returnAll: true },
				credential,
			});
			expect(items).toEqual([]);
		}
		expect(
			await bench.items({ resource: 'notification', operation: 'getAll', credential }),
		).toEqual([]);
	});

	it('refuses a status that the role does not have', async () => {
		const { error } = await bench.run({
			resource: 'order',
			operation: 'getAll',
			parameters: { role: 'seller', status: 'missing_data' },
		});
		expect(error?.message).toContain('"Status"');
	});

	it('reads users, their reviews and own projects', async () => {
		const user = await one('user', 'get', { user: byId('shop_owner') });
		expect(user).toMatchObject({ id: 777_001, username: 'shop_owner' });
		expect(await one('user', 'get', { user: byId(777_001), output: 'record' })).toMatchObject({
			record: 'contact',
			dedupeKey: 'kwork:user:777001',
		});
		expect((await many('user', { query: 'shop' }, 'search')).map(({ id }) => id)).toContain(
			777_001,
		);
		await many('user', { userId: byId(4_242_424), reviewType: 'all' }, 'getReviews');
		const credential = { login: 'buyer', password: 'buyer' };
		const own = await bench.items({
			resource: 'myProject',
			operation: 'getAll',
			parameters: { returnAll: true },
			credential,
		});
		expect(own.length).toBeGreaterThan(0);
		const [read] = await bench.items({
			resource: 'myProject',
			operation: 'get',
			parameters: { projectId: byId(own[0]?.id) },
			credential,
		});
		expect(read).toMatchObject({ id: own[0]?.id });
	});
});

describe('the life of an order', () => {
	it('is taken, reported, delivered with a message and a file, and shows in the tracks', async () => {
		const { orderId } = await bench.simulator.control.kwork.orderArrives({
			title: 'Бот',
			price: 3000,
		});
		const order = { orderId: byId(orderId) };
		expect(await one('order', 'startWork', order)).toEqual({ orderId, inWork: true });
		expect(
			await one('order', 'reportProgress', { ...order, progress: 50, comment: 'Половина готова' }),
		).toEqual({
			orderId,
			progress: 50,
		});
		const [delivered] = await bench.items({
			resource: 'order',
			operation: 'deliver',
			parameters: { ...order, message: 'Готово, смотрите файл', deliverOptions: { files: 'data' } },
			file: { fileName: 'bot.txt', mimeType: 'text/plain', data: Buffer.from('print()') },
		});
		expect(delivered).toMatchObject({
			orderId,
			delivered: true,
			messageId: expect.any(Number) as number,
		});
		expect(await one('order', 'get', order)).toMatchObject({ id: orderId, status: 'onReview' });
		const tracks = await many('order', order, 'getTracks');
		expect(tracks.map(({ text }) => text)).toContain('Готово, смотрите файл');
		const [lead] = (
			await many('order', { role: 'seller', status: 'all', output: 'record' })
		).filter(({ sourceId }) => sourceId === String(orderId));
		expect(lead).toMatchObject({ record: 'lead', kind: 'order', stage: 'inReview' });
	});

	it.each([
		[{ progress: 55, comment: 'ok' }, 'Progress'],
		[{ progress: 50, comment: 'x' }, 'Comment'],
		[{ progress: 50, comment: 'ok', stageIds: 'first' }, 'Stage IDs'],
	])('refuses a report of %p', async (parameters, name) => {
		const { error } = await bench.run({
			resource: 'order',
			operation: 'reportProgress',
			parameters: { orderId: byId(44_110_001), ...parameters },
		});
		expect(error?.message).toContain(name);
	});

	it('asks for a cancellation with one of the reasons', async () => {
		const { orderId } = await bench.simulator.control.kwork.orderArrives({});
		const order = { orderId: byId(orderId) };
		await one('order', 'startWork', order);
		const reasons = await bench.items({
			resource: 'order',
			operation: 'getCancelReasons',
			parameters: order,
		});
		expect(reasons.length).toBeGreaterThan(0);
		const reasonId = String(reasons[0]?.id);
		expect(
			await one('order', 'requestCancellation', {
				...order,
				role: 'seller',
				reasonId,
				message: 'Заболел',
			}),
		).toEqual({ orderId, cancellationRequested: true });
	});
});

describe('small writes', () => {
	const person = { userId: byId(777_001) };

	it.each([
		['dialog', 'markRead', person, { read: true }],
		['dialog', 'archive', { ...person, archived: true }, { archived: true }],
		['dialog', 'star', { ...person, starred: true }, { starred: true }],
		['dialog', 'block', { ...person, blocked: true }, { blocked: true }],
		['message', 'setTyping', person, { typing: true }],
		['account', 'setOffline', {}, { offline: true }],
	])('%s → %s', async (resource, operation, parameters, result) => {
		expect(await one(resource, operation, parameters)).toMatchObject(result);
		expect(await one(resource, operation, { ...parameters, dryRun: true })).toMatchObject({
			dryRun: true,
		});
	});

	it('says whether a person may be written to, and what is in the way', async () => {
		expect(await one('dialog', 'checkWriting', person)).toMatchObject({
			userId: 777_001,
			allowed: true,
			status: 'default',
			needsSmsVerification: false,
		});
		await one('dialog', 'block', { ...person, blocked: true });
		expect(await one('dialog', 'checkWriting', person)).toMatchObject({
			allowed: false,
			status: 'blocked_by_sender',
		});
		bench.simulator.control.kwork.changeUser({ writing: 'quiz' });
		expect(await one('dialog', 'checkWriting', person)).toMatchObject({
			allowed: false,
			status: 'showFishingTutorial',
		});
	});

	it.each<[object, boolean | null, string | null]>([
		[{ privateMessageStatus: '3', privateMessageStatuses: { orderTime: 3 } }, null, 'orderTime'],
		[{ privateMessageStatus: 9, privateMessageStatuses: [] }, null, null],
		[{}, null, null],
		[
			{
				privateMessageStatus: 1,
				privateMessageStatuses: { default: '1' },
				isPageNeedSmsVerification: 1,
				isSmsVerified: 0,
			},
			false,
			'default',
		],
	])('and leaves open what Kwork leaves open: %j', async (response, allowed, status) => {
		bench.simulator.control.fault({
			service: 'kwork',
			operation: 'isDialogAllow',
			kind: 'status',
			status: 200,
			body: JSON.stringify({ success: true, response }),
			headers: { 'content-type': 'application/json' },
		});
		expect(await one('dialog', 'checkWriting', person)).toMatchObject({ allowed, status });
	});

	it('pauses and starts a gig', async () => {
		const [gig] = await many('gig', { filters: { status: '7' } });
		const gigId = byId(gig?.id);
		expect(await one('gig', 'pause', { gigId })).toMatchObject({ paused: true });
		expect((await many('gig', { filters: { status: '4' } })).map(({ id }) => id)).toContain(
			gig?.id,
		);
		expect(await one('gig', 'start', { gigId })).toMatchObject({ started: true });
	});

	it('edits and deletes an own message', async () => {
		const sent = await one('message', 'send', { ...person, text: 'Первый вариант' });
		const messageId = byId(sent.messageId);
		expect(await one('message', 'edit', { messageId, text: 'Второй вариант' })).toMatchObject({
			edited: true,
		});
		expect((await many('message', { ...person, limit: 1 }))[0]).toMatchObject({
			text: 'Второй вариант',
		});
		expect(await one('message', 'delete', { messageId })).toMatchObject({ deleted: true });
	});

	it('answers a review, withdraws an offer, marks a project as viewed', async () => {
		const [review] = (await many('review', { reviewType: 'all' })).filter(
			({ answer }) => answer === null,
		);
		expect(
			await one('review', 'answer', { reviewId: byId(review?.id), text: 'Спасибо!' }),
		).toMatchObject({ answered: true });
		const [offer] = await many('offer');
		expect(await one('offer', 'withdraw', { offerId: byId(offer?.id) })).toMatchObject({
			deleted: true,
		});
		const [project] = await many('project', { limit: 1 });
		expect(await one('project', 'markViewed', { projectId: byId(project?.id) })).toMatchObject({
			viewed: true,
		});
	});

	it('takes events off the queue and keeps favourites', async () => {
		await bench.simulator.control.kwork.clientWrites({ text: 'Привет' });
		const events = await many('notification', {}, 'getEvents');
		expect(events.length).toBeGreaterThan(0);
		const ids = events.map(({ id }) => String(id)).join(',');
		await one('notification', 'markReceived', { ids });
		expect(await many('notification', {}, 'getEvents')).toEqual([]);
		const favourites = { categories: ['25', '41'] };
		const dry = await one('category', 'setFavourites', { ...favourites, dryRun: true });
		expect(dry.request).toMatchObject({
			calls: [{ method: 'addFavoriteCategories', parameters: { categories: '25' } }, {}],
		});
		expect(await one('category', 'setFavourites', { categories: ['41'] })).toEqual({
			categories: [41],
		});
		expect(
			(await bench.items({ resource: 'category', operation: 'getFavourites' })).map(({ id }) => id),
		).toEqual([41]);
	});

	it('uploads a file, sends it and downloads it again', async () => {
		const file = { fileName: 'план.txt', mimeType: 'text/plain', data: Buffer.from('план работ') };
		const [sent] = await bench.items({
			resource: 'message',
			operation: 'send',
			parameters: { ...person, text: 'План во вложении', messageOptions: { files: 'data' } },
			file,
		});
		expect(sent?.messageId).toEqual(expect.any(Number));
		const [message] = await many('message', { ...person, limit: 1, output: 'raw' });
		const [uploaded] = message?.files as Array<{ path: string; name: string }>;
		const { outputs, error } = await bench.run({
			resource: 'file',
			operation: 'download',
			parameters: { source: uploaded?.path ?? '' },
		});
		expect(error).toBeUndefined();
		const data = outputs[0]?.[0]?.binary?.data?.data ?? '';
		expect(Buffer.from(data, 'base64').toString()).toBe('план работ');
	});
});
