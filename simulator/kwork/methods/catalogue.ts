import { done, type MethodCall, notFound, ok, pageOf, type Responder } from '../call';
import type { Kwork } from '../model';
import { type Category, categories, categoryById } from '../seed/categories';
import { sameWords } from '../text';
import { kworkView } from '../views/kworks';

interface CategoryView {
	id: number;
	name: string;
	description: string;
	subcategories: CategoryView[];
}

const treeView = ({ id, name, children }: Category): CategoryView => ({
	id,
	name,
	description: '',
	subcategories: children.map(treeView),
});

const activeKworks = ({ world }: MethodCall): Kwork[] =>
	[...world.kworks.values()].filter(({ statusId }) => statusId === 7);

const rootView = ({ id, name }: Category, order: number) => ({
	id,
	name,
	rubric_description: '',
	ico: '',
	ico_extra: '',
	order,
	category_image: '',
});

const childView = (call: MethodCall) => (category: Category, order: number) => ({
	id: category.id,
	name: category.name,
	rubric_description: '',
	order,
	kworks_count: activeKworks(call).filter(({ categoryId }) => categoryId === category.id).length,
});

/** Kworks of a section, without the ones already shown. */
function chosen(call: MethodCall): Kwork[] {
	const { parameters } = call;
	const id = parameters.int('categoryId');
	const children = categories.find((root) => root.id === id)?.children.map((child) => child.id);
	const excluded = new Set(parameters.ints('excluded'));
	return activeKworks(call).filter(
		(kwork) =>
			!excluded.has(kwork.id) &&
			(id === 0 || kwork.categoryId === id || (children?.includes(kwork.categoryId) ?? false)),
	);
}

const kworks: Responder = (call) => {
	const all = chosen(call);
	const limit = call.parameters.int('limit') || 10;
	const { items, paging } = pageOf(all, call.parameters.int('page', 1), limit);
	return ok({
		kworks_count: all.length,
		kworks: items.map((kwork) => kworkView(call.world, kwork, call.caller)),
		classifiers: [],
		paging,
	});
};

const search: Responder = (call) => {
	const found = chosen(call).filter(({ title, description }) =>
		sameWords(`${title} ${description}`, call.parameters.text('query')),
	);
	const limit = call.parameters.int('limit') || 10;
	const { items, paging } = pageOf(found, call.parameters.int('page', 1), limit);
	return ok(
		items.map((kwork) => kworkView(call.world, kwork, call.caller)),
		{ searchCategories: [], classifiers: [], paging },
	);
};

const marketing = { is_active: false, image: '', url: '' };

export const catalogue: Record<string, Responder> = {
	categories: () => ok(categories.map(treeView)),
	category: ({ parameters }) => {
		const category = categoryById(parameters.int('category_id'));
		if (category === undefined) throw notFound('Рубрика');
		return ok({
			id: category.id,
			name: category.name,
			mobile_description: '',
			base_volume: 0,
			volume_type: null,
			attributes: [],
			positive_reviews_count: { '1': 40, '5': 22, '10': 9 },
		});
	},
	categoryAttributes: ({ parameters }) => {
		const id = parameters.int('category_id');
		if (categoryById(id) === undefined) throw notFound('Рубрика');
		const node = (number: number, title: string) => ({
			id: id * 100 + number,
			title,
			parent_id: 0,
			category_id: id,
			is_classification: true,
			required: false,
			allow_multiple: false,
			alias: '',
			kworks_count: 0,
			children: [],
		});
		return ok([node(1, 'Под ключ'), node(2, 'Доработка')]);
	},
	/** A wrong parameter name gives `response: false` (kwork.md 3.15). */
	positiveReviewsCount: ({ parameters }) =>
		ok(parameters.has('category_id') ? { '1': 40, '5': 22, '10': 9 } : false),
	catalogMain: (call) =>
		ok({
			rubrics: categories.map(rootView),
			viewed_kworks: [],
			popular_categories: categories
				.flatMap(({ children }) => children.slice(0, 1))
				.map(childView(call)),
			popular_kworks: [],
			marketing_action: marketing,
		}),
	catalogMainv2: () =>
		ok({
			popular_categories_block: [],
			catalog_service_block: categories.map(({ id, name }, order) => ({
				id,
				name,
				rubric_description: '',
				icon_path: '',
				order,
			})),
			other_services_block: [],
			marketing_action: marketing,
		}),
	catalogRubrics: () => ok(categories.map(rootView)),
	catalogCategories: (call) => {
		const root = categories.find(({ id }) => id === call.parameters.int('rubricId'));
		if (root === undefined) throw notFound('Рубрика');
		return ok(root.children.map(childView(call)));
	},
	catalogFilters: (call) => {
		const filter = (id: number, name: string, key: string, type: string) => ({
			id,
			name,
			query_key: key,
			is_unembedded: 0,
			is_package: 0,
			mobile_group_id: 1,
			type,
			min_value: 500,
			max_value: 100_000,
			placeholder: '',
			values: [],
			filters: [],
		});
		return ok({
			filters: [filter(1, 'Бюджет', 'price', 'range'), filter(2, 'Онлайн', 'sonline', 'checkbox')],
			groups: [{ id: 1, name: 'Основные' }],
			kworks_count: chosen(call).length,
		});
	},
	kworks,
	search,
	searchKworksCatalogQuery: (call) => {
		const query = call.parameters.text('query');
		return ok(
			activeKworks(call)
				.filter(({ title }) => sameWords(title, query))
				.slice(0, 10)
				.map(({ id, title }) => ({ id, title })),
		);
	},
	validateEvent: () => done,
	setNotifyCardRefill: () => done,
};
