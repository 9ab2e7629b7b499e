import { defineResource } from '../../../shared/resource';
import type { AvitoRun } from '../../context';
import { get } from './get.operation';
import { subscribe } from './subscribe.operation';
import { unsubscribe } from './unsubscribe.operation';

export const webhook = defineResource<AvitoRun>('webhook', 'Webhook', [
	get,
	subscribe,
	unsubscribe,
]);
