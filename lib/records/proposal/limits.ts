import type { Source } from '../types';

/** What a marketplace takes, in characters of the text (kwork.md 6.4, upwork.md). */
export const DRAFT_LIMITS: Record<Source, { min: number; max: number }> = {
	kwork: { min: 150, max: 2000 },
	upwork: { min: 1, max: 5000 },
	avito: { min: 1, max: 1000 },
};
