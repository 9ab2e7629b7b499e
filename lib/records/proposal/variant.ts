import { createHash } from 'node:crypto';

export interface Variant {
	name: string;
	/** Share of the traffic; any positive numbers. */
	weight: number;
}

/**
 * The same key always gets the same variant, and all variants get their share: an A/B test that
 * survives restarts without storage.
 *
 * @param key e.g. the lead's dedupeKey
 * @param experiment name that makes another draw
 */
export function chooseVariant<V extends Variant>(
	key: string,
	experiment: string,
	variants: readonly V[],
): V {
	const eligible = variants.filter(({ weight }) => weight > 0);
	const total = eligible.reduce((sum, { weight }) => sum + weight, 0);
	const draw =
		createHash('sha256').update(`${experiment}\n${key}`).digest().readUInt32BE(0) / 2 ** 32;
	let upTo = 0;
	for (const variant of eligible) {
		upTo += variant.weight / total;
		if (draw < upTo) return variant;
	}
	const last = eligible.at(-1);
	if (!last) throw new RangeError('A variant with a weight above 0 is needed');
	return last;
}
