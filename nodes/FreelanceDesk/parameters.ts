import { FailedItem } from '../shared/operation';
import {
	choice,
	collection,
	flag,
	json,
	jsonObject,
	optionalNumber,
	ParameterValueError,
	text,
	textList,
} from '../shared/parameters';
import type { Desk } from './context';

export type { Desk } from './context';

/** The record that an operation works on; by default the item itself. */
export const recordField = (displayName: string, description: string) =>
	json({ displayName, default: '={{ $json }}', required: true, description });

export const leadField = () =>
	recordField(
		'Lead',
		'A lead record: Output set to Record in a marketplace node, or made by Lead → To Lead',
	);

export const profileFields = {
	about: text({
		displayName: 'About Me',
		rows: 3,
		required: true,
		placeholder: 'e.g. Python developer, eight years of bots and integrations',
		description: 'Who you are, in your own words',
	}),
	skills: textList({
		displayName: 'My Skills',
		placeholder: 'e.g. python, telegram bot, postgresql',
		description: 'Skills, separated by commas; word forms are recognised in Russian and English',
	}),
};

export const money = {
	currency: text({
		displayName: 'Currency',
		default: 'RUB',
		placeholder: 'e.g. RUB',
		description:
			'Currency of the amounts here; prices in other currencies are converted. Without it, amounts are in the currency of each posting.',
	}),
	rates: jsonObject({
		displayName: 'Exchange Rates',
		default: '{ "USD": 90 }',
		description:
			'How many roubles one unit of each currency is worth, as JSON. A price in a currency without a rate counts as not known.',
		example: '{ "USD": 90 }',
	}),
};

export const hardFilterFields = collection(
	{ displayName: 'Rules', placeholder: 'Add Rule' },
	{
		...money,
		minBudget: optionalNumber({
			displayName: 'Budget at Least',
			description: 'For fixed-price postings; hourly ones are not affected',
		}),
		maxBudget: optionalNumber({ displayName: 'Budget at Most', description: 'Highest budget' }),
		minHourlyRate: optionalNumber({
			displayName: 'Hourly Rate at Least',
			description: 'For hourly postings; the others are not affected',
		}),
		maxHourlyRate: optionalNumber({
			displayName: 'Hourly Rate at Most',
			description: 'Highest hourly rate',
		}),
		anyKeywords: textList({
			displayName: 'Any of the Keywords',
			placeholder: 'e.g. бот, parser',
			description: 'At least one of them is in the title or text, in any word form',
		}),
		allKeywords: textList({
			displayName: 'All of the Keywords',
			placeholder: 'e.g. telegram, оплата',
			description: 'All of them are in the title or text, in any word form',
		}),
		excludedKeywords: textList({
			displayName: 'Excluded Keywords',
			placeholder: 'e.g. wordpress, курсовая',
			description: 'None of them is in the title or text',
		}),
		anySkills: textList({
			displayName: 'Any of the Skills',
			placeholder: 'e.g. python, n8n',
			description: 'At least one of them is required by the posting',
		}),
		minClientRating: optionalNumber({
			displayName: 'Client Rating at Least',
			description: 'From 0 to 5',
		}),
		minClientHireRatePercent: optionalNumber({
			displayName: 'Client Hire Rate at Least (%)',
			description: 'Share of postings for which the client hired somebody',
		}),
		minClientSpent: optionalNumber({
			displayName: 'Client Spent at Least',
			description: 'Total so far',
		}),
		paymentVerifiedOnly: flag({
			displayName: 'Payment Verified Only',
			default: true,
			description: 'Whether the payment method of the client has to be verified',
		}),
		maxAgeHours: optionalNumber({
			displayName: 'Age at Most (Hours)',
			description: 'Since it was published',
		}),
		maxCompetition: optionalNumber({
			displayName: 'Offers So Far at Most',
			description: 'How many others have applied so far',
		}),
		keepUnknown: flag({
			displayName: 'Keep Unknown',
			default: true,
			description: 'Whether leads pass a rule when the marketplace does not show the fact it needs',
		}),
	},
);

/**
 * Reads every item for an operation that works on all at once. Those that cannot be read fail alone;
 * "finish" adds them to what was made of the others, of which there is at least one.
 */
export function readEach<T>(items: readonly unknown[], read: (item: unknown) => T) {
	const values: T[] = [];
	/** Where each of the values stands among the items. */
	const places: number[] = [];
	const failed: FailedItem[] = [];
	for (const [index, item] of items.entries()) {
		try {
			values.push(read(item));
			places.push(index);
		} catch (error) {
			failed.push(new FailedItem(error, index));
		}
	}
	return {
		values,
		places,
		async finish(work: () => unknown): Promise<unknown[]> {
			if (values.length === 0 && failed.length > 0) return failed;
			const made = await work();
			return [...(Array.isArray(made) ? (made as unknown[]) : [made]), ...failed];
		},
	};
}

/** The marketplace that a value comes from. */
export const marketplace = () =>
	choice({
		displayName: 'Marketplace',
		default: 'kwork',
		options: [
			{ name: 'Avito', value: 'avito' },
			{ name: 'Kwork', value: 'kwork' },
			{ name: 'Upwork', value: 'upwork' },
		],
	});

/** Stages of a CRM by shared stage; one that is left empty is not mapped. */
export function stagesOf(client: Desk, given: Record<string, unknown>, displayName: string) {
	const stages = Object.entries(given).flatMap(([stage, id]) =>
		id === '' || id === null || id === undefined ? [] : [[stage, String(id)] as const],
	);
	const strange = Object.keys(given).filter((stage) => !client.isStage(stage));
	if (strange.length === 0) return Object.fromEntries(stages);
	throw new ParameterValueError(
		`"${displayName}" contains something that is not a shared stage: ${strange.join(', ').slice(0, 60)}`,
		`Use these names: ${client.STAGES.join(', ')}.`,
	);
}

/** Currency and rates as they are compared by; anything that is no code or no rate is refused. */
export function currenciesOf(given: { currency?: string; rates?: Record<string, unknown> }) {
	const currency = given.currency?.trim() ? currencyCode(given.currency, 'Currency') : undefined;
	const rates = Object.entries(given.rates ?? {}).map(([name, value]) => {
		const rate = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
		if (Number.isFinite(rate) && rate > 0) {
			return [currencyCode(name, 'Exchange Rates'), rate] as const;
		}
		throw new ParameterValueError(
			`"Exchange Rates" gives no rate for ${name.slice(0, 20)}: ${String(value).slice(0, 40)}`,
			'Give a number above 0 for each currency, e.g. { "USD": 90 }.',
		);
	});
	return { currency, rates: Object.fromEntries(rates) };
}

/** ISO 4217, in capitals. */
export function currencyCode(text: string, displayName: string): string {
	const code = text.trim().toUpperCase();
	if (/^[A-Z]{3}$/.test(code)) return code;
	throw new ParameterValueError(
		`"${displayName}" has no currency code: ${text.slice(0, 40)}`,
		'Use the three letters of the currency, e.g. RUB, USD or EUR.',
	);
}

/** Refuses numbers that no calculation can be made with: name, value, lowest, highest. */
export function inRange(
	numbers: ReadonlyArray<readonly [string, number | undefined, number, number]>,
): void {
	for (const [name, value, low, high] of numbers) {
		if (value === undefined || (value >= low && value <= high)) continue;
		throw new ParameterValueError(`"${name}" is out of range: ${value}`, `Use ${low} to ${high}.`);
	}
}
