import type { Application, Chat, Resume } from '../../../../lib/avito';
import {
	checkAgainst,
	classifyCandidate,
	distanceKm,
	joinCandidates,
	normalisePhone,
	PhraseMatcher,
	regionExclusion,
	StopList,
	stopListFromRows,
	WallClock,
} from '../../../../lib/avito/candidates';

const ME = 301455772;
const resume: Resume = {
	id: 2788123409,
	title: 'Оператор',
	url: '/moskva/rezume/operator_2788123409',
	is_active: true,
	is_purchased: true,
	update_time: '2026-05-02T06:10:11Z',
	address_details: { location: 'Москва', coordinates: { latitude: 55.77, longitude: 37.58 } },
};
const application: Application = {
	id: '66f0c1d9a4b2e87f10c3d5e1',
	vacancy_id: 4521987736,
	state: 'new',
	updated_at: '2026-05-04T12:00:00Z',
	applicant: { id: '301990001', resume_id: '2788123409', data: { name: 'Смирнова Анна' } },
	contacts: { chat: { value: 'u2i-1' }, phones: [{ value: '8 (999) 000-00-01' }] },
};
const chatAbout = (id: string, itemId: number, ownerId: number, updated = 1): Chat => ({
	id,
	updated,
	context: { type: 'item', value: { id: itemId, user_id: ownerId } },
	users: [{ id: ME }, { id: 301990001, name: 'Анна' }],
});

describe('the join', () => {
	test('resume, application and chat of one person are one candidate', () => {
		const joined = joinCandidates({
			accountId: ME,
			resumes: [resume],
			applications: [application],
			chats: [chatAbout('u2i-1', 4521987736, ME)],
		});
		expect(joined).toHaveLength(1);
		expect(joined[0]).toMatchObject({
			key: 'resume:2788123409',
			resumeId: '2788123409',
			applicationIds: [application.id],
			vacancyIds: ['4521987736'],
			chatId: 'u2i-1',
			userId: '301990001',
			name: 'Смирнова Анна',
			phone: '79990000001',
			city: 'Москва',
			contactsOutcome: 'from_application',
			resumeUrl: 'https://www.avito.ru/moskva/rezume/operator_2788123409',
			chatUrl: 'https://www.avito.ru/profile/messenger/channel/u2i-1',
		});
	});

	test('a chat about the resume of somebody else belongs to that resume, one about ours does not', () => {
		const joined = joinCandidates({
			accountId: ME,
			resumes: [resume],
			chats: [chatAbout('u2i-9', resume.id, 301990001), chatAbout('u2i-8', resume.id, ME)],
		});
		expect(joined.map(({ key, chatId }) => [key, chatId])).toEqual([
			['resume:2788123409', 'u2i-9'],
			['chat:u2i-8', 'u2i-8'],
		]);
	});

	test('facts that meet late become one, whatever their order', () => {
		const first = { ...application, applicant: null };
		const second = { ...application, id: 'b', contacts: { chat: { value: 'u2i-2' } } };
		const contacts = [{ resumeId: resume.id, outcome: 'ok' as const, chatId: 'u2i-1' }];
		const sources = { applications: [first, second], chats: [chatAbout('u2i-2', 5, ME, 9)] };
		const joined = joinCandidates({ ...sources, contacts, accountId: ME });
		expect(joined).toHaveLength(1);
		expect(joined[0]).toMatchObject({
			applicationIds: [application.id, 'b'],
			chatId: 'u2i-2',
			otherChatIds: ['u2i-1'],
		});
	});

	test('an application by phone without a resume stands for itself', () => {
		const [alone] = joinCandidates({
			applications: [{ id: 'c', applicant: { data: { name: 'Пётр' } }, contacts: { chat: null } }],
		});
		expect(alone).toMatchObject({ key: 'application:c', chatId: null, name: 'Пётр' });
	});

	test('search dates without a zone mean Moscow', () => {
		const [found] = joinCandidates({ cards: [{ id: 1, updated_at: '2026-05-02T09:10:11' }] });
		expect(found?.updatedAt).toBe('2026-05-02T06:10:11.000Z');
	});
});

describe('stop list', () => {
	const rows = [
		{ ' Телефон': '8 999 000 00 01', ФИО: 'Смирнова', 'Полный комментарий': 'не вышла' },
		{ телефон: '+7 (999) 000-00-01', 'полный комментарий': 'не вышла дважды, лист июня' },
		{ телефон: 'нет', фио: 'Смирнова Анна' },
		{ resume_id: '55', 'полный комментарий': 'по резюме' },
	];
	const list = new StopList(stopListFromRows(rows));

	test.each([
		['9990000001', null, 'не вышла дважды, лист июня'],
		['+79990000001', null, 'не вышла дважды, лист июня'],
		[null, '55', 'по резюме'],
	])('phone %s, resume %s is excluded: %s', (phone, resumeId, comment) => {
		expect(list.match({ phone, resumeId })).toMatchObject({ by: 'stop_list', comment });
	});

	test('another phone, and a name alone, exclude nobody', () => {
		expect(list.match({ phone: '79990000002', resumeId: '1' })).toBeUndefined();
		expect(list.match({ phone: 'нет', resumeId: null })).toBeUndefined();
	});
});

