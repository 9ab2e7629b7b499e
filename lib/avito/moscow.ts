/** Constant since October 2014 (avito.md 6.5). */
const OFFSET_MS = 3 * 3_600_000;

/** Avito's times without a zone are Moscow's (avito.md 6.5): `2026-05-01T00:00:00`. */
export const moscowTime = (ms: number): string =>
	new Date(ms + OFFSET_MS).toISOString().slice(0, 19);

/** `2026-05-01` */
export const moscowDay = (ms: number): string => moscowTime(ms).slice(0, 10);
