import type { SentQuery } from '../../../../lib/records/journal';
import type { ValuesOf } from '../../../shared/parameters';
import { choice, collection, dateTime, text } from '../../../shared/parameters';
import type { Desk } from '../../parameters';

export const ACCOUNT =
	'Login or client ID of the credential, or the account as Get Many returns it; of the simulator only the latter';

export const RECIPIENT =
	'Recipient or object as Get Many returns it in the field target, e.g. user 777001';

export const journalFilters = () =>
	collection(
		{ displayName: 'Filters', placeholder: 'Add Filter' },
		{
			account: text({ displayName: 'Account', description: ACCOUNT }),
			from: dateTime({ displayName: 'From' }),
			operation: text({
				displayName: 'Operation',
				placeholder: 'e.g. kwork.message.send',
				description: 'As Get Many returns it',
			}),
			outcome: choice({
				displayName: 'Outcome',
				default: 'sent',
				options: [
					{
						name: 'Open',
						value: 'open',
						description: 'About to leave, or its run ended before the outcome was noted',
					},
					{ name: 'Refused', value: 'refused', description: 'It did not happen' },
					{ name: 'Sent', value: 'sent', description: 'It happened' },
					{ name: 'Unknown', value: 'unknown', description: 'It may have happened' },
				],
			}),
			service: choice({
				displayName: 'Marketplace',
				default: 'kwork',
				options: [
					{ name: 'Avito', value: 'avito' },
					{ name: 'Kwork', value: 'kwork' },
					{ name: 'Upwork', value: 'upwork' },
				],
			}),
			target: text({ displayName: 'Recipient', description: RECIPIENT }),
			until: dateTime({ displayName: 'Until', description: 'Without that moment itself' }),
		},
	);

type Filters = ValuesOf<{ filters: ReturnType<typeof journalFilters> }>['filters'];

/** What is left empty does not filter. */
export function queryOf(
	client: Desk,
	{ from, outcome, service, until, ...given }: Filters,
): SentQuery {
	return {
		account: accountOf(client, given.account),
		from: from?.toMillis(),
		operation: named(given.operation),
		outcome,
		service,
		target: named(given.target),
		until: until?.toMillis(),
	};
}

export const named = (given = ''): string | undefined => given.trim() || undefined;

export function accountOf(client: Desk, given?: string): string | undefined {
	const account = named(given);
	return account && client.accountNamed(account);
}
