import { defineOperation } from '../../../shared/operation';
import { choice, collection, number, optionalNumber } from '../../../shared/parameters';
import { inRange, type Desk } from '../../parameters';
import { claimFields, claimOf } from '../../remembered';

/** 400 days. */
const LONGEST_LEASE = 576_000;

export const keepNew = defineOperation<Desk>()({
	value: 'keepNew',
	name: 'Keep New',
	action: 'Keep items that are new',
	description:
		'Passes on only what no run has taken before, and takes it for this one until Mark Done, Release or the end of the lease; over restarts and workers. One item each.',
	effect: 'read',
	remembers: true,
	parameters: {
		...claimFields,
		leaseMinutes: number({
			displayName: 'Lease (Minutes)',
			default: 60,
			typeOptions: { minValue: 1 },
			description:
				'How long the work until Mark Done may take. After that an item is free again, so that what a stopped run held is not lost.',
		}),
		options: collection(
			{ displayName: 'Options' },
			{
				atMost: optionalNumber({
					displayName: 'At Most',
					typeOptions: { minValue: 1 },
					description: 'How many to take in this run, in the order of the items; others stay free',
				}),
				others: choice({
					displayName: 'Items Not Taken',
					default: 'leaveOut',
					description: 'What becomes of items that are done or that another run has',
					options: [
						{ name: 'Leave Out', value: 'leaveOut' },
						{
							name: 'Return, Marked',
							value: 'mark',
							description: 'Every item, with once.state: fresh, taken, done or later',
						},
					],
				}),
			},
		),
	},
	async execute({ client, params, items, itemIndex }) {
		const { leaseMinutes, options } = params;
		const { atMost = Infinity, others = 'leaveOut' } = options;
		const claimed = claimOf(params);
		inRange([
			['Lease (Minutes)', leaseMinutes, 0.01, LONGEST_LEASE],
			['At Most', atMost, 1, Infinity],
		]);
		const answer = async () => {
			if (client.claims.fresh.length >= atMost) return { state: 'later' } as const;
			const { once } = await client.memory();
			const claim = await client.claimOnce(once, claimed, client.holder, leaseMinutes * 60_000);
			if (claim.state !== 'taken') return claim;
			const freeAt = new Date(Date.now() + claim.retryAfterMs).toISOString();
			return { state: claim.state, freeAt };
		};
		const claim = await answer();
		if (claim.state === 'fresh') client.claims.fresh.push(claimed);
		else client.claims[claim.state] += 1;
		if (claim.state !== 'fresh' && others === 'leaveOut') return [];
		return { ...items[itemIndex], once: { ...claimed, ...claim } };
	},
});
