import type { Simulator } from '../../../simulator';
import { ACCOUNT, field, personalToken, send, startAvito } from './session';

let simulator: Simulator;
let token: string;

beforeEach(async () => {
	({ simulator, token } = await startAvito());
});
afterEach(async () => {
	await simulator.close();
});

const get = async (path: string) => await send(simulator, token, 'GET', path);

interface Found {
	meta: { cursor: number; page: number; pages: number };
	resumes: Card[];
}
interface Card {
	[field: string]: unknown;
	id: number;
	age: number;
	salary: number;
}
const search = async (query: Record<string, string>) => {
	const reply = await get(`/job/v1/resumes/?${new URLSearchParams(query)}`);
	return reply.json as Found;
};

describe('resume search', () => {
	it('finds the same people by pages and by cursor', async () => {
		const byPage: number[] = [];
		const { meta } = await search({ per_page: '50' });
		for (let page = 1; page <= meta.pages; page++) {
			const { resumes } = await search({ per_page: '50', page: String(page) });
			byPage.push(...resumes.map(({ id }) => id));
		}
		const byCursor: number[] = [];
		let cursor = '';
		for (;;) {
			const query: Record<string, string> = cursor === '' ? {} : { cursor };
			const answer = await search({ per_page: '50', ...query });
			if (answer.resumes.length === 0) break;
			byCursor.push(...answer.resumes.map(({ id }) => id));
			cursor = String(answer.meta.cursor);
		}
		expect(byCursor).toEqual(byPage);
		expect(new Set(byPage).size).toBe(byPage.length);
		expect(byPage.length).toBeGreaterThan(280);
	});

	it.each([
		[{ location: '650400' }, (card: Card) => card.location],
		[{ gender: 'male' }, (card: Card) => card.gender],
		[{ driver_licence: 'yes' }, (card: Card) => card.driver_licence],
		[{ specialization: '10168' }, (card: Card) => card.specialization],
		[{ education_level: 'higher' }, (card: Card) => card.education_level],
		[{ nationality: '15975' }, (card: Card) => card.nationality],
		[{ medical_book: 'yes' }, (card: Card) => card.medical_book],
	])('filters by %j', async (query, valueOf) => {
		const all = await search({ per_page: '100' });
		const { resumes } = await search({ per_page: '100', ...query } as Record<string, string>);
		const [wanted = ''] = Object.values(query);
		const fits = (card: Card) => new RegExp(`\\b${wanted}\\b`).test(JSON.stringify(valueOf(card)));
		expect(resumes.length).toBeGreaterThan(0);
		expect(resumes.filter((card) => !fits(card))).toEqual([]);
		expect(all.resumes.some((card) => !fits(card))).toBe(true);
	});

	it('filters by age, pay, words and distance', async () => {
		const young = await search({ age_min: '20', age_max: '25', per_page: '100' });
		expect(young.resumes.every(({ age }) => age >= 20 && age <= 25)).toBe(true);
		const paid = await search({ salary_min: '60000', salary_max: '80000', per_page: '100' });
		expect(paid.resumes.every(({ salary }) => salary >= 60000 && salary <= 80000)).toBe(true);
		const couriers = await search({ query: 'доставка', per_page: '100' });
		expect(couriers.resumes.length).toBeGreaterThan(0);
		const near = await search({
			'radius[point][lat]': '55.7558',
			'radius[point][lon]': '37.6173',
			'radius[minDistance]': '0',
			'radius[maxDistance]': '20000',
			per_page: '100',
		});
		const cities = new Set(
			near.resumes.map((card) => (card.address_details as { location: string }).location),
		);
		expect([...cities]).toEqual(['Москва']);
		expect(simulator.control.violations()).toEqual([]);
	});

	it('refuses more than 5,000 by pages, and holds 5,000 people on demand', async () => {
		expect((await get('/job/v1/resumes/?per_page=100&page=51')).status).toBe(400);
		simulator.control.clearLog();
		simulator.control.avito.seed({ resumes: 5000 });
		token = await personalToken(simulator);
		const { meta } = await search({ per_page: '100' });
		expect(meta.pages).toBeGreaterThan(45);
	});
});

describe('contacts', () => {
	const spend = async (id: number) => await get(`/job/v1/resumes/${id}/contacts/`);
	const left = () =>
		(simulator.control.state('avito') as { account: { contactsLeft: number } }).account
			.contactsLeft;

	async function unbought(): Promise<number[]> {
		const { resumes } = await search({ per_page: '100' });
		return resumes.filter((card) => String(card.is_purchased) === 'false').map(({ id }) => id);
	}

	it('are paid once, open a chat and flip is_purchased', async () => {
		const [id = 0] = await unbought();
		const before = left();
		const first = await spend(id);
		const second = await spend(id);
		expect([field(first, 'already_bought'), field(second, 'already_bought')]).toEqual([
			false,
			true,
		]);
		expect(left()).toBe(before - 1);
		expect((await get(`/job/v2/resumes/${id}?fields=is_purchased`)).json).toMatchObject({
			is_purchased: true,
		});
		const contacts = field(first, 'contacts') as { type: string; value: string }[];
		const chatId = contacts.find(({ type }) => type === 'chat_id')?.value ?? '';
		const chat = await get(`/messenger/v2/accounts/${ACCOUNT}/chats/${chatId}`);
		expect(chat.json).toMatchObject({ id: chatId, context: { value: { id } } });
	});

	it('are refused when the package is empty', async () => {
		const [first = 0, second = 0] = await unbought();
		simulator.control.avito.setAccount({ contactsLeft: 1 });
		expect((await spend(first)).status).toBe(200);
		expect((await spend(second)).status).toBe(402);
		expect((await spend(first)).status).toBe(200);
	});

	it('of a closed resume are an empty list', async () => {
		const [id = 0] = await unbought();
		simulator.control.avito.changeResume({ id, isClosed: true });
		expect((await spend(id)).json).toMatchObject({ contacts: [] });
	});
});

