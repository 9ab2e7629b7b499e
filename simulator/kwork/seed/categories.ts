import json from './categories.json';

export interface Category {
	id: number;
	name: string;
	children: Category[];
}

/** Ids and structure as of 2026 (kwork.md 4.9); most names of sub-rubrics are invented. */
export const categories: Category[] = json.map((root) => ({
	...root,
	children: root.children.map((child) => ({ ...child, children: [] })),
}));

export const rootOf = (categoryId: number): Category | undefined =>
	categories.find(
		(root) => root.id === categoryId || root.children.some((child) => child.id === categoryId),
	);

export const categoryById = (id: number): Category | undefined =>
	categories.flatMap((root) => [root, ...root.children]).find((category) => category.id === id);
