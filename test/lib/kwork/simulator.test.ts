import type { FaultInput } from '../../../simulator';
import { collect } from '../../../lib/streams';
import { clientFor, LOGIN } from './setup';
import { DEMO, startSimulated, type Simulated } from './simulated';

/** Against the simulator, which is written from the reference and not from this client. */
describe('Kwork client and the simulator', () => {
	let sim: Simulated;
	const fault = (input: FaultInput) => sim.simulator.control.fault({ ...input, service: 'kwork' });

	beforeEach(async () => {
		sim = await startSimulated();
	});
	afterEach(async () => {
		const violations = sim.simulator.control.violations();
		await sim.close();
		expect(violations).toEqual([]);
	});

	/** Settings of the simulator under which every read has to give the same. */
	it.each([
		{},
		{ emptyOrdersAreErrors: false, missingResponseWhenEmpty: false, wobblingTypes: false },
		{
			cyrillicOrderKeys: false,
			orderDetailsAsList: true,
			emptyCategoriesMeans: 'favorites' as const,
		},
	])('reads everything within the contract, with %j', async (settings) => {
		const { client, simulator } = sim;
		simulator.control.kwork.configure(settings);
		const actor = await client.account.actor();
		expect(actor).toMatchObject({ id: 4242424, username: 'demo' });
		expect(await client.account.badges()).toHaveProperty('dialogs_unread_count');
		expect((await client.account.connects())?.active_connects).toBe(17);
		const projects = await collect(client.projects.list());
		expect(new Set(projects.map(({ id }) => id)).size).toBe(projects.length);
		expect(await client.projects.count()).toMatchObject({ count: projects.length });
		expect(await client.projects.get(projects[0]?.id ?? 0)).toMatchObject({ id: projects[0]?.id });
		const favourites = await collect(client.projects.list({ categories: 'favourites' }));
		expect(favourites.length).toBeGreaterThan(0);
		expect(favourites.length).toBeLessThan(projects.length);
		const info = await client.projects.info();
		expect(await collect(client.offers.list())).toHaveLength(info.exchange_response_count ?? -1);

		const dialogs = await collect(client.dialogs.list());
		const unread = await collect(client.dialogs.list({ unreadOnly: true }));
		expect(unread.length).toBeGreaterThan(0);
		expect(unread.length).toBeLessThan(dialogs.length);
		const threads = await Promise.all(
			dialogs.map(async ({ username }) => await collect(client.messages.list({ username }))),
		);
		for (const thread of threads) {
			const ids = thread.map(({ message_id }) => message_id);
			expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
		}

		const orders = await collect(client.orders.listAsSeller());
		expect(orders.length).toBeGreaterThan(20);
		expect(orders.some(({ time_cancel }) => (time_cancel ?? 0) > 0)).toBe(true);
		expect(await collect(client.orders.listAsBuyer())).toEqual([]);
		const [order] = orders;
		const whole = await client.orders.get(order?.id ?? 0);
		expect(whole.order).toMatchObject({ id: order?.id, status: order?.status });
		expect(whole.details?.description).toBeTruthy();
		const tracks = await collect(client.orders.tracks(order?.id ?? 0));
		expect(tracks.length).toBeGreaterThan(0);
		await client.orders.files(order?.id ?? 0);
		expect((await client.orders.cancellations.reasons(order?.id ?? 0)).length).toBeGreaterThan(0);
		await client.orders.extras.available(order?.id ?? 0);
		expect(await client.orders.extras.ordered(order?.id ?? 0)).toEqual([]);

		const gigs = await collect(client.gigs.list());
		expect(await client.gigs.get(gigs[0]?.id ?? 0)).toMatchObject({ id: gigs[0]?.id });
		expect((await client.gigs.groups()).map(({ id }) => id)).toContain(7);
		expect((await collect(client.reviews.ofGig(gigs[0]?.id ?? 0))).length).toBeGreaterThan(0);
		expect((await collect(client.users.reviews(4242424))).length).toBeGreaterThan(0);
		expect(await client.users.getByUsername('shop_owner')).toMatchObject({ id: 777001 });
		expect(await client.users.get(777001)).toMatchObject({ username: 'shop_owner' });
		expect(await collect(client.users.search('shop'))).toHaveLength(1);
		expect((await client.notifications.list()).length).toBeGreaterThan(0);
		await collect(client.notifications.events());
		expect((await client.categories.tree()).map(({ id }) => id)).toContain(11);
		expect((await client.categories.attributes(41)).length).toBeGreaterThan(0);
		expect((await collect(client.portfolio.list())).length).toBeGreaterThan(0);
		expect(await collect(client.myProjects.list())).toEqual([]);
		await client.myProjects.groups();
		expect(await client.channel()).toBeTruthy();
	});

	it('takes an order through its life', async () => {
		const { client, simulator } = sim;
		const { orderId } = simulator.control.kwork.orderArrives({});
		await client.orders.work.start(orderId);
		await client.orders.work.reportProgress(orderId, 30, 'Первая часть готова');
		const file = await client.files.upload({ fileName: 'итог.txt', data: Buffer.from('готово') });
		expect((await client.files.download({ path: file.path ?? '' })).toString()).toBe('готово');
		const delivered = await client.orders.work.deliver({
			orderId,
			message: 'Готово, файл внутри',
			fileIds: [file.id],
		});
		expect(delivered.message).toMatchObject({ type: 'track' });
		expect((await client.orders.header(orderId)).order?.status).toBe(4);
		await expect(client.orders.work.deliver({ orderId })).rejects.toMatchObject({
			name: 'kwork.orderState',
		});
		expect(sim.count('sendOrderForApproval')).toBe(1);
	});

	it.each([{ kind: 'reset' } as const, { kind: 'answerLost' } as const])(
		'knows whether an order was taken when the answer is lost: %j',
		async (kind) => {
			const { client, simulator } = sim;
			const { orderId } = simulator.control.kwork.orderArrives({});
			fault({ operation: 'workerInprogress', ...kind });
			const outcome = client.orders.work.start(orderId);
			if (kind.kind === 'answerLost') await outcome;
			else await expect(outcome).rejects.toMatchObject({ kind: 'outcomeUnknown' });
			expect(sim.count('workerInprogress')).toBe(1);
		},
	);

	it.each(['reset', 'html', 'status'] as const)(
		'sends one message when the answer is lost (%s) after it took effect',
		async (how) => {
			fault({ kind: 'answerLost', operation: 'inboxCreate', how });
			const sent = await sim.client.messages.send({
				userId: 777001,
				text: 'Сделаю "под ключ" & в срок',
			});
			expect(sent).toMatchObject({ readBack: true });
			const thread = await sim.client.messages.latest({ userId: 777001 });
			expect(thread.filter(({ from_id }) => from_id === 4242424)).toHaveLength(1);
			expect(thread[0]?.message_id).toBe(sent.messageId);
			expect(sim.count('inboxCreate')).toBe(1);
		},
	);

	it.each<[string, string, (one: Simulated) => Promise<unknown>]>([
		[
			'archive',
			'archiveDialog',
			async ({ client }) => await client.dialogs.setArchived(777001, true),
		],
		[
			'star',
			'setDialogStarred',
			async ({ client }) => await client.dialogs.setStarred(777001, true),
		],
		['block', 'blockDialog', async ({ client }) => await client.dialogs.setBlocked(777001, true)],
		['hide', 'hideDialog', async ({ client }) => await client.dialogs.setHidden(777001, true)],
		['read', 'inboxRead', async ({ client }) => await client.dialogs.markRead(777001)],
		['pause', 'pauseKwork', async ({ client }) => await client.gigs.pause(2468000)],
		[
			'delete',
			'inboxDelete',
			async ({ client }) => {
				const { messageId = 0 } = await client.messages.send({ userId: 777001, text: 'Привет' });
				await client.messages.delete(messageId);
			},
		],
		[
			'edit',
			'inboxEdit',
			async ({ client }) => {
				const { messageId = 0 } = await client.messages.send({ userId: 777001, text: 'Привет' });
				await client.messages.edit(messageId, 'Здравствуйте');
			},
		],
	])('settles a lost answer by reading back: %s', async (_name, operation, run) => {
		fault({ kind: 'answerLost', operation });
		await run(sim);
		expect(sim.count(operation)).toBe(1);
		sim.simulator.control.reset();
		sim.clock.advance(6 * 60_000);
		fault({ kind: 'reset', operation });
		await expect(run(sim)).rejects.toMatchObject({ kind: 'outcomeUnknown' });
		expect(sim.count(operation)).toBe(1);
	});

	it.each([
		['quiz', 'kwork.fraudQuiz'],
		['forbidden', 'kwork.writingNotAllowed'],
		['paused', 'kwork.messageLimit'],
	] as const)('says why writing is not possible: %s', async (writing, name) => {
		sim.simulator.control.kwork.changeUser({ writing });
		await expect(sim.client.messages.send({ userId: 777001, text: 'x' })).rejects.toMatchObject({
			name,
		});
	});

	it('goes on with one new session when the token dies between two calls', async () => {
		await sim.client.account.actor();
		sim.simulator.control.kwork.expireTokens({});
		sim.clock.advance(6 * 60_000);
		await Promise.all(Array.from({ length: 20 }, async () => await sim.client.account.badges()));
		expect(sim.count('signIn')).toBe(2);
	});

	it.each([
		['phone', 'kwork.phoneDigitsNeeded'],
		['captcha', 'kwork.captcha'],
		['blocked', 'kwork.addressBlocked'],
	])('says what stands in the way of signing in: %s', async (login, name) => {
		const { client } = clientFor(sim.simulator.url, { credential: { login, password: login } });
		await expect(client.account.actor()).rejects.toMatchObject({ name });
		await client.close();
	});

	it('signs in with the phone digits, and refuses a wrong password', async () => {
		const credential = { login: 'phone', password: 'phone', phoneLast4: '4567' };
		const phone = clientFor(sim.simulator.url, { credential }).client;
		expect(await phone.account.actor()).toMatchObject({ username: 'phone' });
		await phone.close();
		const wrong = clientFor(sim.simulator.url, { credential: LOGIN }).client;
		await expect(wrong.account.actor()).rejects.toMatchObject({ name: 'kwork.wrongPassword' });
		await wrong.close();
	});

	it('works with a pasted token alone', async () => {
		const { token } = sim.simulator.control.kwork.issueToken({});
		const { client } = clientFor(sim.simulator.url, { credential: { token } });
		expect(await client.account.actor()).toMatchObject({ username: 'demo' });
		await client.close();
		expect(sim.count('signIn')).toBe(0);
	});

	it.each<[FaultInput['kind'], string]>([
		['captcha', 'captcha'],
		['block', 'blocked'],
		['rateLimit', 'rateLimited'],
		['html', 'contract'],
		['cut', 'contract'],
	])('names the trouble of a read in the middle of a run: %s', async (kind, expected) => {
		await sim.client.account.actor();
		fault({ kind, operation: 'dialogs', times: null } as FaultInput);
		await expect(collect(sim.client.dialogs.list())).rejects.toMatchObject({ kind: expected });
	});

	it.each<[FaultInput['kind']]>([['reset'], ['rateLimit'], ['status'], ['truncated']])(
		'gets over one %s in a read',
		async (kind) => {
			await sim.client.account.actor();
			fault({
				kind,
				operation: 'dialogs',
				...(kind === 'status' ? { status: 503 } : {}),
			} as FaultInput);
			expect((await collect(sim.client.dialogs.list())).length).toBeGreaterThan(0);
		},
	);

	it('marks projects as viewed, again after the web session has ended', async () => {
		const { client, simulator } = sim;
		const { projectId } = simulator.control.kwork.projectAppears({ buyer: 'shop_owner' });
		await client.projects.markViewed([projectId]);
		expect((await client.projects.get(projectId)).is_viewed).toBe(true);
		simulator.control.kwork.expireWebSessions({});
		await client.projects.markViewed([projectId]);
	});

	it('finds the projects of one buyer', async () => {
		const { client, simulator } = sim;
		const { projectId } = simulator.control.kwork.projectAppears({ buyer: 'shop_owner' });
		const found = await collect(client.projects.ofBuyer(777001));
		expect(found.map(({ id }) => id)).toContain(projectId);
		expect(new Set(found.map(({ user_id }) => user_id))).toEqual(new Set([777001]));
		expect(await collect(client.projects.ofBuyer(777001, { limit: 1 }))).toHaveLength(1);
	});

	it('changes the favourite rubrics', async () => {
		const { client } = sim;
		await client.projects.setFavouriteCategories([79, 41]);
		const ids = (await client.projects.favouriteCategories()).map(({ id }) => id);
		expect(ids.sort()).toEqual([41, 79]);
	});
});

