import type { Clock } from '../../time';

interface Kept<T> {
	value: T;
	/** Infinity: until it is erased. */
	until: number;
}

/** Values by scope and key that end by themselves. */
export class Shelf<T> {
	private readonly scopes = new Map<string, Map<string, Kept<T>>>();

	constructor(private readonly clock: Clock) {}

	/** What is there and has not ended. */
	get(scope: string, key: string): { value: T; leftMs: number } | undefined {
		const kept = this.scopes.get(scope)?.get(key);
		const leftMs = (kept?.until ?? 0) - this.clock.now();
		return kept && leftMs > 0 ? { value: kept.value, leftMs } : undefined;
	}

	/** What is there, ended or not. */
	raw(scope: string, key: string): T | undefined {
		return this.scopes.get(scope)?.get(key)?.value;
	}

	set(scope: string, key: string, value: T, keepMs = Infinity): void {
		const keys = this.scopes.get(scope) ?? new Map<string, Kept<T>>();
		this.scopes.set(scope, keys.set(key, { value, until: this.clock.now() + Math.ceil(keepMs) }));
	}

	entries(scope: string): Array<{ key: string; value: T }> {
		const now = this.clock.now();
		return [...(this.scopes.get(scope) ?? [])]
			.filter(([, { until }]) => until > now)
			.map(([key, { value }]) => ({ key, value }));
	}

	erase(scope: string, key?: string): number {
		const keys = this.scopes.get(scope);
		const count = key === undefined ? (keys?.size ?? 0) : Number(keys?.delete(key) ?? false);
		if (key === undefined || keys?.size === 0) this.scopes.delete(scope);
		return count;
	}

	purge(): void {
		const now = this.clock.now();
		for (const [scope, keys] of this.scopes) {
			for (const [key, { until }] of keys) if (until <= now) this.erase(scope, key);
		}
	}
}
