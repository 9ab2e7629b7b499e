import type { Claimed } from '../../lib/records/claims';
import type { Memory } from '../../lib/memory/types';
import type { Library } from '../shared/lib';

/** What the operations of the desk work with. */
export type Desk = Library['desk'] & {
	/** The desk's memory, opened when something is first remembered or looked up. */
	memory(): Promise<Memory>;
	/** Whose the claims of this execution are. */
	holder: string;
	/** What this run of the node has claimed, and how many it left out, by why. */
	claims: { fresh: Claimed[]; taken: number; done: number; later: number };
};

/** What was left out, for the person who looks at an output with fewer items than expected. */
export function leftOut({ taken, done, later }: Desk['claims']): string | undefined {
	const reasons: Array<[number, string]> = [
		[done, 'done'],
		[taken, 'taken by a run that has not marked them done yet'],
		[later, 'left for the next run'],
	];
	const told = reasons.filter(([count]) => count > 0).map(([count, why]) => `${count} ${why}`);
	return told.length === 0 ? undefined : `Left out: ${told.join(', ')}.`;
}

/** A node that fails passes nothing on: what it has claimed is free again at once. */
export async function giveBack({ claims, holder, memory, releaseClaim }: Desk): Promise<void> {
	if (claims.fresh.length === 0) return;
	const { once } = await memory();
	for (const claimed of claims.fresh) await releaseClaim(once, claimed, holder);
}
