import type { User } from '../model';
import type { World } from '../world';

const DAY = 86_400;

const FIRST_NAMES =
	'Анна Илья Мария Сергей Ольга Дмитрий Екатерина Алексей Наталья Павел Ирина Максим Юлия Андрей Светлана Роман Татьяна Кирилл Елена Никита Виктория Артём Полина Глеб Дарья'.split(
		' ',
	);
const LOGINS =
	'shop_owner studio_north tea_house auto_parts_msk clinic_smile event_time fit_club_line baker_street stroy_garant toy_planet legal_point coffee_lab sport_hub green_farm print_yard city_keys school_plus pet_family velo_mag beauty_room travel_wind home_textile data_corner photo_loft music_box agro_union eco_pack light_house paper_crane book_shelf craft_beer_ru map_service taxi_park phone_fix garden_art dental_care rent_point market_guru invest_club water_drop box_delivery'.split(
		' ',
	);

const buildUser = (world: World, user: Pick<User, 'id' | 'username'> & Partial<User>): User => ({
	email: `${user.username}@example.com`,
	password: '',
	fullname: user.username,
	phone: '+79990001234',
	role: 'payer',
	description: '',
	profession: null,
	online: false,
	lastOnlineAt: world.now() - 900,
	registeredAt: world.now() - 900 * DAY,
	rating: 0,
	goodReviews: 0,
	badReviews: 0,
	completedOrders: 0,
	skills: [],
	hiredPercent: null,
	obstacle: 'none',
	writing: 'free',
	connects: { all: 30, active: 30, updateTime: world.now() + 12 * DAY },
	balance: { total: 0, hold: 0 },
	timezoneId: 20,
	countryId: 1,
	cityId: 0,
	favoriteCategories: [],
	favoriteKworks: new Set(),
	viewedKworks: [],
	blocked: new Set(),
	notes: new Map(),
	...user,
});

/**
 * Accounts one can log in to, password equal to the login: `demo` (seller with everything), `buyer`
 * (buyer with own projects), `phone` (needs the digits 4567), `captcha`, `blocked`, `quiz` (must
 * pass the fraud quiz), `silent` (may not write), `broke` (no connects), `newbie` (nothing yet).
 */
export function seedPeople(world: World): void {
	const add = (user: Pick<User, 'id' | 'username'> & Partial<User>) =>
		world.users.set(user.id, buildUser(world, user));
	const account = (id: number, username: string, more: Partial<User> = {}) =>
		add({ id, username, password: username, role: 'worker', ...more });

	account(4_242_424, 'demo', {
		email: 'demo@example.com',
		fullname: 'Илья',
		description: 'Боты, парсеры и интеграции. 8 лет опыта, работаю по договору.',
		profession: 'Разработчик ботов и интеграций',
		online: true,
		lastOnlineAt: world.now(),
		rating: 4.9,
		goodReviews: 11,
		badReviews: 1,
		completedOrders: 12,
		skills: ['Python', 'TypeScript', 'Telegram', 'n8n', 'PostgreSQL'],
		connects: { all: 30, active: 17, updateTime: world.now() + 9 * DAY },
		balance: { total: 15_400, hold: 3_000 },
		favoriteCategories: [41, 38],
	});
	account(4_242_500, 'buyer', {
		role: 'payer',
		fullname: 'Анастасия',
		hiredPercent: 71,
		balance: { total: 60_000, hold: 9_000 },
	});
	account(4_242_501, 'phone', { obstacle: 'phone', phone: '+79991234567' });
	account(4_242_502, 'captcha', { obstacle: 'captcha' });
	account(4_242_503, 'blocked', { obstacle: 'blocked' });
	account(4_242_504, 'quiz', { writing: 'quiz' });
	account(4_242_505, 'silent', { writing: 'forbidden' });
	account(4_242_506, 'broke', {
		connects: { all: 30, active: 0, updateTime: world.now() + 20 * DAY },
	});
	account(4_242_507, 'newbie');

	for (const [index, username] of LOGINS.entries()) {
		add({
			id: world.nextId('user'),
			username,
			fullname: FIRST_NAMES[index % FIRST_NAMES.length] ?? '',
			online: index % 3 === 0,
			lastOnlineAt: world.now() - index * 1700,
			registeredAt: world.now() - (120 + index * 37) * DAY,
			hiredPercent: index % 7 === 6 ? null : (index * 23) % 101,
			completedOrders: (index * 5) % 40,
			rating: index % 4 === 0 ? 0 : 5,
		});
	}
}

/** The clients of the seed, in a fixed order. */
export const clientsOf = (world: World): User[] =>
	[...world.users.values()].filter((user) => user.password === '');
