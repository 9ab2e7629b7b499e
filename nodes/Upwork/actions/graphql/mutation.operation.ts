import { defineOperation } from '../../../shared/operation';
import type { UpworkRun } from '../../context';
import { documentParameters } from './parameters';

export const mutation = defineOperation<UpworkRun>()({
	value: 'mutation',
	name: 'Run Mutation',
	action: 'Run a mutation',
	description:
		'Changes something with a GraphQL document of your own. It is sent once; submitting proposals is refused here, because it needs a confirmation. One item with the answer.',
	effect: 'write',
	parameters: documentParameters('mutation { archiveRoom(roomId: "room_0123") { id } }'),
	async prepare({ client: { api, lib }, params, signal }) {
		const call = {
			text: params.document,
			variables: params.variables,
			operationName: params.operationName || undefined,
			effect: 'write' as const,
		};
		lib.checkedOperation(call.text, call.operationName, 'write');
		return {
			target: 'own mutation',
			content: params.document,
			request: call,
			send: async () => await api.graphql({ ...call, signal }),
		};
	},
});
