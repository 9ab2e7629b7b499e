import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { returnAllAndLimit } from '../../../shared/parameters';

export const getMany = defineOperation<KworkClient>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many notifications',
	description:
		'Notifications of the account with their type, newest first. Use it to see what happened; one item per notification.',
	effect: 'read',
	parameters: { limit: returnAllAndLimit() },
	async execute({ client, params: { limit }, signal }) {
		const groups = await client.notifications.list(signal);
		return groups
			.flatMap(({ notifications = [], name, description, is_red }) =>
				notifications.map((notification) => ({ ...notification, name, description, is_red })),
			)
			.sort((a, b) => (b.added ?? 0) - (a.added ?? 0))
			.slice(0, limit);
	},
	output: { forms: (lib) => lib.kworkForms.notification, record: false },
});
