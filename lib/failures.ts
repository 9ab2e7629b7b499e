import { ServiceError, type FailureFacts, type ServiceErrorOptions } from './errors';

/** What to do about a write of which nobody knows whether it happened. */
export const LOOK_FIRST =
	'Look on the service whether it happened before you repeat it; it is not repeated by itself.';

/** One way to fail: why, what happened and what to do. */
export interface FailureRow extends ServiceErrorOptions {
	message: string;
}

/** A row whose words depend on the case is a function of it. */
type FailureTable = Record<string, FailureRow | ((...told: never[]) => FailureRow)>;

type Failure<Row> = (Row extends (...told: infer Told) => FailureRow
	? (...told: Told) => ServiceError
	: (facts?: FailureFacts) => ServiceError) & {
	/** Whether this is what failed. */
	is: (error: unknown) => error is ServiceError;
};

/**
 * Makes a service's table of failures usable: `throw failures.notFound('…')`, and
 * `failures.notFound.is(error)` where the way on depends on it. The error's name is the service's and
 * the row's, `kwork.notFound`; the compiler knows the rows and what each has to be told.
 */
export function defineFailures<Table extends FailureTable>(
	service: string,
	table: Table,
): { readonly [Row in keyof Table]: Failure<Table[Row]> } {
	const failures = Object.entries(table).map(([key, row]) => {
		const name = `${service}.${key}`;
		const make = (...told: never[]) => {
			const [facts] = told;
			const { message, ...options } =
				typeof row === 'function'
					? row(...told)
					: { ...row, ...(facts as FailureFacts | undefined) };
			return Object.assign(new ServiceError(message, options), { name });
		};
		const is = (error: unknown) => error instanceof Error && error.name === name;
		return [key, Object.assign(make, { is })];
	});
	return Object.fromEntries(failures) as { readonly [Row in keyof Table]: Failure<Table[Row]> };
}
