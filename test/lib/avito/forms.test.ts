import { avitoForms } from '../../../lib/avito/forms';
import {
	application,
	chat,
	foundVacancy,
	item,
	itemState,
	message,
	resume,
	resumeCard,
	vacancy,
	vacancyStatus,
} from '../../../lib/avito/schemas';
import { inventions, type FormCase } from '../../support/unknownFields';

const id = 70_001;
const at = 1_777_000_000;
const time = '2026-04-24T03:06:40.000Z';
const later = '2026-04-25T03:06:40.000Z';
const asIs = (answer: unknown) => answer;
const vacancyFull = {
	id,
	uuid: 'b0c1d2e3-0000-4000-8000-000000000001',
	title: 'Водитель',
	description: 'Развозить цветы',
	is_active: true,
	auto_renewal: true,
	params: { profession: 'driver', schedule: 'shifts' },
	start_time: time,
	update_time: later,
	url: '/moskva/vakansii/voditel_70001',
};
const itemFull = {
	id,
	title: 'Водитель',
	status: 'active',
	price: 90_000,
	category: { id: 111, name: 'Вакансии' },
	address: 'Москва',
	url: 'https://www.avito.ru/moskva/vakansii/voditel_70001',
};
const resumePlace = { location: 'Москва' };

/** Every form of Avito with an answer that tells all, and one that tells nothing but whose it is. */
const CASES: Record<keyof typeof avitoForms, FormCase> = {
	account: {
		read: asIs,
		bare: { id },
		full: {
			id,
			name: 'Лавка',
			email: 'a@shop.example',
			phone: '79990000001',
			profile_url: 'https://avito.ru/user/1',
		},
	},
	application: {
		read: (answer) => application.parse(answer),
		bare: { id: String(id) },
		full: {
			id: String(id),
			state: 'interview',
			vacancy_id: 311,
			is_viewed: true,
			created_at: time,
			updated_at: later,
			applicant: {
				id: '612',
				resume_id: '613',
				data: { name: 'Анна', citizenship: 'Россия' },
			},
			contacts: {
				chat: { value: 'u2i-1' },
				phones: [{ value: '+79990000001', status: 'ok' }],
			},
		},
	},
	chat: {
		read: (answer) => ({ ...chat.parse(answer), account_id: 4_242_424 }),
		bare: { id: `u2i-${id}` },
		needed: ['users.0.id'],
		full: {
			id: `u2i-${id}`,
			created: at,
			updated: at + 5,
			context: { value: { id: 311, title: 'Водитель', user_id: 4_242_424 } },
			users: [{ id: 612, name: 'Анна' }],
			last_message: { direction: 'in', type: 'text', content: { text: 'Когда?' } },
		},
	},
	contacts: {
		// What was asked for, and what it cost, is the client's own knowledge.
		read: asIs,
		bare: {
			resumeId: id,
			status: 'ok',
			alreadyBought: true,
			cost: 0,
			spent: 0,
			phones: [],
			emails: [],
		},
		full: {
			resumeId: id,
			status: 'ok',
			alreadyBought: true,
			cost: 0,
			spent: 0,
			phones: ['+79990000001'],
			emails: ['a@shop.example'],
			name: 'Анна',
			chatId: 'u2i-1',
		},
		known: { status: 'ok', alreadyBought: true, cost: 0, spent: 0, phones: [], emails: [] },
	},
	foundVacancy: {
		read: (answer) => foundVacancy.parse(answer),
		bare: { link: `/moskva/vakansii/${id}` },
		// It is somebody's posting to which nobody has answered from here.
		known: { stage: 'new' },
		full: {
			link: `/moskva/vakansii/${id}`,
			title: 'Водитель',
			companyName: 'Лавка',
			businessArea: 'Перевозки',
			profession: 'Курьер',
			employer_id: 612,
			seller_id: 613,
		},
	},
	item: { read: (answer) => item.parse(answer), bare: { id }, full: itemFull },
	itemState: {
		read: (answer) => itemState.parse(answer),
		bare: {},
		full: {
			status: 'active',
			start_time: time,
			finish_time: later,
			autoload_item_id: '613',
			url: 'https://www.avito.ru/voditel_70001',
		},
	},
	message: {
		read: (answer) => ({ ...message.parse(answer), ...Object(answer) }),
		bare: { id: `m${id}`, created: at },
		known: { createdAt: time },
		full: {
			id: `m${id}`,
			chat_id: 'u2i-1',
			created: at,
			author_id: 612,
			direction: 'in',
			type: 'text',
			content: { text: 'Когда?', voice: { voice_id: 'v-1' } },
			is_read: true,
			isRead: true,
			read: at + 5,
		},
	},
	ownVacancy: {
		read: asIs,
		bare: { id },
		full: { ...itemFull, vacancy: vacancyFull },
	},
	resume: {
		read: (answer) => resume.parse(answer),
		bare: { id },
		full: {
			id,
			title: 'Водитель',
			description: 'Вожу десять лет',
			address_details: resumePlace,
			salary: 90_000,
			params: { age: 31, experience: 12, nationality: 'Россия' },
			is_active: true,
			is_purchased: true,
			start_time: time,
			update_time: later,
			url: '/moskva/rezume/70001',
		},
	},
	resumeCard: {
		read: (answer) => resumeCard.parse(answer),
		bare: { id },
		full: {
			id,
			title: 'Водитель',
			address_details: resumePlace,
			location: { title: 'Москва' },
			salary: 90_000,
			age: 31,
			total_experience: 12,
			specialization: { title: 'Логистика' },
			is_purchased: true,
			created_at: time,
			updated_at: later,
			created: time,
			updated: later,
		},
	},
	vacancy: { read: (answer) => vacancy.parse(answer), bare: { id }, full: vacancyFull },
	vacancyStatus: {
		read: (answer) => vacancyStatus.parse(answer),
		bare: { id: String(id) },
		full: {
			id: String(id),
			last_action: { status: 'created', error: { code: 611, text: 'нет' }, datetime: time },
			vacancy: {
				id: 311,
				status: 'active',
				moderation_status: 'passed',
				url: 'https://www.avito.ru/voditel_70001',
			},
		},
	},
};

