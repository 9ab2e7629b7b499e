import type { GraphQLCall } from '../graphql';
import { notFound } from '../errors';
import type { Offer } from '../types';
import { offerView } from '../views/business';

interface OfferFilter {
	id: string;
	searchAttribute: string;
	states?: string[] | null;
	limit?: number | null;
	page?: number | null;
	ascendingOrder?: boolean | null;
}

/** Offers are read only (upwork.md 3.7). */
export function offerRoots(call: GraphQLCall) {
	const { settings, state } = call.world;
	const own = () =>
		[...state.offers.values()].filter((offer) => offer.organizationId === call.tenant.id);
	return {
		offer: ({ id }: { id: string }) => {
			const offer = own().find((candidate) => candidate.id === id);
			if (offer === undefined) throw notFound('Offer');
			return offerView(call, offer);
		},
		offersByAttribute: ({ filter }: { filter: OfferFilter }) => {
			const limit = filter.limit ?? 20;
			const page = Math.max(0, (filter.page ?? settings.firstOfferPage) - settings.firstOfferPage);
			const sign = filter.ascendingOrder === true ? 1 : -1;
			const offers = own()
				.filter((offer) => attributeOf(offer, filter.searchAttribute) === filter.id)
				.filter((offer) => filter.states?.includes(offer.state) ?? true)
				.sort((a, b) => sign * (Number(a.id) - Number(b.id)))
				.slice(page * limit, (page + 1) * limit);
			return { offers: offers.map((offer) => offerView(call, offer)) };
		},
	};
}

function attributeOf(offer: Offer, attribute: string): string | null {
	switch (attribute) {
		case 'VendorOrg':
		case 'VendorTeam':
			return offer.organizationId;
		case 'VendorUser':
			return offer.personId;
		case 'ClientOrg':
		case 'ClientTeam':
			return offer.client.organizationId;
		case 'ClientUser':
			return offer.client.personId;
		case 'JobApplication':
			return offer.proposalId;
		case 'JobPosting':
			return offer.jobId;
		case 'Contract':
			return offer.contractId;
		default:
			return null;
	}
}
