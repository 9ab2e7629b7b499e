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
});
