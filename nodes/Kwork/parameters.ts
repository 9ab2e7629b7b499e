import type { Parameter } from '../shared/parameters';
import {
	choice,
	choices,
	collection,
	flag,
	locator,
	optionalNumber,
	ParameterValueError,
	text,
} from '../shared/parameters';

/** Ids as numbers: Kwork's are whole numbers that fit. */
function numeric(inner: Parameter<string>): Parameter<number> {
	return {
		describe: (name) => inner.describe(name),
		read: (reader, name) => Number(inner.read(reader, name)),
	};
}

export const projectLocator = () =>
	numeric(
		locator({
			displayName: 'Project',
			description: 'A project on the exchange',
			searchListMethod: 'searchProjects',
			urlPattern: 'https?://(?:www\\.)?kwork\\.ru/projects/(\\d+)',
			urlPlaceholder: 'https://kwork.ru/projects/3210987/view',
			idPlaceholder: '3210987',
		}),
	);

export const personLocator = (displayName = 'Person') =>
	numeric(
		locator({
			displayName,
			description: 'The other person in the dialog',
			searchListMethod: 'searchDialogs',
			idPlaceholder: '777001',
		}),
	);

export const offerLocator = () =>
	numeric(
		locator({
			displayName: 'Offer',
			description: 'One of your offers',
			searchListMethod: 'searchOffers',
			idPlaceholder: '55500123',
		}),
	);

export const orderLocator = () =>
	numeric(
		locator({
			displayName: 'Order',
			description: 'An order in which you are seller or buyer',
			searchListMethod: 'searchOrders',
			urlPattern: 'https?://(?:www\\.)?kwork\\.ru/track\\?id=(\\d+)',
			urlPlaceholder: 'https://kwork.ru/track?id=44110022',
			idPlaceholder: '44110022',
		}),
	);

export const ownProjectLocator = () =>
	numeric(
		locator({
			displayName: 'Project',
			description: 'A project that you published as a buyer',
			searchListMethod: 'searchOwnProjects',
			urlPattern: 'https?://(?:www\\.)?kwork\\.ru/projects/(\\d+)',
			urlPlaceholder: 'https://kwork.ru/projects/3210987/view',
			idPlaceholder: '3210987',
		}),
	);

export const gigLocator = () =>
	numeric(
		locator({
			displayName: 'Gig',
			description: 'A kwork, the fixed offer of a seller',
			searchListMethod: 'searchGigs',
			urlPattern: 'https?://(?:www\\.)?kwork\\.ru/[\\w-]+/(\\d+)',
			urlPlaceholder: 'https://kwork.ru/scripting/2468013/bot',
			idPlaceholder: '2468013',
		}),
	);

/** An id that the service has no list for. */
export const idField = (displayName: string, example: string, description: string) =>
	numeric(locator({ displayName, description, idPlaceholder: example }));

/** Messages in orders have ids of their own, which may be those of other messages. */
export const inOrderChat = () =>
	flag({
		displayName: 'In an Order Chat',
		default: false,
		description: 'Whether the message is in the chat of an order, not in the personal dialog',
	});

export const roleField = () =>
	choice({
		displayName: 'Role',
		default: 'seller',
		description: 'Which side of the order you are',
		options: [
			{ name: 'Buyer', value: 'buyer' },
			{ name: 'Seller', value: 'seller' },
		],
	});

export const reviewType = () =>
	choice({
		displayName: 'Type',
		default: 'all',
		description: 'Which reviews to return',
		options: [
			{ name: 'All', value: 'all' },
			{ name: 'Negative', value: 'negative' },
			{ name: 'Positive', value: 'positive' },
		],
	});

export function notEmpty(value: string, displayName: string): string {
	if (value.trim() !== '') return value;
	throw new ParameterValueError(`"${displayName}" is empty`, `Fill in "${displayName}".`);
}

