import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { gigLocator } from '../../parameters';

export const pause = defineOperation<KworkClient>()({
	value: 'pause',
	name: 'Pause',
	action: 'Pause a gig',
	description: 'Takes a kwork (gig) of the account off sale for a while. One item.',
	effect: 'write',
	parameters: { gigId: gigLocator() },
	prepare: async ({ client, params: { gigId }, signal }) => ({
		target: `gig ${gigId}`,
		request: { method: 'pauseKwork', parameters: { kwork_id: gigId } },
		send: async () => {
			await client.gigs.pause(gigId, signal);
			return { gigId, paused: true };
		},
	}),
});
