import type { Clock } from '../../time';
import { KEEP_MS } from '../memory';
import type { Once } from '../types';
import { checkNames, toJson } from '../values';
import { Shelf } from './shelf';

interface Claimed {
	state: 'claimed' | 'done';
	holder: string;
	result?: string;
}

export function processOnce(clock: Clock): Once & { purge(): void } {
	const shelf = new Shelf<Claimed>(clock);
	return {
		async claim(scope, key, holder, leaseMs) {
			checkNames(scope, key, holder);
			const found = shelf.get(scope, key);
			if (!found) {
				shelf.set(scope, key, { state: 'claimed', holder }, leaseMs);
				return { state: 'fresh' };
			}
			const { state, result } = found.value;
			if (state === 'claimed') return { state: 'taken', retryAfterMs: found.leftMs };
			return result === undefined
				? { state: 'done' }
				: { state: 'done', result: JSON.parse(result) as unknown };
		},
		async done(scope, key, holder, { result, keepMs = KEEP_MS } = {}) {
			checkNames(scope, key, holder);
			const text = result === undefined ? undefined : toJson(result);
			const found = shelf.get(scope, key);
			if (found && found.value.holder !== holder) return false;
			shelf.set(scope, key, { state: 'done', holder, result: text }, keepMs);
			return true;
		},
		async release(scope, key, holder) {
			const found = shelf.raw(scope, key);
			if (found?.holder !== holder || found.state !== 'claimed') return false;
			return shelf.erase(scope, key) > 0;
		},
		erase: async (scope, key) => shelf.erase(scope, key),
		purge: () => shelf.purge(),
	};
}