describe('applications', () => {
	it('are paged by the last id, newest first', async () => {
		simulator.control.avito.seed({ applications: 250 });
		token = await personalToken(simulator);
		const seen: string[] = [];
		for (;;) {
			const cursor = seen.length === 0 ? '' : `&cursor=${seen.at(-1)}`;
			const { json } = await get(`/job/v1/applications/get_ids?createdAtFrom=2026-10-01${cursor}`);
			const { applies } = json as { applies: { id: string }[] };
			seen.push(...applies.map(({ id }) => id));
			if (applies.length < 100) break;
		}
		expect([seen.length, new Set(seen).size]).toEqual([250, 250]);
		expect((await get('/job/v1/applications/get_ids')).status).toBe(400);
		simulator.control.clearLog();
	});
});

describe('chats', () => {
	it('can be listed to 1,100 only, and reached by id beyond', async () => {
		simulator.control.avito.seed({ chats: 3000 });
		token = await personalToken(simulator);
		const list = async (offset: number, types: string) => {
			const path = `/messenger/v2/accounts/${ACCOUNT}/chats?limit=100&offset=${offset}&chat_types=${types}`;
			return await get(path);
		};
		const seen = new Set<string>();
		for (let offset = 0; offset <= 1000; offset += 100) {
			const { chats } = (await list(offset, 'u2i')).json as { chats: { id: string }[] };
			for (const { id } of chats) seen.add(id);
		}
		expect(seen.size).toBe(1100);
		expect((await list(1100, 'u2i')).status).toBe(400);
		const others = (await list(0, 'u2u')).json as { chats: { id: string }[] };
		expect(others.chats.length).toBeGreaterThan(50);
		simulator.control.clearLog();
	});

	it('become unread by a message, read by a call, and show when the candidate has read', async () => {
		const { chatId } = simulator.control.avito.candidateWrites({ text: 'Здравствуйте' });
		const unread = async () => {
			const path = `/messenger/v2/accounts/${ACCOUNT}/chats?unread_only=true`;
			const { chats } = (await get(path)).json as { chats: { id: string }[] };
			return chats.some(({ id }) => id === chatId);
		};
		expect(await unread()).toBe(true);
		const base = `/messenger/v1/accounts/${ACCOUNT}/chats/${chatId}`;
		await send(simulator, token, 'POST', `${base}/read`);
		expect(await unread()).toBe(false);
		const text = { type: 'text', message: { text: 'Добрый день!' } };
		const sent = await send(simulator, token, 'POST', `${base}/messages`, text);
		simulator.control.avito.candidateReads({ chatId });
		const path = `/messenger/v3/accounts/${ACCOUNT}/chats/${chatId}/messages/`;
		const { messages } = (await get(path)).json as { messages: Record<string, unknown>[] };
		expect(messages[0]).toMatchObject({
			id: field(sent, 'id'),
			direction: 'out',
			read: expect.any(Number),
		});
		const long = { type: 'text', message: { text: 'я'.repeat(1001) } };
		expect((await send(simulator, token, 'POST', `${base}/messages`, long)).status).toBe(400);
		simulator.control.advance(3_600_001);
		const late = await send(
			simulator,
			token,
			'POST',
			`${base}/messages/${String(field(sent, 'id'))}`,
		);
		expect(late.status).toBe(400);
		simulator.control.clearLog();
	});
});

it('publishes a vacancy by the clock and spends a placement', async () => {
	const body = {
		billing_type: 'package',
		title: 'Оператор колл-центра',
		description: '<p>Входящая линия.</p>',
		business_area: 10168,
		schedule: 'shift',
		experience: 'noMatter',
		location: { address: { locality: 'Казань' } },
	};
	const made = await send(simulator, token, 'POST', '/job/v2/vacancies', body);
	const uuid = field(made, 'id');
	const status = async () => {
		const path = '/job/v2/vacancies/statuses';
		const reply = await send(simulator, token, 'POST', path, { ids: [uuid] });
		const [task] = reply.json as {
			last_action: { status: string };
			vacancy?: { id: number };
		}[];
		return task;
	};
	expect((await status())?.last_action.status).toBe('new');
	simulator.control.advance(3_000);
	expect((await status())?.last_action.status).toBe('process');
	simulator.control.advance(3_000);
	const done = await status();
	expect(done?.last_action.status).toBe('success');
	const read = await get(`/job/v2/vacancies/${done?.vacancy?.id}`);
	expect(read.json).toMatchObject({
		uuid,
		params: { schedule: 'Сменный', business_area: 'Продажи', experience: 'Без опыта' },
		addressDetails: { city: 'Казань' },
	});
	expect(simulator.control.violations()).toEqual([]);
});
