import type { IDataObject } from 'n8n-workflow';
import { FreelanceDesk } from '../../../nodes/FreelanceDesk/FreelanceDesk.node';
import { runNode } from '../../support/workflow';

/** Runs an operation in n8n's own engine; a bad item goes to the error output. */
export const run = async (
	resource: string,
	operation: string,
	items: object[],
	parameters: IDataObject = {},
) =>
	await runNode({
		node: new FreelanceDesk(),
		parameters: { resource, operation, ...parameters },
		items: items as IDataObject[],
		onError: 'continueErrorOutput',
	});

/** The items of the first output. */
export const jsonOf = async (...call: Parameters<typeof run>) =>
	(await run(...call)).outputs[0]?.map(({ json }) => json) ?? [];

/** Message and remedy of the first item that failed. */
export const failureOf = async (...call: Parameters<typeof run>) => {
	const { outputs, error } = await run(...call);
	if (error) throw error;
	return outputs[1]?.[0]?.json;
};
