import type { KworkClient } from '../../../../lib/kwork';
import { defineResource } from '../../../shared/resource';
import { getMany } from './getMany.operation';
import { getFavourites } from './getFavourites.operation';
import { setFavourites } from './setFavourites.operation';

export const category = defineResource<KworkClient>('category', 'Category', [
	getMany,
	getFavourites,
	setFavourites,
]);