/** Ids from a list of texts; undefined for none. `also` are numbers that mean something else. */
export function ids(
	values: readonly string[] | undefined,
	displayName: string,
	also: readonly number[] = [],
): number[] | undefined {
	if (!values || values.length === 0) return undefined;
	const numbers = values.map(Number);
	if (numbers.every((id) => also.includes(id) || (Number.isSafeInteger(id) && id > 0))) {
		return numbers;
	}
	throw new ParameterValueError(
		`"${displayName}" contains something that is not an ID`,
		'Give IDs, separated by commas.',
	);
}

/** Length in characters as Kwork's own form counts them. */
export function checkedLength(
	value: string,
	displayName: string,
	min: number,
	max: number,
): string {
	const length = [...value.trim()].length;
	if (length >= min && length <= max) return value;
	throw new ParameterValueError(
		`"${displayName}" has ${length} characters, Kwork takes ${min} to ${max}`,
		length < min ? 'Write more.' : 'Shorten it.',
	);
}

export const projectFilters = () =>
	collection(
		{ displayName: 'Filters', placeholder: 'Add Filter' },
		{
			categories: choices({
				displayName: 'Category Names or IDs',
				loadOptionsMethod: 'getCategories',
				description:
					'Categories and sub-categories; all of them without this filter. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			}),
			favouritesOnly: flag({
				displayName: 'Favourite Categories Only',
				default: true,
				description: 'Whether to search only the categories marked as favourites on Kwork',
			}),
			priceFrom: optionalNumber({
				displayName: 'Budget From',
				typeOptions: { minValue: 0 },
				description: 'Lowest budget in roubles, inclusive',
			}),
			priceTo: optionalNumber({
				displayName: 'Budget To',
				typeOptions: { minValue: 0 },
				description: 'Highest budget in roubles, inclusive',
			}),
			hiringFrom: optionalNumber({
				displayName: 'Buyer Hired From (%)',
				typeOptions: { minValue: 0, maxValue: 100 },
				description: 'Lowest share of projects for which the buyer hired somebody',
			}),
			offersFrom: optionalNumber({
				displayName: 'Offers More Than',
				typeOptions: { minValue: 0 },
				description: 'Only projects with more offers than this',
			}),
			offersTo: optionalNumber({
				displayName: 'Offers at Most',
				typeOptions: { minValue: 0 },
				description: 'Only projects with at most this many offers',
			}),
			query: text({
				displayName: 'Search Text',
				placeholder: 'e.g. telegram bot',
				description: 'Words the title or description contains',
			}),
		},
	);

type FilterValues = ReturnType<ReturnType<typeof projectFilters>['read']>;

/** The panel's filters in the client's words; checks what Kwork would silently ignore. */
export function toProjectFilters(values: FilterValues) {
	const { categories, favouritesOnly, priceFrom, priceTo, offersFrom, offersTo, ...rest } = values;
	checkRange('Budget From', priceFrom, 'Budget To', priceTo);
	checkRange('Offers More Than', offersFrom, 'Offers at Most', offersTo);
	if (rest.hiringFrom !== undefined && (rest.hiringFrom < 0 || rest.hiringFrom > 100)) {
		throw new ParameterValueError('"Buyer Hired From (%)" is a percentage', 'Use 0 to 100.');
	}
	const ids = (categories ?? []).map(Number);
	if (ids.some((id) => !Number.isInteger(id) || id <= 0)) {
		throw new ParameterValueError(
			'"Category Names or IDs" contains something that is not an ID',
			'Choose from the list, or give whole numbers such as 41.',
		);
	}
	return {
		...rest,
		priceFrom,
		priceTo,
		offersFrom,
		offersTo,
		categories: favouritesOnly ? ('favourites' as const) : ids.length > 0 ? ids : ('all' as const),
	};
}

function checkRange(
	fromName: string,
	from: number | undefined,
	toName: string,
	to: number | undefined,
): void {
	for (const [name, value] of [
		[fromName, from],
		[toName, to],
	] as const) {
		if (value !== undefined && value < 0) {
			throw new ParameterValueError(`"${name}" is negative`, 'Use 0 or more, or leave it out.');
		}
	}
	if (from !== undefined && to !== undefined && from > to) {
		throw new ParameterValueError(
			`"${fromName}" (${from}) is above "${toName}" (${to})`,
			'Swap them, or leave one out.',
		);
	}
}
