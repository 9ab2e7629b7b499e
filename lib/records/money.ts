import type { Money } from './types';

/** How many roubles a unit of each currency is worth. */
export type Rates = Readonly<Record<string, number>>;

/** Amount in the wanted currency; undefined where there is no rate for it. */
export function convert(money: Money | null, currency: string, rates: Rates): number | undefined {
	if (!money) return undefined;
	if (money.currency === currency) return money.amount;
	const known: Rates = { RUB: 1, ...rates };
	const from = known[money.currency];
	const to = known[currency];
	return from && to ? (money.amount * from) / to : undefined;
}

/** A price as something that can be compared: a total with totals, a rate with rates. */
export interface Price {
	of?: 'total' | 'hour';
	amount?: number;
	currency: string;
	/** Why there is no amount, where the posting does name a price. */
	why?: string;
}

/** @param wanted currency to compare in; without one, that of the posting */
export function priceOf(money: Money | null, wanted: string | undefined, rates: Rates): Price {
	const currency = wanted ?? money?.currency ?? '';
	if (money === null) return { currency };
	if (money.kind === 'monthly') return { currency, why: 'the price is a monthly salary' };
	const of = money.kind === 'hourly' ? ('hour' as const) : ('total' as const);
	const amount = convert(money, currency, rates);
	if (amount !== undefined) return { of, amount, currency };
	return { of, currency, why: `no exchange rate from ${money.currency} to ${currency}` };
}

/** What is paid in all, where the price is such a total and not a rate or a salary. */
export const totalOf = (money: Money | null): number | undefined =>
	money?.kind === 'fixed' || money?.kind === 'budget' ? money.amount : undefined;