describe('an offer through the simulated site', () => {
	let sim: Simulated;
	let offer: Parameters<Simulated['client']['offers']['submit']>[0];
	const fault = (input: FaultInput) => sim.simulator.control.fault({ ...input, service: 'kwork' });
	const ownOffers = async () =>
		(await collect(sim.client.offers.list())).filter(({ want_id }) => want_id === offer.projectId);
	/** How often the submitting request was sent. */
	const submitted = () =>
		sim.simulator.control
			.requests({ service: 'kwork' })
			.filter(({ path }) => path.includes('createoffer')).length;
	const submitOperation = async () => {
		const other = sim.simulator.control.kwork.projectAppears({ price: 5000, maxPrice: 15_000 });
		await sim.client.offers.submit({ ...offer, projectId: other.projectId });
		const all = sim.simulator.control.requests({ service: 'kwork' });
		return all.find(({ path }) => path.includes('createoffer'))?.operation;
	};

	beforeEach(async () => {
		sim = await startSimulated({ credential: DEMO });
		const { projectId } = sim.simulator.control.kwork.projectAppears({
			price: 5000,
			maxPrice: 15_000,
		});
		offer = {
			projectId,
			title: 'Бот для заявок',
			description: `Здравствуйте! Сделаю бота "под ключ".\n\n${'Опыт восемь лет, работаю по договору. '.repeat(5)}`,
			durationDays: 7,
			price: 6000,
		};
	});
	afterEach(async () => {
		const violations = sim.simulator.control.violations();
		await sim.close();
		expect(violations).toEqual([]);
	});

	it.each([
		{},
		{ csrfPlace: 'script' as const, draftKeyPlace: 'input' as const },
		{ csrfPlace: 'input' as const, draftKeyPlace: 'attribute' as const },
		{ draftKeyPlace: 'none' as const },
	])('is made once, found, edited and withdrawn, with %j', async (settings) => {
		const { client, simulator } = sim;
		simulator.control.kwork.configure(settings);
		const before = await client.account.connects();
		const made = await client.offers.submit(offer);
		expect(made).toMatchObject({ sent: true, alreadySent: false });
		expect(made.offerId).toBe((await ownOffers())[0]?.id);
		expect((await client.account.connects())?.active_connects).toBe(
			(before?.active_connects ?? 0) - 1,
		);
		expect(await client.offers.submit(offer)).toMatchObject({
			alreadySent: true,
			offerId: made.offerId,
		});
		expect(await client.offers.findSent(offer)).toMatchObject({ id: made.offerId });
		expect(await client.offers.edit({ ...offer, price: 7000 })).toMatchObject({ sent: true });
		expect(await client.offers.get(made.offerId ?? 0)).toMatchObject({ price: 7000 });
		await client.offers.delete(made.offerId ?? 0);
		await expect(client.offers.get(made.offerId ?? 0)).rejects.toMatchObject({ kind: 'notFound' });
		expect(submitted()).toBe(1);
	});

	it.each(['reset', 'html', 'status'] as const)(
		'is made exactly once when the answer is lost (%s) after it took effect',
		async (how) => {
			const operation = await submitOperation();
			fault({ kind: 'answerLost', operation, how });
			const made = await sim.client.offers.submit(offer);
			expect(made).toMatchObject({ sent: true, readBack: true });
			expect(await ownOffers()).toHaveLength(1);
			expect(submitted()).toBe(2);
		},
	);

	it('is not made twice when the request broke before any effect', async () => {
		const operation = await submitOperation();
		fault({ kind: 'reset', operation });
		await expect(sim.client.offers.submit(offer)).rejects.toMatchObject({ kind: 'outcomeUnknown' });
		expect(await ownOffers()).toHaveLength(0);
		expect(submitted()).toBe(2);
	});

	it('is made once by two workflows that share the client', async () => {
		const results = await Promise.all([
			sim.client.offers.submit(offer),
			sim.client.offers.submit(offer),
		]);
		expect(results.map(({ alreadySent }) => alreadySent).sort()).toEqual([false, true]);
		expect(new Set(results.map(({ offerId }) => offerId)).size).toBe(1);
		expect(await ownOffers()).toHaveLength(1);
	});

	it('opens a new web session when the old one has ended', async () => {
		await submitOperation();
		sim.simulator.control.kwork.expireWebSessions({});
		expect(await sim.client.offers.submit(offer)).toMatchObject({ sent: true });
	});

	it('says what stands against it: connects, closed project', async () => {
		sim.simulator.control.kwork.changeUser({ activeConnects: 0 });
		await expect(sim.client.offers.submit(offer)).rejects.toMatchObject({
			name: 'kwork.noConnects',
		});
		sim.simulator.control.kwork.changeUser({ activeConnects: 5 });
		sim.simulator.control.kwork.projectCloses({ projectId: offer.projectId });
		await expect(sim.client.offers.submit(offer)).rejects.toMatchObject({
			name: 'kwork.projectClosed',
		});
		expect(submitted()).toBe(0);
	});
});
