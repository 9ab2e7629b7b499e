import type { ITriggerFunctions } from 'n8n-workflow';
import type { FeedSettings } from '../../../lib/feed';
import { choice, flag, number } from '../parameters';

/** Options of a trigger: what becomes of an event whose execution fails. `what` is an event's name. */
export const acknowledgement = (what: string) => ({
	acknowledge: choice({
		displayName: 'Acknowledge',
		default: 'immediately',
		options: [
			{
				name: 'Immediately',
				value: 'immediately',
				description: `${what} is done when its execution has begun`,
			},
			{
				name: 'When Execution Succeeds',
				value: 'onSuccess',
				description: `${what} whose execution fails is run again`,
			},
		],
	}),
	redeliveries: number({
		displayName: 'Max Redeliveries',
		default: 3,
		typeOptions: { minValue: 0, maxValue: 20 },
		description: `How often ${lower(what)} that failed is run again, with "When Execution Succeeds"`,
	}),
	redeliverUnfinished: flag({
		displayName: 'Run Again After a Crash',
		default: true,
		description: `Whether ${lower(what)} whose execution was under way when n8n stopped is run again. With it the last one may run twice after a restart; without it an execution that was cut off stays so. Works with "When Execution Succeeds".`,
	}),
});

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** The options that every polling node has. */
export const pollOptions = () => ({
	...acknowledgement('What a poll found'),
	outageMinutes: outageMinutes(),
});

/** What the user chose of these. */
export interface Acknowledgement {
	acknowledge?: string;
	redeliveries?: number;
	redeliverUnfinished?: boolean;
}

/** Option of a trigger: when a long outage is told. */
export const outageMinutes = () =>
	number({
		displayName: 'Outage Alert After (Minutes)',
		default: 15,
		typeOptions: { minValue: 0, maxValue: 1440 },
		description:
			'An outage this long is reported once as a failed execution, which runs the error workflow; a rejected login or key is reported immediately. 0 turns it off.',
	});

/**
 * The same for the feed. Where n8n keeps no successful execution, it does not recognise an event that
 * it had before a restart: there an event is done beforehand, so that none comes twice.
 */
export function redelivery(
	context: Pick<ITriggerFunctions, 'getWorkflowSettings'>,
	options: Acknowledgement,
): Pick<FeedSettings, 'redeliveries' | 'redeliverUnfinished' | 'doneBeforehand'> {
	const onSuccess = options.acknowledge === 'onSuccess';
	return {
		doneBeforehand: !isKept(context, 'success'),
		redeliveries: onSuccess ? (options.redeliveries ?? 3) : 0,
		redeliverUnfinished: onSuccess && options.redeliverUnfinished === true,
	};
}

/** Whether n8n keeps executions that end so; of one that it does not keep it forgets the key, too. */
export function isKept(
	context: Pick<ITriggerFunctions, 'getWorkflowSettings'>,
	end: 'success' | 'error',
): boolean {
	const { saveDataSuccessExecution, saveDataErrorExecution } = context.getWorkflowSettings();
	const isSuccess = end === 'success';
	const { EXECUTIONS_DATA_SAVE_ON_SUCCESS, EXECUTIONS_DATA_SAVE_ON_ERROR } = process.env;
	const choice = (isSuccess ? saveDataSuccessExecution : saveDataErrorExecution) ?? 'DEFAULT';
	if (choice !== 'DEFAULT') return choice !== 'none';
	// What n8n itself reads where the workflow leaves it to the default.
	return (isSuccess ? EXECUTIONS_DATA_SAVE_ON_SUCCESS : EXECUTIONS_DATA_SAVE_ON_ERROR) !== 'none';
}
