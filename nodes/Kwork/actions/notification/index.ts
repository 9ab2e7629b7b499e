import type { KworkClient } from '../../../../lib/kwork';
import { defineResource } from '../../../shared/resource';
import { getMany } from './getMany.operation';
import { getEvents } from './getEvents.operation';
import { markReceived } from './markReceived.operation';

export const notification = defineResource<KworkClient>('notification', 'Notification', [
	getMany,
	getEvents,
	markReceived,
]);
