import { kworkForms } from '../../../lib/kwork/forms';
import {
	actorSchema,
	foundUserSchema,
	reviewSchema,
	userSchema,
} from '../../../lib/kwork/schemas/account';
import {
	gigDetailsSchema,
	gigSchema,
	notificationGroupSchema,
	portfolioSchema,
} from '../../../lib/kwork/schemas/catalogue';
import { offerSchema, ownProjectSchema, projectSchema } from '../../../lib/kwork/schemas/exchange';
import { dialogSchema, messageSchema } from '../../../lib/kwork/schemas/inbox';
import {
	orderDetailsSchema,
	orderHeaderSchema,
	orderSchema,
	orderTracksSchema,
} from '../../../lib/kwork/schemas/order';
import { inventions, type FormCase } from '../../support/unknownFields';

const id = 70_001;
const at = 1_777_000_000;
const project = {
	id,
	title: 'Бот',
	description: 'Ответы покупателям',
	status: 'active',
	price: 7000,
	possible_price_limit: 21_000,
	offers: 12,
	username: 'shop',
	user_id: 777_001,
	user_hired_percent: 64,
	has_offer: true,
	date_confirm: at,
	category_id: 41,
};

/** Every form of Kwork with an answer that tells all, and one that tells nothing but whose it is. */
const CASES: Record<keyof typeof kworkForms, FormCase> = {
	account: {
		read: (answer) => actorSchema.parse(answer),
		bare: { id },
		full: {
			id,
			username: 'demo',
			type: 'worker',
			rating: 4.9,
			completed_orders_count: 311,
			free_amount: 1500,
			hold_amount: 2500,
			currency: 'RUB',
			unread_dialog_count: 6,
			notify_unread_count: 8,
		},
	},
	dialog: {
		read: (answer) => dialogSchema.parse(answer),
		bare: { user_id: id },
		full: {
			user_id: id,
			username: 'shop',
			unread_count: 6,
			last_message: 'Когда?',
			lastMessage: { fromUserId: id, time: at, message: 'Когда же?' },
			time: at,
			warning_message_time: at + 9,
			has_active_order: true,
			is_online: true,
		},
	},
	foundUser: {
		read: (answer) => foundUserSchema.parse(answer),
		bare: { id },
		full: {
			id,
			username: 'shop',
			fullname: 'Лавка',
			rating: 4.9,
			reviews_count: 311,
			rating_count: 312,
			is_online: true,
		},
	},
	gig: {
		read: (answer) => gigSchema.parse(answer),
		bare: { id },
		full: {
			id,
			title: 'Парсер',
			status_name: 'Активен',
			status_id: 7,
			price: 500,
			category_name: 'Скрипты',
			activity: { views: 311, orders: 12 },
			url: '/scripts/70001/parser',
		},
	},
	gigDetails: {
		read: (answer) => gigDetailsSchema.parse(answer),
		bare: { id },
		full: {
			id,
			kwork_title: 'Парсер',
			kwork_description: 'Соберу данные',
			kwork_instructions: 'Пришлите адрес',
			default_kwork_price: 500,
			term: '3 дня',
			active: true,
			orders_in_queue_count: 12,
			short_user_info: { username: 'demo' },
			kwork_link: '/scripts/70001/parser',
		},
	},
	message: {
		// Of an ordinary message neither its type nor that it has no files is told.
		known: { type: 'message', files: [] },
		needed: ['files.0.id'],
		read(answer) {
			const { isOwn, ...message } = answer as { isOwn?: boolean };
			const read = messageSchema.parse(message);
			return isOwn === undefined ? read : { ...read, isOwn };
		},
		bare: { message_id: id },
		full: {
			message_id: id,
			from_id: 777_001,
			from_username: 'shop',
			to_id: 4_242_424,
			to_username: 'demo',
			message: 'Когда?',
			unread: false,
			type: 'voice',
			files: [{ id: 901, name: 'plan.txt' }],
			time: at,
			updated_at: at + 5,
			isOwn: true,
		},
	},
	notification: {
		read(answer) {
			const { name, description, is_red, ...notification } = answer as Record<string, unknown>;
			const group = notificationGroupSchema.parse({
				...{ name, description, is_red },
				notifications: [notification],
			});
			return { ...group, ...group.notifications?.[0], notifications: undefined };
		},
		bare: {},
		full: {
			id,
			name: 'order_new',
			description: 'Новый заказ',
			is_red: true,
			entity_id: 311,
			orderId: 612,
			otherUserName: 'shop',
			orderTitle: 'Бот',
			kworkTitle: 'Боты',
			stageTitle: 'Начало',
			link: '/track?id=612',
			added: at,
		},
	},
	offer: {
		// Whatever else is not told of an offer, it is one.
		known: { stage: 'offered' },
		read: (answer) => offerSchema.parse(answer),
		bare: { id },
		full: {
			id,
			want_id: 311,
			title: 'Сделаю бота',
			comment: 'За неделю',
			price: 7000,
			duration: 7,
			status: 'active',
			is_read: true,
			order_id: 612,
			date_create: at,
			project: { ...project, id: 311 },
		},
	},
	order: {
		read: (answer) => orderSchema.parse(answer),
		bare: { id },
		full: {
			id,
			display_title: 'Бот для лавки',
			kwork_title: 'Боты',
			status: 5,
			price: 7000,
			progress: 60,
			in_work: true,
			payer: { id: 777_001, username: 'shop' },
			deadline: at + 9,
			unread_tracks: 6,
			time_added: at,
		},
	},
	orderDetails: {
		read: (answer) => ({ ...orderHeaderSchema.parse(answer), ...orderDetailsSchema.parse(answer) }),
		bare: {},
		full: {
			order: {
				id,
				title: 'Бот для лавки',
				kwork_title: 'Боты',
				status: 5,
				price: 7000,
				payer_id: 777_002,
				isSendForApprovalAvailable: true,
				deadline_at: at,
			},
			payer: { id: 777_001, username: 'shop' },
			worker: { id: 4_242_424, username: 'demo' },
			details: { description: 'Ответы покупателям' },
			stages: [{ id: 901, title: 'Начало', status: 311, price: 612, progress: 60 }],
		},
	},
	ownProject: {
		read: (answer) => ownProjectSchema.parse(answer),
		bare: { id },
		full: {
			id,
			title: 'Бот',
			description: 'Ответы покупателям',
			status: 'active',
			price_limit: 7000,
			possible_price_limit: 21_000,
			offers: 12,
			views: 311,
			date_expire: at,
		},
	},
	portfolio: {
		read: (answer) => portfolioSchema.parse({ portfolio: [answer] }).portfolio[0],
		bare: { id },
		full: {
			id,
			title: 'Бот лавки',
			category_name: 'Скрипты',
			order_id: 612,
			views: 311,
			photo: '/pictures/bot.png',
		},
	},
	project: { read: (answer) => projectSchema.parse(answer), bare: { id }, full: project },
	review: {
		read: (answer) => reviewSchema.parse(answer),
		bare: {},
		full: {
			id,
			good: true,
			bad: false,
			text: 'Отлично',
			writer: { username: 'shop' },
			kwork: { title: 'Боты' },
			answer: { text: 'Спасибо' },
			time_added: at,
		},
	},
	track: {
		read: (answer) => orderTracksSchema.parse({ messages: [answer] }).messages[0],
		bare: { id },
		full: {
			id,
			type: 311,
			title: 'Сообщение',
			text: 'Когда?',
			from_id: 777_001,
			from_name: 'shop',
			is_unread: false,
			files: [{ id: 901, name: 'plan.txt', file_url: 'https://cdn.kwork.ru/plan.txt' }],
			sent_timestamp: at,
		},
	},
	user: {
		read: (answer) => userSchema.parse(answer),
		bare: { id },
		full: {
			id,
			username: 'shop',
			fullname: 'Лавка',
			rating: 4.9,
			reviews_count: 311,
			rating_count: 312,
			completed_orders_count: 611,
			online: true,
			live_date: at,
			description: 'Продаём цветы',
			addtime: at - 9,
		},
	},
};

it.each(Object.entries(CASES))('%s: what Kwork does not tell is null', (name, one) => {
	const forms = kworkForms[name as keyof typeof kworkForms];
	expect(inventions(forms, one)).toEqual([]);
});
