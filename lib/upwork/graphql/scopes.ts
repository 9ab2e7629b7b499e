/** What the scope of everything covers (upwork.md 1.5). */
const COMMON_TYPES: ReadonlySet<string> = new Set([
	'Country',
	'GenericOrganization',
	'GenericUser',
	'Money',
	'Organization',
	'PageInfo',
	'User',
]);

const COMMON = 'Common Entities - Read-Only Access';

/** Names in the API Center of the scopes that cover these fields of one document, each once. */
export function scopesFor(denied: readonly string[], own: string | undefined): string[] {
	const scopes = denied.map((entry) =>
		COMMON_TYPES.has(entry.split('.')[0] ?? '') ? COMMON : own,
	);
	return [...new Set(scopes)].filter((scope) => scope !== undefined);
}
