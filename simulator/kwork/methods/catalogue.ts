import { notFound, ok, type Responder } from '../call';
import { type Category, categories, categoryById } from '../seed/categories';

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

export const catalogue: Record<string, Responder> = {
	categories: () => ok(categories.map(treeView)),
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
};
