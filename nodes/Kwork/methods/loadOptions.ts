import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { toNodeError } from '../../shared/errors';
import { openKwork } from '../context';

/** Categories with their sub-categories, named by the way down. */
export async function getCategories(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	try {
		const { client, settle } = await openKwork(this);
		const categories = await client.categories.tree();
		await settle?.();
		return categories.flatMap(({ id, name, subcategories }) => [
			{ name: name ?? String(id), value: String(id) },
			...(subcategories ?? []).map((child) => ({
				name: `${name ?? id} › ${child.name ?? child.id}`,
				value: String(child.id),
			})),
		]);
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}
