export interface BidRules {
	/** Hours that the work takes; from `estimateDuration` where not known. */
	hours: number;
	hourlyRate: number;
	/** Share the marketplace keeps: 0.2 on Kwork, 0.1 on Upwork unless agreed otherwise. */
	feeShare: number;
	/** Never below, in the same currency; without one there is no floor. */
	minimum?: number;
	/** The client's budget, if it is known. */
	budget?: number;
	/** The highest price the service takes for this posting. */
	ceiling?: number;
	/** How far below the budget one goes to be chosen, 0 to 1. Default 0.05. */
	undercutShare?: number;
	/** More applicants, lower bid: share per ten of them. Default 0.02, at most 0.1 in all. */
	competitionShare?: number;
	competition?: number;
	/** Prices are rounded up to this step; default: so that three figures are left of them. */
	step?: number;
}

export interface Bid {
	/** What the client pays. */
	price: number;
	/** What is left after the marketplace's share. */
	net: number;
	/** Net per hour. */
	netPerHour: number;
	/** The lowest price at which the hourly rate is kept. */
	breakEven: number;
	worthwhile: boolean;
	why: string[];
}

/**
 * A price between what the work costs and what the client wants to pay. It rises with hours, rate
 * and budget, falls with competition, and never leaves minimum and ceiling.
 */
export function calculateBid(rules: BidRules): Bid {
	const { hours, hourlyRate, feeShare, minimum = 0, budget, ceiling, competition = 0 } = rules;
	const { undercutShare = 0.05, competitionShare = 0.02 } = rules;
	const why: string[] = [];
	const breakEven = (hours * hourlyRate) / (1 - feeShare);
	why.push(
		`${hours} h at ${hourlyRate} and a share of ${feeShare * 100}% need ${round(breakEven, 1)}`,
	);

	let price = breakEven;
	if (budget !== undefined) {
		const discount = undercutShare + Math.min(0.1, (competition / 10) * competitionShare);
		const wanted = budget * (1 - discount);
		why.push(`the budget of ${budget} less ${round(discount * 100, 0.1)}% is ${round(wanted, 1)}`);
		price = Math.max(breakEven, wanted);
	}
	const step = rules.step ?? threeFigures(price);
	// A price that is a multiple of the step in all but the last digit of a double stays as it is.
	const rounded = tidy(Math.ceil(price / step - 1e-9) * step);
	if (rounded - price > 1e-9) why.push(`rounded up to a step of ${step}`);
	const bounded = Math.max(minimum, Math.min(rounded, ceiling ?? Number.POSITIVE_INFINITY));
	if (bounded !== rounded) why.push(`kept between ${minimum} and ${ceiling ?? 'no ceiling'}`);
	const net = bounded * (1 - feeShare);
	const worthwhile = bounded >= breakEven - step / 2;
	if (!worthwhile) why.push('below what the work costs at this rate');
	return {
		price: bounded,
		net: round(net, 0.01),
		netPerHour: hours >= 0.01 ? round(net / hours, 0.01) : 0,
		breakEven: round(breakEven, 0.01),
		worthwhile,
		why,
	};
}

/** 23,250 → 100, 71.23 → 0.1: whatever the currency, a price loses less than one percent. */
function threeFigures(price: number): number {
	return price > 1 ? tidy(10 ** (Math.floor(Math.log10(price)) - 2)) : 0.01;
}

/** Without the dust of binary fractions. */
const tidy = (value: number): number => Number(value.toPrecision(12));

const round = (value: number, step: number): number =>
	Math.round(Math.round(value / step) * step * 100) / 100;
