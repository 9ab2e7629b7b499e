import { createHash } from 'node:crypto';
import type { Claim, Once } from '../memory/types';
import { failures } from './failures';

const DAY_MS = 24 * 3_600_000;

/** A key may be anything that a workflow knows an item by, a phone number, too: only its hash is kept. */
const hashOf = (key: string): string =>
	createHash('sha256').update(key).digest('base64url').slice(0, 22);

/** Apart from what triggers remember. */
const scopeOf = (scope: string): string => `desk ${scope}`;

export interface Claimed {
	scope: string;
	key: string;
}

/** One of all that ask gets `fresh`; what it holds is free again after the lease. */
export async function claimOnce(
	once: Once,
	{ scope, key }: Claimed,
	holder: string,
	leaseMs: number,
): Promise<Claim> {
	return await once.claim(scopeOf(scope), hashOf(key), holder, leaseMs);
}

/** It has happened; `result` is an ID or a word of what came of it. */
export async function markDone(
	once: Once,
	{ scope, key }: Claimed,
	holder: string,
	{ result, keepDays }: { result?: string; keepDays: number },
): Promise<void> {
	const options = { result, keepMs: keepDays * DAY_MS };
	const mine = await once.done(scopeOf(scope), hashOf(key), holder, options);
	if (!mine) throw failures.notClaimedHere(key, scope);
}

/** Anybody may try again. `false`: this run did not hold it. */
export async function releaseClaim(
	once: Once,
	{ scope, key }: Claimed,
	holder: string,
): Promise<boolean> {
	return await once.release(scopeOf(scope), hashOf(key), holder);
}
