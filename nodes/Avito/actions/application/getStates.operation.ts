import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';

export const getStates = defineOperation<AvitoRun>()({
	value: 'getStates',
	name: 'Get States',
	action: 'Get application states',
	description: 'The states an application can have, with their Russian names. One item per state.',
	effect: 'read',
	parameters: {},
	execute: async ({ client: { api }, signal }) => await api.applications.states(signal),
});
