import { asError } from '../errors';
import type { ReadBack } from '../settle';
import { failures } from './failures';
import { isOpenWrite } from './graphql/answer';
import type { GraphqlExecutor } from './graphql/executor';

/** What all writes to Upwork share that are settled by reading: all but where to look. */
export function readBackOf<T>(
	executor: GraphqlExecutor,
	told: {
		/** What is not known: `the message to room_1 was sent`. */
		what: string;
		/** What is read, as in "… could not be read back". */
		where: string;
		remedy: string;
		details?: Record<string, unknown>;
	},
): Omit<ReadBack<T>, 'find'> {
	const { what, where, remedy, details } = told;
	return {
		clock: executor.account.clock,
		isOpen: isOpenWrite,
		onLookFailed: (error) =>
			executor.notice(`${where} could not be read back: ${asError(error).message}`),
		unsettled: (cause) => failures.outcomeUnknown(what, remedy, { cause, details }),
	};
}
