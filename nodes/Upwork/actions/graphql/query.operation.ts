import { defineOperation } from '../../../shared/operation';
import type { UpworkRun } from '../../context';
import { documentParameters } from './parameters';

export const query = defineOperation<UpworkRun>()({
	value: 'query',
	name: 'Run Query',
	action: 'Run a query',
	description:
		'Reads with a GraphQL document of your own, for what the other operations do not cover. The organization chosen above applies. One item with the answer.',
	effect: 'read',
	parameters: documentParameters('query { user { id name } }'),
	execute: async ({ client: { api }, params, signal }) =>
		await api.graphql({
			text: params.document,
			variables: params.variables,
			operationName: params.operationName || undefined,
			effect: 'read',
			signal,
		}),
});
