import { stoppedPartway } from '../../partway';
import { settleByReading } from '../../settle';
import type { KworkApi } from '../api';
import type { Parameters } from '../parameters';
import { anything } from '../schemas/values';

/**
 * A write whose answer says nothing but success.
 *
 * @param happened asked when the answer is lost; `true` means that it can be seen to have happened.
 * Otherwise the error stays, and nothing is sent again.
 */
export async function write(
	api: KworkApi,
	method: string,
	parameters: Parameters,
	signal?: AbortSignal,
	happened: () => Promise<boolean> = async () => await Promise.resolve(false),
): Promise<void> {
	const send = async (): Promise<true> => {
		await api.call(method, parameters, anything, { effect: 'write', signal });
		return true;
	};
	await settleByReading(send, {
		clock: api.clock,
		find: async () => (await happened()) || undefined,
	});
}

/**
 * What a thing was before a write, so that afterwards nothing is taken for its effect that was there
 * already. Undefined where it cannot be read: the write is sent all the same, and cannot be settled.
 */
export async function before<T>(read: () => Promise<T>): Promise<T | undefined> {
	try {
		return await read();
	} catch {
		return undefined;
	}
}

/**
 * Tells a failure by the steps: what is done, and what of the rest.
 *
 * @param steps what is done; what is not, where the failure is certain; what is not known, where not
 */
export function partlyDone(
	steps: { count: number; done: string; missing: string; unknown: string },
	error: unknown,
): Error {
	return stoppedPartway(error, (cause, isOpen) => ({
		message: `${steps.done}; ${isOpen ? steps.unknown : steps.missing}. ${cause}`,
		goesOn: 'Run again, the item goes on with the step that is missing.',
		stepsDone: steps.count,
	}));
}
