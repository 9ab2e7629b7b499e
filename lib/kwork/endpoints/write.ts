import { asError, ServiceError } from '../../errors';
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
	happened?: () => Promise<boolean>,
): Promise<void> {
	try {
		await api.call(method, parameters, anything, { effect: 'write', signal });
	} catch (error) {
		if (!happened || !(error instanceof ServiceError) || error.kind !== 'outcomeUnknown')
			throw asError(error);
		const settled = await happened().catch(() => false);
		if (!settled) throw asError(error);
	}
}
