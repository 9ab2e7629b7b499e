import type { KworkClient } from '../../../../lib/kwork';
import { defineResource } from '../../../shared/resource';
import { submit } from './submit.operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { edit } from './edit.operation';
import { withdraw } from './withdraw.operation';

export const offer = defineResource<KworkClient>('offer', 'Offer', [
	submit,
	get,
	getMany,
	edit,
	withdraw,
]);
