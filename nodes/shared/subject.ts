import { createHash } from 'node:crypto';

/** What a poll trigger watches, in short: where it is another than before, polling begins anew. */
export function subjectOf(settings: readonly unknown[]): string {
	return createHash('sha256').update(JSON.stringify(settings)).digest('base64url').slice(0, 16);
}
