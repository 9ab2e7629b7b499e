import { defineFailures } from '../failures';

export const failures = defineFailures('desk', {
	/** The item handed in is not the record that the operation works on. */
	notARecord: (kind: string, problems: readonly string[]) => ({
		kind: 'validation',
		message: `The item is not a ${kind}: ${problems.slice(0, 3).join('; ')}`,
		remedy: `Set Output to Record in the node that reads it, or make a ${kind} with Freelance Desk first.`,
	}),
	notAFunnelEvent: (problems: readonly string[]) => ({
		kind: 'validation',
		message: `The item is not a funnel event: ${problems.slice(0, 3).join('; ')}`,
		remedy: 'Feed in the rows that Funnel → Record Event made, with the same column names.',
	}),
	/** Somebody else has it, or has done it: two runs worked on the same thing. */
	notClaimedHere: (key: string, scope: string) => ({
		kind: 'conflict',
		message: `"${key.slice(0, 60)}" of ${scope} is held by another run, or was done by one`,
		remedy:
			'Nothing was changed. Mark done in the execution that Keep New ran in, and give its lease more minutes than the work between the two takes.',
	}),
});
