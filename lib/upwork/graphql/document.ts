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
	answer: z.ZodType<Answer>;
	/** Name of the scope in Upwork's API Center (upwork.md 1.5), for the remedy. */
	scope?: string;
	/** Never present; carries the type of the variables. */
	readonly variables?: Variables;
}

export function document<Variables>() {
	return <Answer>(
		options: Omit<Document<Variables, Answer>, 'variables'>,
	): Document<Variables, Answer> => options;
}
