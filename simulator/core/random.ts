import type { Random } from '../../lib/time';

/** Mulberry32: the same seed gives the same numbers on every machine. */
export function seededRandom(seed: number): Random {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Lower-case hex digits, for tokens and channel names. */
export function randomHex(random: Random, length: number): string {
	let digits = '';
	while (digits.length < length) digits += Math.floor(random() * 16).toString(16);
	return digits;
}
