import type { FilePart } from '../../http/types';
import type { Offer } from '../schemas/exchange';
import { sameText } from '../text';

interface OfferBase {
	projectId: number;
	/** The text for the buyer, 150 to 2000 characters. */
	description: string;
	/** Days: 1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 30 or 60, or the project's own list. */
	durationDays: number;
	/** Roubles the buyer pays, Kwork's commission included. */
	price: number;
	/** Payment by tasks; the prices add up to `price`. */
	stages?: ReadonlyArray<{ title: string; price: number }>;
	/** Uploaded with the form's draft. */
	attachments?: ReadonlyArray<FilePart & { data: Buffer }>;
}

/** An individual offer. */
export interface CustomOffer extends OfferBase {
	type?: 'custom';
	/** Title of the future order, up to 70 characters. */
	title: string;
}

/** An own kwork as the offer. Its fields were never seen in traffic (kwork.md 6.3). */
export interface KworkOffer extends OfferBase {
	type: 'kwork';
	kworkId: number;
	kworkCount?: number;
	packageType?: 'standard' | 'medium' | 'premium';
	/** Options of the kwork and how often each. */
	extras?: ReadonlyArray<{ id: number; count?: number }>;
}

export type OfferInput = CustomOffer | KworkOffer;

/** The request that submits an offer, as a dry run shows it: without the session's secrets. */
export interface OfferRequest {
	method: 'POST';
	url: string;
	/** Fields of the multipart form (kwork.md 6.3). */
	fields: Record<string, string | number | Array<string | number>>;
	attachments: string[];
}

/** The exact request for an offer; `edit` changes an existing one (kwork.md 6.3, 6.6). */
export function offerRequest(input: OfferInput, edit = false): OfferRequest {
	const offerType = input.type ?? 'custom';
	const fields: OfferRequest['fields'] = {
		wantId: input.projectId,
		offerType,
		description: input.description,
		kwork_duration: input.durationDays,
		kwork_price: input.price,
	};
	if (input.type === 'kwork') addKwork(fields, input);
	else fields.kwork_name = input.title;
	input.stages?.forEach(({ title, price }, index) => {
		fields[`stages[${index}][title]`] = title;
		fields[`stages[${index}][payer_price]`] = price;
	});
	const action = edit ? 'editoffer' : 'createoffer';
	return {
		method: 'POST',
		url: `https://kwork.ru/api/offer/${action}?wantId=${input.projectId}&offerType=${offerType}`,
		fields,
		attachments: input.attachments?.map(({ fileName }) => fileName) ?? [],
	};
}

function addKwork(fields: OfferRequest['fields'], input: KworkOffer): void {
	fields.kwork_id = input.kworkId;
	if (input.packageType) fields.kwork_package_type = input.packageType;
	else fields.kwork_count = input.kworkCount ?? 1;
	const extras = input.extras ?? [];
	if (extras.length > 0) fields['gextras[]'] = extras.map(({ id }) => id);
	for (const { id, count } of extras) {
		if (count !== undefined) fields[`extra_count${id}`] = count;
	}
}

/** Is this the stored form of that input? Kwork changes texts, see `sameText`. */
export function equalsOffer(offer: Offer, input: OfferInput): boolean {
	return (
		offer.want_id === input.projectId &&
		(offer.price === undefined || offer.price === input.price) &&
		(offer.duration === undefined || offer.duration === input.durationDays) &&
		(input.type === 'kwork' || !offer.title || sameText(offer.title, input.title)) &&
		sameText(offer.comment ?? '', input.description)
	);
}
