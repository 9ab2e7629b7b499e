import { defineOperation } from '../../../shared/operation';
import { choice, choices, collection, returnAllAndLimit, text } from '../../../shared/parameters';
import type { UpworkRun } from '../../context';

export const getMany = defineOperation<UpworkRun>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many offers',
	description: 'Offers of clients to the chosen organization, newest first. One item per offer.',
	effect: 'read',
	parameters: {
		limit: returnAllAndLimit(),
		offerFilters: collection(
			{ displayName: 'Filters', placeholder: 'Add Filter' },
			{
				states: choices({
					displayName: 'States',
					description: 'All if none is chosen',
					options: [
						'Accepted',
						'Canceled',
						'Changed',
						'Declined',
						'Draft',
						'Expired',
						'New',
						'Submitted',
						'Withdrawn',
					].map((value) => ({ name: value, value })),
				}),
				searchAttribute: choice({
					displayName: 'Offers Of',
					default: 'VendorOrg' as const,
					description: 'What the ID below identifies',
					options: [
						{ name: 'Client Organization', value: 'ClientOrg' as const },
						{ name: 'Contract', value: 'Contract' as const },
						{ name: 'Freelancer', value: 'VendorUser' as const },
						{ name: 'Freelancer Organization', value: 'VendorOrg' as const },
						{ name: 'Job', value: 'JobPosting' as const },
						{ name: 'Proposal', value: 'JobApplication' as const },
					],
				}),
				id: text({
					displayName: 'ID',
					description: 'ID of what you chose in Offers Of; empty means the chosen organization',
				}),
			},
		),
	},
	execute: ({ client: { api }, params: { limit, offerFilters }, signal }) =>
		api.business.offers({ ...offerFilters, limit, signal }),
	output: { forms: (lib) => lib.upworkForms.offer, record: true },
});
