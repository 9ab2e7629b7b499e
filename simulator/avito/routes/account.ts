import { z } from 'zod';
import { envelopeA } from '../errors';
import { bodyOf, moscowWithOffset } from '../input';
import type { AvitoRoutes } from '../world';

const DAY = 24 * 3_600_000;

const periodSchema = z.object({ dateTimeFrom: z.string(), dateTimeTo: z.string() });

/** Account, balance, operations (avito.md 5.1). */
export const accountRoutes: AvitoRoutes = {
	'GET /core/v1/accounts/self': {
		scope: 'user:read',
		family: 'other',
		handle: ({ account }) => ({
			json: {
				id: account.id,
				name: account.name,
				email: account.email,
				phone: account.phone,
				phones: [account.phone],
				profile_url: `https://avito.ru/user/${account.profileHash}/profile`,
			},
		}),
	},
	'GET /core/v1/accounts/:user_id/balance/': {
		scope: 'user_balance:read',
		family: 'other',
		handle: ({ account }) => ({ json: { ...account.balance } }),
	},
	'POST /core/v1/accounts/operations_history/': {
		scope: 'user_operations:read',
		family: 'other',
		handle(call) {
			const { dateTimeFrom, dateTimeTo } = bodyOf(call, periodSchema);
			const from = moscowTime(dateTimeFrom);
			const to = moscowTime(dateTimeTo);
			const now = call.world.now();
			if (!(to >= from) || to - from > 7 * DAY || from < now - 366 * DAY) {
				call.world.context.violation(call.request, 'The period must be a week at most');
				return envelopeA(400, 'Bad Request');
			}
			const operations = call.state.operations
				.filter((operation) => operation.at >= from && operation.at <= to)
				.sort((a, b) => b.at - a.at)
				.map((operation) => ({
					updatedAt: moscowWithOffset(operation.at),
					paidAt: moscowWithOffset(operation.at),
					operationType: operation.type,
					operationName: operation.name,
					serviceType: operation.serviceType,
					serviceId: operation.serviceId,
					serviceName: operation.serviceName,
					itemId: operation.itemId,
					amountRub: operation.roubles,
					amountBonus: operation.bonus,
					amountTotal: operation.roubles + operation.bonus,
				}));
			const history = { operations };
			return { json: call.world.settings.bareOperations ? history : { result: history } };
		},
	},
};

function moscowTime(text: string): number {
	return Date.parse(/(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}+03:00`);
}
