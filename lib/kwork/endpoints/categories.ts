import type { KworkApi } from '../api';
import {
	attributeSchema,
	categorySchema,
	type Attribute,
	type Category,
} from '../schemas/catalogue';
import { list } from '../schemas/values';

const listOfAttribute = list(attributeSchema);
const listOfCategory = list(categorySchema);

/** Rubrics of Kwork (kwork.md 3.15, 4.9). */
export class CategoriesEndpoint {
	constructor(private readonly api: KworkApi) {}

	/** The whole tree, about 60 rubrics on up to three levels. */
	async tree(signal?: AbortSignal): Promise<Category[]> {
		return await this.api.call('categories', {}, listOfCategory, {
			effect: 'read',
			signal,
		});
	}

	/** Attributes of a rubric, as a tree. Their ids go into the filter of projects. */
	async attributes(categoryId: number, signal?: AbortSignal): Promise<Attribute[]> {
		const parameters = { category_id: categoryId };
		return await this.api.call('categoryAttributes', parameters, listOfAttribute, {
			effect: 'read',
			signal,
		});
	}
}
