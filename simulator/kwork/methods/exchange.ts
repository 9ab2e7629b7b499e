import {
	badValue,
	done,
	type MethodCall,
	notFound,
	notNow,
	ok,
	pageOf,
	type Responder,
} from '../call';
import type { Project } from '../model';
import { categories, categoryById } from '../seed/categories';
import { isListed } from '../seed/projects';
import { sameWords } from '../text';
import { connectsView, offerCount, offerView, projectView } from '../views/projects';

/** Live page size of the exchange (kwork.md 8). */
const PROJECTS_PER_PAGE = 12;

/** Budget steps of getWantsCount, and of its offer counter. */
const BUDGETS = [
	[null, 1000],
	[1000, 3000],
	[3000, 10000],
	[10000, 30000],
	[30000, null],
] as const;
const OFFER_STEPS = [
	[null, 5],
	[5, 10],
	[10, 20],
	[20, null],
] as const;

const idsOf = (text: string): number[] =>
	text.split(',').flatMap((part) => (/^\d+$/.test(part.trim()) ? [Number(part)] : []));

/** A rubric id stands for itself and its sub-rubrics. */
const withChildren = (id: number): number[] => [
	id,
	...(categories.find((root) => root.id === id)?.children.map((child) => child.id) ?? []),
];

function wantedCategories({ parameters, user, world }: MethodCall): Set<number> | undefined {
	const text = parameters.text('categories').trim();
	if (text === 'all') return undefined;
	if (text === '') {
		if (world.settings.emptyCategoriesMeans === 'all') return undefined;
		return new Set(user.favoriteCategories.flatMap(withChildren));
	}
	const ids = idsOf(text);
	if (ids.length !== text.split(',').length) throw badValue();
	return new Set(ids.flatMap(withChildren));
}

/** All filters known to work (kwork.md 4.3), newest first. */
function filtered(call: MethodCall): Project[] {
	const { parameters, world } = call;
	const wanted = wantedCategories(call);
	const query = parameters.text('query');
	const between = (value: number, from: string, to: string) =>
		value >= parameters.int(from, -Infinity) && value <= parameters.int(to, Infinity);
	return [...world.projects.values()]
		.filter((project) => {
			const offers = offerCount(world, project);
			const hired = world.user(project.buyerId).hiredPercent ?? 0;
			return (
				isListed(world, project) &&
				project.expiresAt > world.now() &&
				(wanted === undefined || wanted.has(project.categoryId)) &&
				between(project.price, 'price_from', 'price_to') &&
				hired >= parameters.int('hiring_from', 0) &&
				offers > parameters.int('kworks_filter_from', -1) &&
				offers <= parameters.int('kworks_filter_to', Infinity) &&
				(query === '' || sameWords(`${project.title} ${project.description}`, query))
			);
		})
		.sort((a, b) => b.publishedAt - a.publishedAt || b.id - a.id);
}

const projects: Responder = (call) => {
	const { world, user, parameters } = call;
	const { items, paging } = pageOf(filtered(call), parameters.int('page', 1), PROJECTS_PER_PAGE);
	const empty = items.length === 0 && world.settings.missingResponseWhenEmpty;
	return ok(empty ? undefined : items.map((project) => projectView(world, project, user)), {
		connects: connectsView(user),
		paging,
	});
};

const getWantsCount: Responder = (call) => {
	const all = filtered(call);
	const count = (keep: (project: Project) => boolean) => String(all.filter(keep).length);
	const rouble = '<span class="rouble">Р</span>';
	const label = (from: number | null, to: number | null, unit: string) =>
		from === null
			? `до ${to} ${unit}`
			: to === null
				? `от ${from} ${unit}`
				: `${from} - ${to} ${unit}`;
	return ok({
		count: all.length,
		filters: {
			by_budget: BUDGETS.map(([from, to]) => ({
				name: label(from, to, rouble),
				boundaries: { from, to },
				count: count(({ price }) => price > (from ?? -1) && price <= (to ?? Infinity)),
			})),
			offers: OFFER_STEPS.map(([from, to]) => ({
				name: label(from, to, 'предложений'),
				boundaries: { from, to },
				count: count((project) => {
					const offers = offerCount(call.world, project);
					return offers > (from ?? -1) && offers <= (to ?? Infinity);
				}),
			})),
		},
	});
};

const favorites = (change: (call: MethodCall, ids: number[]) => number[]): Responder => {
	return (call) => {
		call.user.favoriteCategories = [
			...new Set(change(call, idsOf(call.parameters.text('categories')))),
		];
		return done;
	};
};

const ownOffer = ({ parameters, user, world }: MethodCall) => {
	const offer = world.offers.get(parameters.int('id'));
	if (offer === undefined || offer.userId !== user.id || offer.status === 'cancel') {
		throw notFound('Предложение');
	}
	return offer;
};

export const exchange: Record<string, Responder> = {
	projects,
	project: ({ parameters, user, world }) => {
		const project = world.projects.get(parameters.int('id'));
		if (project === undefined) throw notFound('Проект');
		project.viewedBy.add(user.id);
		return ok(projectView(world, project, user));
	},
	getWantsCount,
	/** The one answer without an envelope (kwork.md 4.3). */
	exchangeInfo: ({ user, world }) => ({
		body: {
			archived_count: [...world.projects.values()].filter(
				({ buyerId, status }) => buyerId === user.id && status === 'archived',
			).length,
			exchange_response_count: [...world.offers.values()].filter(
				({ userId, status }) => userId === user.id && status === 'active',
			).length,
		},
	}),
	favoriteCategories: ({ user }) =>
		ok(
			user.favoriteCategories.map((id) => ({
				id,
				name: categoryById(id)?.name ?? '',
				description: '',
				is_attribute: false,
			})),
		),
	addFavoriteCategories: favorites(({ user }, ids) => [...user.favoriteCategories, ...ids]),
	delFavoriteCategories: favorites(({ user }, ids) =>
		user.favoriteCategories.filter((id) => !ids.includes(id)),
	),
	setFavorite: favorites((_call, ids) => ids),
	offers: (call) => {
		const { parameters, user, world } = call;
		const own = [...world.offers.values()]
			.filter((offer) => offer.userId === user.id && offer.status !== 'cancel')
			.sort((a, b) => b.createdAt - a.createdAt || b.id - a.id);
		const { items, paging } = pageOf(own, parameters.int('page', 1), 10);
		return ok(
			items.map((offer) => offerView(world, offer)),
			{ connects: connectsView(user), paging },
		);
	},
	offer: (call) => ok(offerView(call.world, ownOffer(call))),
	deleteOffer: (call) => {
		const offer = ownOffer(call);
		if (offer.orderId !== null) throw notNow();
		offer.status = 'cancel';
		return done;
	},
};
