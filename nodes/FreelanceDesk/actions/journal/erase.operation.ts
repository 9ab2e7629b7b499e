import { defineOperation } from '../../../shared/operation';
import { ParameterValueError, text } from '../../../shared/parameters';
import type { Desk } from '../../parameters';
import { ACCOUNT, accountOf, named, RECIPIENT } from './filters';

export const erase = defineOperation<Desk>()({
	value: 'erase',
	name: 'Erase',
	action: 'Erase an account or a recipient',
	description:
		'Forgets for good what was sent to a recipient, or by an account; the last two days stay as bare numbers, so that limits hold. Nothing changes on the marketplace. One item.',
	effect: 'write',
	parameters: {
		account: text({
			displayName: 'Account',
			description: `${ACCOUNT}. Every account when empty.`,
		}),
		recipient: text({
			displayName: 'Recipient',
			description: `${RECIPIENT}. All that the account sent when empty.`,
		}),
	},
	async prepare({ client, params }) {
		const account = accountOf(client, params.account);
		const target = named(params.recipient);
		if (target === undefined && account === undefined) {
			throw new ParameterValueError(
				'Neither "Account" nor "Recipient" is set, nothing was erased',
				'Name the account, the recipient, or both; the whole journal is never erased at once.',
			);
		}
		const { journal } = await client.memory();
		const wanted = { account, target };
		return {
			target: ['journal', account, target].filter(Boolean).join(' '),
			request: { account: account ?? null, recipient: target ?? null },
			check: async () => ({ entries: await client.countSent(journal, wanted) }),
			send: async () => ({
				account: account ?? null,
				recipient: target ?? null,
				erased: await client.eraseSent(journal, wanted),
			}),
		};
	},
});
