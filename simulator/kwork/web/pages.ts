import type { Answer } from '../../core/types';
import { rootOf } from '../seed/categories';
import { isListed } from '../seed/projects';
import { sameWords, siteDate } from '../text';
import { offerCount } from '../views/projects';
import { avatarOf } from '../views/users';
import type { Project } from '../model';
import type { World } from '../world';
import { loginRedirect, route, type WebCall } from './webCall';

const page = (title: string, body: string): Answer => ({
	html: `<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`,
});

/** One use, 60 seconds; a used or old one leads to the login page (inferred). */
function loginByToken({ request, world }: WebCall): Answer {
	const token = request.query.get('web_auth_token') ?? '';
	const known = world.webTokens.get(token);
	world.webTokens.delete(token);
	if (known === undefined || known.expiresAt < world.now()) return loginRedirect();
	const session = world.secret(32);
	const csrf = world.secret(64);
	world.webSessions.set(session, { userId: known.userId, csrf, submitted: new Set() });
	const cookies = [
		`RORSSQIHEK=${session}`,
		...(world.settings.csrfPlace === 'cookie' ? [`csrf_user_token=${csrf}`] : []),
		`userId=${known.userId}`,
		`slrememberme=${world.secret(40)}`,
		`_kmid=${world.secret(16)}`,
	];
	return {
		status: 302,
		headers: {
			location: `/kwork.ru${known.target}`,
			'set-cookie': cookies.map((cookie) => `${cookie}; path=/`),
		},
	};
}

/** The site's project object; it differs from the API's (kwork.md 6.6). */
function webProject(world: World, project: Project) {
	const buyer = world.user(project.buyerId);
	return {
		id: project.id,
		name: project.title,
		description: project.description,
		category_id: String(project.categoryId),
		priceLimit: `${project.price}.00`,
		possiblePriceLimit: project.maxPrice,
		isHigherPrice: project.allowHigherPrice,
		max_days: '7',
		kwork_count: offerCount(world, project),
		views_dirty: project.views,
		date_create: siteDate(project.publishedAt),
		date_active: siteDate(project.publishedAt),
		date_expire: siteDate(project.expiresAt),
		timeLeft: '3 д. 4 ч.',
		getWantsActiveCount: '1',
		wantUserGetProfileUrl: `/user/${buyer.username}`,
		availableDurations: project.durations,
		files: [],
		attrs: [],
		user: {
			USERID: buyer.id,
			username: buyer.username,
			profilepicture: avatarOf(buyer),
			badges: [],
			data: { wants_count: '3', wants_hired_percent: String(buyer.hiredPercent ?? 0) },
		},
	};
}

function projectList({ parameters, world }: WebCall) {
	const category = parameters.int('c');
	const keyword = parameters.text('keyword');
	const current = parameters.int('page', 1) || 1;
	const all = [...world.projects.values()]
		.filter(
			(project) =>
				isListed(world, project) &&
				(category === 0 ||
					[project.categoryId, rootOf(project.categoryId)?.id].includes(category)) &&
				project.price >= parameters.int('price-from', 0) &&
				project.price <= (parameters.int('price-to', 0) || Infinity) &&
				sameWords(`${project.title} ${project.description}`, keyword),
		)
		.sort((a, b) => b.publishedAt - a.publishedAt);
	const data = all
		.slice((current - 1) * 12, current * 12)
		.map((project) => webProject(world, project));
	return {
		wants: data,
		pagination: {
			current_page: current,
			data,
			last_page: Math.max(1, Math.ceil(all.length / 12)),
			per_page: 12,
			total: all.length,
		},
	};
}

const scriptJson = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c');

/** Pages a browser opens; they need no script. */
export const pages = [
	route('GET', '/login-by-token', loginByToken),
	route('GET', '/login', () => page('Вход', '<form action="/login" method="post"></form>')),
	route('GET', '/', () => page('Kwork', '')),
	route('GET', '/projects', (call) => {
		const state = scriptJson({ wantsListData: projectList(call) });
		return page('Биржа', `<script>window.stateData=${state};</script>`);
	}),
	route('POST', '/projects', (call) => ({
		json: {
			success: true,
			data: {
				...projectList(call),
				counts: [],
				filter: [],
				filters: [],
				attributesCount: [],
				favouriteCategories: [],
				wantsFromAllRubrics: [],
			},
		},
	})),
	route('GET', '/projects/:id', ({ world }, { id }) => {
		const project = world.projects.get(Number(id));
		if (project === undefined) return { ...page('Страница не найдена', ''), status: 404 };
		return page(project.title, `<h1>${project.title}</h1><div>${project.description}</div>`);
	}),
	route('GET', '/projects/:id/view', ({ world }, { id }) => {
		const project = world.projects.get(Number(id));
		if (project === undefined) return { ...page('Страница не найдена', ''), status: 404 };
		return page(project.title, `<h1>${project.title}</h1><div>${project.description}</div>`);
	}),
	route('GET', '/offers', (call) => (call.user ? page('Мои предложения', '') : loginRedirect())),
	{
		method: 'GET' as const,
		name: '/files/uploaded',
		pattern: /^\/files\/uploaded\/(?<path>.+)$/,
		run: ({ world }: WebCall, { path }: Record<string, string>): Answer => {
			const wanted = decodeURIComponent(path ?? '');
			const file = [...world.files.values()].find((one) => one.path === wanted && !one.deleted);
			if (file === undefined) return { ...page('Страница не найдена', ''), status: 404 };
			return { headers: { 'content-type': file.contentType }, bytes: file.data };
		},
	},
];
