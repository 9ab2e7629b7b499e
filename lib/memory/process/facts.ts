import type { Clock } from '../../time';
import type { FactStore } from '../types';
import { checkNames, toJson } from '../values';
import { Shelf } from './shelf';

export function processFacts(clock: Clock): FactStore & { purge(): void } {
	const shelf = new Shelf<string>(clock);
	return {
		async get(scope, key) {
			const found = shelf.get(scope, key);
			return found && (JSON.parse(found.value) as unknown);
		},
		async put(scope, key, value, keepMs) {
			checkNames(scope, key);
			shelf.set(scope, key, toJson(value), keepMs);
		},
		async swap(scope, key, expected, value, keepMs) {
			checkNames(scope, key);
			const wanted = expected === undefined ? undefined : toJson(expected);
			if (shelf.get(scope, key)?.value !== wanted) return false;
			shelf.set(scope, key, toJson(value), keepMs);
			return true;
		},
		async list(scope, { after = '', limit = 100 } = {}) {
			return shelf
				.entries(scope)
				.filter(
					({ key }) => after === '' || Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0,
				)
				.sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)))
				.slice(0, Math.min(1000, Math.max(1, Math.floor(limit))))
				.map(({ key, value }) => ({ key, value: JSON.parse(value) as unknown }));
		},
		erase: async (scope, key) => shelf.erase(scope, key),
		purge: () => shelf.purge(),
	};
}
