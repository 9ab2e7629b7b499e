import { done, type MethodCall, notFound, notNow, ok, paged, type Responder } from '../call';
import type { Kwork } from '../model';
import { kworkDetailsView, kworkView, reviewView, STATUS_GROUPS } from '../views/kworks';

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
	getKworkReviews,
	favoriteKworks: listOf(({ user }) => user.favoriteKworks),
	viewedCatalogKworks: (call) =>
		call.user.viewedKworks.length === 0 && call.world.settings.missingResponseWhenEmpty
			? done
			: listOf(({ user }) => user.viewedKworks)(call),
	markKworkAsFavorite: (call) => {
		const { id } = kworkFor(call, 'kwork_id');
		if (call.parameters.flag('is_favorite')) call.user.favoriteKworks.add(id);
		else call.user.favoriteKworks.delete(id);
		return done;
	},
};
