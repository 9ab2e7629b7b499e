import type { z } from 'zod';

/**
 * One GraphQL document as a constant. `Variables` and `Answer` type the call; `answer` checks what
 * came back. Answers are loose: only ids are required, because any other field may be denied to a
 * key or null for a deleted user (upwork.md 2.3).
 */
export interface Document<Variables, Answer> {
	/** The operation's name in `text`, also the name of the call in metrics. */
	name: string;
	text: string;
	effect: 'read' | 'write';
	/** Response keys of which at least one has to be there; without any the call failed. */
	roots: readonly string[];
	/**
	 * Fields without which the answer is of no use, as paths from the root (`offer.id`): ids, titles,
	 * what is told apart by. A key that may not read them gets an error, not half an item.
	 */
	needs?: readonly string[];
	answer: z.ZodType<Answer>;
	/** Name of the scope in Upwork's API Center (upwork.md 1.5), for the remedy. */
	scope?: string;
	/** Never present; carries the type of the variables. */
	readonly variables?: Variables;
}

/** Paths of fields below one place, for `needs`. */
export const below = (place: string, ...fields: readonly string[]): string[] =>
	fields.map((field) => `${place}.${field}`);

export function document<Variables>() {
	return <Answer>(
		options: Omit<Document<Variables, Answer>, 'variables'>,
	): Document<Variables, Answer> => options;
}
