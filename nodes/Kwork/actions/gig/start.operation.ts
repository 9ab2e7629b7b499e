import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { gigLocator } from '../../parameters';

export const start = defineOperation<KworkClient>()({
	value: 'start',
	name: 'Start',
	action: 'Start a gig',
	description: 'Puts a paused kwork (gig) of the account on sale again. One item.',
	effect: 'write',
	parameters: { gigId: gigLocator() },
	prepare: async ({ client, params: { gigId }, signal }) => ({
		target: `gig ${gigId}`,
		request: { method: 'startKwork', parameters: { kwork_id: gigId } },
		send: async () => {
			await client.gigs.start(gigId, signal);
			return { gigId, started: true };
		},
	}),
});
