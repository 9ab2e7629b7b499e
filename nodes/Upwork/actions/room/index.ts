import { defineResource } from '../../../shared/resource';
import type { UpworkRun } from '../../context';
import { archive } from './archive.operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { getByProposal } from './getByProposal.operation';
import { getMany } from './getMany.operation';

export const room = defineResource<UpworkRun>('room', 'Room', [
	archive,
	create,
	get,
	getByProposal,
	getMany,
]);
