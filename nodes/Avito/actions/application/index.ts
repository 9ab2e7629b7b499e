import { defineResource } from '../../../shared/resource';
import type { AvitoRun } from '../../context';
import { applyAction } from './applyAction.operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { getStates } from './getStates.operation';
import { markViewed } from './markViewed.operation';

export const application = defineResource<AvitoRun>('application', 'Application', [
	applyAction,
	get,
	getMany,
	getStates,
	markViewed,
]);
