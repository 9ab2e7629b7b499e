import {
	badValue,
	done,
	type MethodCall,
	notFound,
	notNow,
	ok,
	paged,
	type Responder,
} from '../call';
import type { Kwork } from '../model';
import {
	kworkDetailsView,
	kworkView,
	portfolioView,
	reviewView,
	STATUS_GROUPS,
} from '../views/kworks';

const KWORKS_PER_PAGE = 10;

const kworksOf = ({ world }: MethodCall, userId: number): Kwork[] =>
	[...world.kworks.values()].filter((kwork) => kwork.userId === userId);

function kworkFor({ parameters, world }: MethodCall, name: string): Kwork {
	const kwork = world.kworks.get(parameters.int(name));
	if (kwork === undefined) throw notFound('Кворк');
	return kwork;
}

function ownKwork(call: MethodCall): Kwork {
	const kwork = kworkFor(call, 'kwork_id');
	if (kwork.userId !== call.user.id) throw notFound('Кворк');
	return kwork;
}

const view = (call: MethodCall) => (kwork: Kwork) => kworkView(call.world, kwork, call.caller);

const listOf = (pick: (call: MethodCall) => Iterable<number>): Responder => {
	return (call) => {
		const kworks = [...pick(call)].flatMap((id) => call.world.kworks.get(id) ?? []);
		return paged(call, kworks, KWORKS_PER_PAGE, view(call));
	};
};

const toggle = (set: 'favoriteKworks' | 'hiddenKworks', flag: string): Responder => {
	return (call) => {
		const { id } = kworkFor(call, 'kwork_id');
		if (call.parameters.flag(flag)) call.user[set].add(id);
		else call.user[set].delete(id);
		return done;
	};
};

const noLinks: Responder = (call) => {
	kworkFor(call, 'id');
	return ok([]);
};

const kworksStatusList: Responder = (call) => {
	const own = kworksOf(call, call.user.id);
	return ok(
		STATUS_GROUPS.map(([id, name]) => {
			const kworks = own.filter(({ statusId }) => id === 0 || statusId === id);
			return {
				id,
				name,
				kworks_count: kworks.length,
				kworks: kworks.slice(0, KWORKS_PER_PAGE).map(view(call)),
			};
		}),
	);
};

const getKworkReviews: Responder = (call) => {
	const kwork = kworkFor(call, 'kwork_id');
	const type = call.parameters.text('type');
	const found = call.world.reviews.filter(
		(review) =>
			review.kworkId === kwork.id && (type === 'all' || review.good === (type === 'positive')),
	);
	return paged(call, found, 30, (review) => {
		const { id, time_added, text, writer, answer } = reviewView(call.world, review);
		const [good, bad] = review.good ? ['1', '0'] : ['0', '1'];
		return { id, time_added, text, good, bad, writer, answer };
	});
};

export const kworkMethods: Record<string, Responder> = {
	kworksStatusList,
	userKworks: (call) => {
		const { parameters } = call;
		const category = parameters.int('category_id');
		const status = parameters.int('status_id');
		const own = parameters.int('user_id') === call.user.id;
		const found = kworksOf(call, parameters.int('user_id')).filter(
			(kwork) =>
				(category === 0 || kwork.categoryId === category) &&
				(status === 0 ? own || kwork.statusId === 7 : kwork.statusId === status),
		);
		return paged(call, found, KWORKS_PER_PAGE, view(call));
	},
	startKwork: (call) => {
		const kwork = ownKwork(call);
		if (![3, 4, 5].includes(kwork.statusId)) throw notNow('Кворк нельзя активировать');
		kwork.statusId = 7;
		return ok([{ message: 'Кворк активирован' }]);
	},
	pauseKwork: (call) => {
		const kwork = ownKwork(call);
		if (kwork.statusId !== 7) throw notNow('Кворк не активен');
		kwork.statusId = 4;
		return done;
	},
	deleteKwork: (call) => {
		call.world.kworks.delete(ownKwork(call).id);
		return done;
	},
	getKworkDetails: (call) => {
		const kwork = kworkFor(call, 'id');
		const viewed = call.caller?.viewedKworks;
		if (viewed !== undefined && !viewed.includes(kwork.id)) viewed.unshift(kwork.id);
		return ok(kworkDetailsView(call.world, kwork, call.caller));
	},
	getKworkDetailsExtra: (call) => {
		const kwork = kworkFor(call, 'id');
		const reviews = call.world.reviews.filter(({ kworkId }) => kworkId === kwork.id);
		const similar = [...call.world.kworks.values()].filter(
			({ id, categoryId, statusId }) =>
				id !== kwork.id && categoryId === kwork.categoryId && statusId === 7,
		);
		return ok({
			recommended_kworks: [],
			similar_kworks: similar.map(view(call)),
			other_kworks: [],
			reviews_count: reviews.length,
			kwork_ratings: { speed: 4.9, quality: 5, communication: 4.8 },
			last_reviews: reviews.slice(0, 3).map((review) => reviewView(call.world, review)),
			links_sites: [],
			links_sites_v2: { link_headers: [], links_content: [] },
			links_sites_count: 0,
			not_available_for_company: false,
			goodReviews: reviews.filter(({ good }) => good).length,
			badReviews: reviews.filter(({ good }) => !good).length,
		});
	},
	getKworkAnswers: () => ok(null),
	getKworkReviews,
	getKworkPortfolios: (call) => {
		const kwork = kworkFor(call, 'id');
		const works = call.world.portfolio.filter(({ kworkId }) => kworkId === kwork.id);
		return paged(call, works, 12, portfolioView);
	},
	getKworkLinksTable: noLinks,
	getKworkLinksTablev2: (call) => {
		kworkFor(call, 'id');
		return ok({ link_headers: [], links_content: [] });
	},
	getSubscribersStatistics: noLinks,
	favoriteKworks: listOf(({ user }) => user.favoriteKworks),
	getHiddenKworks: listOf(({ user }) => user.hiddenKworks),
	viewedCatalogKworks: (call) =>
		call.user.viewedKworks.length === 0 && call.world.settings.missingResponseWhenEmpty
			? done
			: listOf(({ user }) => user.viewedKworks)(call),
	markKworkAsFavorite: toggle('favoriteKworks', 'is_favorite'),
	markKworkAsHidden: toggle('hiddenKworks', 'is_hidden'),
	markKworksBlackFriday: () =>
		ok({ is_black_friday: false, black_friday_price: 0, discount_percentage: 0 }),
	getComplainCategories: () =>
		ok(
			['Нарушение правил', 'Чужие материалы'].map((title, index) => ({
				id: index + 1,
				title,
				commentRequired: index === 1,
				isFileUploaderNotAuth: false,
				hasNotification: false,
				subCategories: [],
			})),
		),
	createKworkComplain: (call) => {
		kworkFor(call, 'kwork_id');
		if (![1, 2].includes(call.parameters.int('category_id'))) throw badValue();
		return ok(undefined, { complainAvailable: 0 });
	},
};
