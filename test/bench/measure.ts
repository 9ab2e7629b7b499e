/** The middle of an odd number of figures. */
export const median = (values: readonly number[]): number =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** A steady clock in milliseconds. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6;

/** How many milliseconds the work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
	const start = now();
	await work();
	return now() - start;
}
