import type { ServiceError } from '../../errors';
import type { Connects } from '../envelope';
import { failures } from '../failures';
import type { Offer, Project } from '../schemas/exchange';
import { lengthOf, plainText } from '../text';
import type { OfferInput } from './offerInput';
import type { OfferPage } from './page';

/** One thing that has to be right before an offer is sent. */
export interface OfferCheck {
	name: string;
	ok: boolean;
	/** What was found, with the figures. */
	message: string;
	/** What to do when it is not right. */
	remedy?: string;
}

/** A check with the error that submitting ends in. */
export type Finding = OfferCheck & { error?: ServiceError };

const DESCRIPTION_MIN = 150;
const DESCRIPTION_MAX = 2000;
const TITLE_MAX = 70;
const BASE_MIN_PRICE = 500;
const DURATIONS = [1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 30, 60];

/** What can be said of the input alone (kwork.md 6.4). */
export function checkText(input: OfferInput): Finding[] {
	const length = lengthOf(input.description.trim());
	const findings = [
		finding(
			'description',
			length >= DESCRIPTION_MIN && length <= DESCRIPTION_MAX,
			`The description has ${length} characters; Kwork takes ${DESCRIPTION_MIN} to ${DESCRIPTION_MAX}.`,
			length < DESCRIPTION_MIN ? 'Write more.' : 'Shorten the description.',
		),
	];
	if (input.type === 'kwork') {
		findings.push(
			finding(
				'kwork',
				Number.isSafeInteger(input.kworkId) && input.kworkId > 0,
				`The kwork to offer has the ID ${input.kworkId}.`,
				'Choose one of your kworks.',
			),
		);
	} else {
		const titleLength = lengthOf(input.title.trim());
		findings.push(
			finding(
				'title',
				titleLength > 0 && titleLength <= TITLE_MAX,
				`The title has ${titleLength} characters; Kwork takes 1 to ${TITLE_MAX}.`,
				titleLength === 0 ? 'Write a title for the order.' : 'Shorten the title.',
			),
		);
	}
	if (input.stages && input.stages.length > 0) {
		const sum = input.stages.reduce((total, stage) => total + stage.price, 0);
		const complete = input.stages.every(({ title, price }) => title.trim() !== '' && price > 0);
		findings.push(
			finding(
				'stages',
				complete && sum === input.price,
				`The stages add up to ${sum} roubles, the price is ${input.price}.`,
				'Give every stage a title and a price; together they have to make the price.',
			),
		);
	}
	return findings;
}

/** Price and time within what the project allows; the form's own limits win (kwork.md 6.4). */
export function checkLimits(input: OfferInput, project: Project, page?: OfferPage): Finding[] {
	const durations = page?.durations ?? DURATIONS;
	const min = page?.minPrice ?? BASE_MIN_PRICE;
	const max = page?.maxPrice ?? project.possible_price_limit ?? project.price;
	const range = max === undefined ? `from ${min}` : `${min} to ${max}`;
	return [
		finding(
			'duration',
			durations.includes(input.durationDays),
			`The time is ${input.durationDays} days; this project takes ${durations.join(', ')}.`,
			'Choose one of these numbers of days.',
		),
		finding(
			'price',
			Number.isFinite(input.price) &&
				input.price >= min &&
				(max === undefined || input.price <= max),
			`The price is ${input.price} roubles; this project takes ${range}.`,
			'Choose a price in this range.',
		),
	];
}

/** The state of project, account and earlier offers. */
export function checkState(
	project: Project,
	existing: Offer | undefined,
	connects: Connects | undefined,
): Finding[] {
	const open = project.status === undefined || project.status === 'active';
	const offered = existing !== undefined || project.has_offer === true;
	const left = connects?.active_connects;
	const rubric = plainText(project.user_need_portfolio_rubric_name ?? '');
	return [
		finding(
			'project',
			open,
			open ? 'The project takes offers.' : `The project is not open (status ${project.status}).`,
			'Nothing to do: the buyer has closed it or its time is over.',
			failures.projectClosed({ details: { projectId: project.id, status: project.status } }),
		),
		finding(
			'notOffered',
			!offered,
			offered
				? 'This account has already made an offer on this project.'
				: 'This account has made no offer on this project so far.',
			'Use Edit to change the offer, or withdraw it first.',
			failures.alreadyOffered({ details: { projectId: project.id, offerId: existing?.id } }),
		),
		finding(
			'connects',
			left === undefined || left > 0,
			left === undefined
				? 'Kwork did not say how many connects are left; an offer costs 1.'
				: `${left} connects are left; an offer costs 1.`,
			'Wait for the monthly refill of connects.',
			failures.noConnects({ details: { connects } }),
		),
		// Whether the account has one is not told before the offer; Kwork refuses it then.
		...(project.user_need_portfolio
			? [
					finding(
						'portfolio',
						true,
						`The buyer wants offers only from accounts with a portfolio${rubric ? ` in «${rubric}»` : ''}.`,
						'',
					),
				]
			: []),
	];
}

export function finding(
	name: string,
	ok: boolean,
	message: string,
	remedy: string,
	error?: ServiceError,
): Finding {
	if (ok) return { name, ok, message };
	return { name, ok, message, remedy, error: error ?? failures.offerCheckFailed(message, remedy) };
}
