import type { Random } from '../../lib/time';

/** Repeatable choices for the seed: the same random source gives the same town of people. */
export interface Dice {
	/** Whole number from `low` to `high`, both included. */
	int(low: number, high: number): number;
	pick<T>(list: readonly T[]): T;
	weighted<T>(list: readonly T[], weight: (item: T) => number): T;
	/** True in `percent` of 100 cases. */
	chance(percent: number): boolean;
	hex(length: number): string;
	/** Letters that a URL takes, the way chat ids look (avito.md 4.7). */
	urlSafe(length: number): string;
	uuid(): string;
}

const HEX = '0123456789abcdef';
const URL_SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~';

export function createDice(random: Random): Dice {
	const int = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
	const pick = <T>(list: readonly T[]): T => {
		const item = list[int(0, list.length - 1)];
		if (item === undefined) throw new RangeError('The list to choose from is empty');
		return item;
	};
	const letters = (alphabet: string, length: number) => {
		let text = '';
		while (text.length < length) text += alphabet.charAt(int(0, alphabet.length - 1));
		return text;
	};
	const hex = (length: number) => letters(HEX, length);
	return {
		int,
		pick,
		weighted(list, weight) {
			let rest = random() * list.reduce((sum, item) => sum + weight(item), 0);
			return list.find((item) => (rest -= weight(item)) < 0) ?? pick(list);
		},
		chance: (percent) => random() * 100 < percent,
		hex,
		urlSafe: (length) => letters(URL_SAFE, length),
		uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`,
	};
}
