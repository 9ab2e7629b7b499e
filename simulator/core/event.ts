import type { z } from 'zod';

/** A control function that checks its input, so that in-process and HTTP callers share it. */
export interface EventFunction<Input, Result> {
	(input: Input): Result;
	/** For input from HTTP: throws a ZodError when it does not fit. */
	fromJson(input: unknown): Result;
}

/**
 * Makes a control function from a zod schema and what happens. Example:
 * `clientWrites: defineEvent(z.object({ dialog: z.number(), text: z.string() }), (input) => ...)`.
 */
export function defineEvent<Schema extends z.ZodType, Result>(
	schema: Schema,
	run: (input: z.output<Schema>) => Result,
): EventFunction<z.input<Schema>, Result> {
	const fromJson = (input: unknown) => run(schema.parse(input));
	return Object.assign((input: z.input<Schema>) => fromJson(input), { fromJson });
}
