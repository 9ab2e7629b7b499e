/** The result of checking a collection against what was expected (avito.md 6.8). */
export interface ControlResult {
	/** Known ids, or the number that was given. */
	expected: number;
	found: number;
	difference: number;
	/** Known ids that were not found; at most 1,000 are listed. */
	missing: string[];
}

/** Control number: a list of known ids, or their count alone. */
export function checkAgainst(
	found: Iterable<string>,
	expected: { ids?: readonly string[]; count?: number },
): ControlResult | undefined {
	const seen = new Set(found);
	if (expected.ids?.length) {
		const known = [...new Set(expected.ids)];
		const missing = known.filter((id) => !seen.has(id));
		const present = known.length - missing.length;
		return {
			expected: known.length,
			found: present,
			difference: present - known.length,
			missing: missing.slice(0, 1000),
		};
	}
	if (expected.count === undefined) return undefined;
	return {
		expected: expected.count,
		found: seen.size,
		difference: seen.size - expected.count,
		missing: [],
	};
}
