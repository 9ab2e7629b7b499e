import type { AvitoRun } from '../../context';

/** Buys one placement: only where spending is allowed, and only below the ceiling of the run. */
export async function buyPlacement<T extends { spent: 0 | 1 }>(
	run: AvitoRun,
	spending: { allowSpending: boolean; maxPurchases: number },
	send: () => Promise<T>,
): Promise<T> {
	if (!spending.allowSpending) {
		throw run.lib.avitoFailures.refusedLocally(
			'This takes a placement from the package, and spending is not allowed here: nothing was sent',
			'Switch on "Allow Spending" in this operation if that is what you want.',
		);
	}
	return await run.ceiling('placement', spending.maxPurchases).spend(send);
}
