import type { AvitoClient } from '../../../lib/avito';
import { partsThere } from '../../../lib/avito';
import type { Simulator } from '../../../simulator';
import { picture } from '../../support/picture';
import { all } from './localAvito';
import { sharedSession, SessionVault } from '../../../lib/session';
import { clientOf, DEMO_KEY, startAvito } from './simulated';

let simulator: Simulator;
let avito: AvitoClient;

beforeEach(async () => {
	simulator = await startAvito();
	avito = clientOf(simulator);
});
afterEach(async () => {
	const violations = simulator.control.violations();
	await avito.close();
	await simulator.close();
	expect(violations).toEqual([]);
});

const since = () => simulator.control.now() - 90 * 86_400_000;
const firstChat = async () => {
	const { chats } = await avito.chats.page({ types: ['u2i'] }, 0);
	const [chat] = chats;
	if (!chat) throw new Error('The seed has no chat');
	return chat;
};

test('account: self, balance, operations, status', async () => {
	const self = await avito.account.self();
	expect(self).toMatchObject({ id: 301455772, name: 'ООО «Ромашка»' });
	expect(await avito.account.balance()).toMatchObject({ real: 15000.5, bonus: 320 });
	expect(await avito.account.status()).toMatchObject({
		job: { open: true },
		messenger: { open: true },
	});
	const to = simulator.control.now();
	const from = to - 6 * 86_400_000;
	expect(Array.isArray(await avito.account.operations(from, to))).toBe(true);
	await simulator.control.avito.configure({ bareOperations: true });
	expect(Array.isArray(await avito.account.operations(from, to))).toBe(true);
});

test('status says which parts the subscription opens, and why not', async () => {
	await simulator.control.avito.setAccount({ hasSubscription: false });
	const { job, messenger } = await avito.account.status();
	expect(job.open).toBe(false);
	expect(job.reason).toBeTruthy();
	expect(messenger.open).toBe(false);
});

test('resumes: every one of a search once, by cursor, and filters that Avito accepts', async () => {
	const every = await all(avito.resumes.search({}));
	expect(every.length).toBeGreaterThan(250);
	expect(new Set(every.map(({ id }) => id)).size).toBe(every.length);
	const few = await all(
		avito.resumes.search({
			query: 'оператор',
			schedule: 'full-day',
			businessTripReadiness: 'ready',
			relocationReadiness: 'possible',
			gender: 'female',
			ageMin: 18,
			ageMax: 60,
			educationLevel: 'higher',
			experienceMin: 1,
			experienceMax: 30,
			salaryMin: 1000,
			salaryMax: 500_000,
			updatedFrom: '2020-01-01T00:00:00Z',
			updatedTo: '2030-01-01T00:00:00Z',
			specialization: [10168],
			nationality: [15973],
			driverLicence: 'yes',
			driverLicenceCategory: ['b'],
			drivingExperience: 'more-than-three-years',
			ownTransport: 'car',
			medicalBook: 'no',
			location: 637640,
			radius: { latitude: 55.75, longitude: 37.61, minDistance: 0, maxDistance: 100_000 },
			fields: ['title', 'is_purchased'],
		}),
	);
	expect(few.length).toBeLessThan(every.length);
	const purchased = every.filter(({ is_purchased }) => is_purchased);
	expect(purchased.length).toBeGreaterThan(0);
});

test('resumes by id, with a missing one in between', async () => {
	const [first, second] = await all(avito.resumes.search({}, { limit: 2 }));
	const ids = [first?.id ?? 0, 5, second?.id ?? 0];
	const found = await all(avito.resumes.getMany(ids));
	expect(found.map(({ id, resume }) => [id, resume?.id])).toEqual([
		[first?.id, first?.id],
		[5, undefined],
		[second?.id, second?.id],
	]);
});

test('applications: ids, details, states, viewed, action', async () => {
	const applications = await all(avito.applications.list({ updatedSinceMs: since() }));
	expect(applications.length).toBeGreaterThan(50);
	expect(applications.every(({ vacancy_id }) => vacancy_id)).toBe(true);
	const viewed = await all(
		avito.applications.list({ createdSinceMs: since(), isViewed: true }, { limit: 5 }),
	);
	expect(viewed.every(({ is_viewed }) => is_viewed)).toBe(true);
	const [{ id } = { id: '' }] = applications;
	const states = await avito.applications.states();
	expect(states.map(({ slug }) => slug)).toContain('interview');
	expect(await avito.applications.applyAction('interview', [id])).toMatchObject([
		{ id, state: 'interview' },
	]);
	expect(await avito.applications.setViewed(true, [id])).toMatchObject([{ id, is_viewed: true }]);
});