test.each([
	['8 (999) 000-00-01', '79990000001', true],
	['9990000001', '79990000001', true],
	['+7 999 000 00 01', '79990000001', true],
	['+375 29 000 00 00', '375290000000', false],
	['нет', 'нет', false],
])('phone %s is %s', (given, value, valid) => {
	expect(normalisePhone(given)).toEqual({ value, valid });
});

describe('region', () => {
	const moscow = { city: 'Москва', latitude: 55.7558, longitude: 37.6173 };
	test('is off by default, includes by name in whole words, or by distance', () => {
		expect(regionExclusion(moscow, {})).toBeUndefined();
		expect(regionExclusion(moscow, { places: ['москва'] })).toBeUndefined();
		expect(regionExclusion({ ...moscow, city: 'Томск' }, { places: ['Омск'] })).toMatchObject({
			by: 'region',
		});
		const around = { latitude: 59.9343, longitude: 30.3351, radiusKm: 600 };
		expect(regionExclusion(moscow, { around })).toMatchObject({ by: 'region' });
		expect(regionExclusion(moscow, { around: { ...around, radiusKm: 640 } })).toBeUndefined();
		expect(distanceKm(moscow, around)).toBeCloseTo(634, -1);
	});

	test('an unknown place is kept unless the user says otherwise', () => {
		const nowhere = { city: null, latitude: null, longitude: null };
		expect(regionExclusion(nowhere, { places: ['Москва'] })).toBeUndefined();
		expect(regionExclusion(nowhere, { places: ['Москва'], dropUnknown: true })).toBeDefined();
	});
});

test('the control number names what is missing', () => {
	expect(checkAgainst(['1', '2'], { ids: ['1', '3', '3'] })).toEqual({
		expected: 2,
		found: 1,
		difference: -1,
		missing: ['3'],
	});
	expect(checkAgainst(['1', '2'], { count: 5 })).toMatchObject({ difference: -3 });
	expect(checkAgainst(['1'], {})).toBeUndefined();
});

test('times are shown on the wall clock of the zone', () => {
	expect(new WallClock('Europe/Moscow').at('2026-05-02T21:30:00Z')?.toISOString()).toBe(
		'2026-05-03T00:30:00.000Z',
	);
	expect(new WallClock('Asia/Yekaterinburg').at(0)?.toISOString()).toBe('1970-01-01T05:00:00.000Z');
	expect(new WallClock('UTC').at('soon')).toBeNull();
	expect(() => new WallClock('Mars/Olympus')).toThrow(RangeError);
});

describe('call priority', () => {
	const phrases = new PhraseMatcher();
	const nowMs = Date.parse('2026-05-04T00:00:00Z');
	const [profile] = joinCandidates({ resumes: [resume] });
	const message = (direction: string, read = 0, created = 1) => ({
		id: `${created}`,
		created,
		direction,
		type: 'text',
		content: { text: 'Да' },
		read,
	});
	const loaded = (...messages: Array<ReturnType<typeof message>>) => ({
		state: 'loaded' as const,
		messages,
		complete: true,
	});

	test.each([
		['replied and waiting', loaded(message('out', 1, 1), message('in', 0, 2)), {}, 1],
		['wrote first', loaded(message('in')), {}, 2],
		['replied', loaded(message('out', 1, 1), message('in', 0, 2), message('out', 0, 3)), {}, 3],
		['not written, fresh', loaded(), {}, 4],
		['read', loaded(message('out', 1)), {}, 5],
		['sent, unread', loaded(message('out')), {}, 6],
		['not written, older', loaded(), { updatedAt: '2026-04-01T00:00:00Z' }, 7],
		[
			'no chat, phone',
			{ state: 'absent' as const, reason: 'no_chat_id' as const },
			{ phone: '7' },
			8,
		],
		['unknown', { state: 'unknown' as const, reason: 'not_covered' as const }, {}, 9],
		['inactive', loaded(message('in')), { isActive: false }, 12],
	])('%s is %i', (_, knowledge, changes, priority) => {
		if (!profile) throw new Error('no profile');
		const classified = classifyCandidate({ ...profile, ...changes }, knowledge, { phrases, nowMs });
		expect(classified.priority).toBe(priority);
	});
});