test.each(Object.entries(CASES))('%s: what Avito does not tell is null', (name, one) => {
	const forms = avitoForms[name as keyof typeof avitoForms];
	expect(inventions(forms, one)).toEqual([]);
});

test('of our own message Avito says nothing as long as it was not read', () => {
	const ours = message.parse({ id: 'm1', created: at, direction: 'out' });
	expect(avitoForms.message.record(ours)).toMatchObject({ direction: 'out', isRead: false });
	expect(avitoForms.message.record({ ...ours, read: at }).isRead).toBe(true);
});

describe('a vacancy that was found', () => {
	const full = CASES.foundVacancy.full as object;
	const keysOf = (hit: object) => {
		const { sourceId, dedupeKey } = avitoForms.foundVacancy.record(foundVacancy.parse(hit));
		expect(dedupeKey).toBe(`avito:vacancy:${sourceId}`);
		return sourceId;
	};

	test('is known by its link, whatever else changes about it', () => {
		expect(keysOf(full)).toBe(`/moskva/vakansii/${id}`);
		expect(keysOf({ ...full, title: 'Водитель-курьер' })).toBe(`/moskva/vakansii/${id}`);
	});

	test('without a link is known by all else that Avito tells of it', () => {
		const { link, ...hit } = full as Record<string, unknown>;
		expect(link).toBeDefined();
		const others = [
			{ ...hit, employer_id: 614 },
			{ ...hit, companyName: 'Склад' },
			{ ...hit, title: 'Грузчик' },
			{ ...hit, businessArea: 'Торговля' },
			{ ...hit, profession: 'Водитель' },
			// What stands in one field is not what stands in another.
			{ title: 'Водитель' },
			{ profession: 'Водитель' },
		];
		const keys = [hit, ...others].map(keysOf);
		expect(new Set(keys).size).toBe(keys.length);
		expect(keys).not.toContain('');
		expect(keysOf({ ...hit })).toBe(keys[0]);
		// Avito gives the employer under either name, and as a number or a text.
		const renamed = { ...hit, employer_id: null, seller_id: String(hit.employer_id) };
		expect(keysOf(renamed)).toBe(keys[0]);
	});
});