test('vacancies: dictionaries, create, statuses, get, update, prolong, archive, renewal, search', async () => {
	const areas = await avito.vacancyMarket.dictionary('business_area');
	expect(areas.length).toBeGreaterThan(10);
	expect((await avito.vacancyMarket.dictionaries()).length).toBeGreaterThan(5);
	const { uuid = '' } = await avito.publication.create({
		title: 'Оператор колл-центра',
		description: '<p>Входящая линия, обучение.</p>',
		business_area: Number(areas[0]?.id),
		schedule: 'shift',
		experience: 'noMatter',
		location: { address: { locality: 'Москва' } },
	});
	simulator.control.advance(60_000);
	const [status] = await avito.vacancies.statuses([uuid]);
	expect(status).toMatchObject({ id: uuid, last_action: { status: 'success' } });
	const vacancyId = status?.vacancy?.id ?? 0;
	expect(await avito.vacancies.get(vacancyId)).toMatchObject({ id: vacancyId, uuid });
	await avito.vacancies.update(uuid, { title: 'Старший оператор' });
	simulator.control.advance(60_000);
	expect(await avito.vacancies.get(vacancyId)).toMatchObject({ title: 'Старший оператор' });
	await avito.vacancies.setAutoRenewal(uuid, true);
	await avito.vacancies.archive(vacancyId);
	await avito.publication.prolong(vacancyId);
	const own = await all(avito.vacancies.list());
	expect(own.find(({ id }) => id === vacancyId)?.vacancy).toMatchObject({ uuid });
	const market = await all(avito.vacancyMarket.search({}, { limit: 150 }));
	expect(market.length).toBeGreaterThan(20);
	expect(await all(avito.vacancyMarket.search({ location: 1 }))).toEqual([]);
});

test('items: list and state', async () => {
	const items = await all(avito.items.list({ statuses: ['active', 'old', 'blocked'] }));
	expect(items.length).toBeGreaterThan(5);
	expect(await avito.items.get(items[0]?.id ?? 0)).toMatchObject({
		status: expect.any(String) as string,
	});
});

test('chats and messages: read, send, find, mark, delete, blacklist, voice, image', async () => {
	const chat = await firstChat();
	expect(await avito.chats.get(chat.id)).toMatchObject({ id: chat.id });
	const sent = await avito.sending.send(chat.id, 'Здравствуйте! Удобно поговорить завтра?');
	const back = await avito.messages.lookBack(chat.id);
	expect(partsThere(['Здравствуйте! Удобно поговорить завтра?'], back)).toMatchObject([
		{ id: sent.id, direction: 'out' },
	]);
	const image = await avito.images.upload(picture);
	expect(await avito.images.sendUploaded(chat.id, image)).toMatchObject({ type: 'image' });
	await avito.chats.markRead(chat.id);
	await avito.sending.delete(chat.id, sent.id);
	const { messages } = await avito.messages.list(chat.id);
	expect(messages.find(({ id }) => id === sent.id)?.type).toBe('deleted');
	await avito.chats.blacklist(chat.users?.[0]?.id ?? 0, {
		itemId: chat.context?.value?.id ?? 0,
		reason: 'spam',
	});
	const voice = await simulator.control.avito.candidateWrites({
		chatId: chat.id,
		type: 'voice',
		content: { voice: { voice_id: 'b0c1d2e3-0000-4111-8222-333344445555' } },
	});
	expect(voice).toBeDefined();
	const links = await avito.chats.voiceFiles(['b0c1d2e3-0000-4111-8222-333344445555']);
	expect([...links.keys()]).toEqual(['b0c1d2e3-0000-4111-8222-333344445555']);
});

test('messages come as an object or as a bare array, read marks in both spellings', async () => {
	const { id } = await firstChat();
	const before = await avito.messages.list(id);
	await simulator.control.avito.configure({
		messagesAsArray: true,
		camelCaseIsRead: true,
		chatsHaveMeta: false,
	});
	const after = await avito.messages.list(id);
	expect(after.messages.map((message) => message.id)).toEqual(
		before.messages.map((message) => message.id),
	);
	expect((await avito.chats.collect({})).coverage).toMatchObject({ complete: true });
});

test.each([200, 401, 403])(
	'a token that died is renewed once, told by %i',
	async (expiredTokenStatus) => {
		await simulator.control.avito.configure({ expiredTokenStatus });
		const vault = new SessionVault();
		const memory = async () => await Promise.reject(new Error('there is none'));
		const session = sharedSession({ vault, memory, account: 'avito', secret: 's' });
		const first = clientOf(simulator, { ...DEMO_KEY, session });
		await first.account.self();
		await first.close();
		await simulator.control.avito.revokeTokens({});
		// As another process finds it later: old, and still within its time.
		vault.renew(JSON.stringify({ ...(JSON.parse(vault.value) as object), obtainedAtMs: 0 }));
		const later = clientOf(simulator, { ...DEMO_KEY, session });
		const known = simulator.control.requests().at(-1)?.id ?? 0;
		const all = await Promise.all([later.account.self(), later.account.self()]);
		await later.close();
		expect(all.map(({ id }) => id)).toEqual([301455772, 301455772]);
		const paths = simulator.control.requests({ afterId: known }).map(({ path }) => path);
		expect(paths.filter((path) => path.includes('token'))).toHaveLength(1);
	},
);

test.each(['A', 'F', 'H'])(
	'messenger errors in envelope %s are told by their kind',
	async (messengerErrors) => {
		await simulator.control.avito.configure({ messengerErrors });
		await expect(avito.chats.get('u2i-nowhere')).rejects.toMatchObject({ kind: 'notFound' });
	},
);

test.each([
	['notFound', async () => await avito.resumes.get(5)],
	['notFound', async () => await avito.vacancies.get(5)],
	['validation', async () => await avito.publication.create({ title: 'x' })],
	['notFound', async () => await avito.sending.send('u2i-nowhere', 'Привет')],
])('%s', async (kind, call) => {
	await expect(call()).rejects.toMatchObject({ kind, remedy: expect.any(String) as string });
	// These calls are meant to be wrong.
	simulator.control.clearLog();
});
