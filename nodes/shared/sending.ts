import type { INodeProperties } from 'n8n-workflow';
import type { ParameterReader } from './parameters';
import {
	choice,
	collection,
	number,
	optionalNumber,
	ParameterValueError,
	text,
} from './parameters';
import { asFlag } from './parameters/convert';

const limits = collection(
	{ displayName: 'Sending Limits', placeholder: 'Add Limit' },
	{
		maxPerHour: number({
			displayName: 'Max per Hour',
			default: 20,
			typeOptions: { minValue: 1 },
			description: 'Sends from this account in any 60 minutes; further ones are refused',
		}),
		maxPerDay: number({
			displayName: 'Max per Day',
			default: 100,
			typeOptions: { minValue: 1 },
			description: 'Sends from this account in any 24 hours; further ones are refused',
		}),
		minIntervalSeconds: number({
			displayName: 'Minimum Interval per Recipient (Seconds)',
			default: 60,
			typeOptions: { minValue: 0 },
			description: 'Minimum time between two sends to the same recipient',
		}),
		quietFrom: text({
			displayName: 'Quiet Hours From',
			default: '22:00',
			placeholder: 'e.g. 22:00',
			description: 'Start of the quiet hours, in their time zone; nothing is sent during them',
		}),
		quietUntil: text({
			displayName: 'Quiet Hours Until',
			default: '08:00',
			placeholder: 'e.g. 08:00',
			description: 'End of the quiet hours',
		}),
		quietTimeZone: text({
			displayName: 'Quiet Hours Time Zone',
			default: 'Europe/Moscow',
			placeholder: 'e.g. Europe/Moscow',
			description: 'IANA name of the time zone of the quiet hours',
		}),
		whenReached: choice({
			displayName: 'When a Limit Is Reached',
			default: 'fail',
			description:
				'What to do with a send that may not go out now. Max per Run fails in either case.',
			options: [
				{ name: 'Fail', value: 'fail', description: 'The item fails, and the error says why' },
				{
					name: 'Return Postponed',
					value: 'postpone',
					description:
						'The item says postponed and, in sendAt, from when it may go: let a Wait node wait for that time and send it then',
				},
			],
		}),
		maxPerRun: optionalNumber({
			displayName: 'Max per Run',
			typeOptions: { minValue: 1 },
			description: 'Sends by this node in one run of the workflow',
		}),
	},
);

export interface SendingOptions {
	dryRun: boolean;
	skipIfAlreadySent: boolean;
	maxPerHour?: number;
	maxPerDay?: number;
	maxPerRun?: number;
	minIntervalSeconds?: number;
	/** What a send comes to that a limit holds back; `fail` where nothing is said. */
	whenReached?: 'fail' | 'postpone';
	quiet?: { from: number; until: number; timeZone: string };
}

/** The parameters that every write has; `sends` adds those of messages and offers. */
export function sendingParameters(sends: boolean): INodeProperties[] {
	const dryRun: INodeProperties = {
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		description: 'Whether to check everything and return the exact request without sending it',
	};
	if (!sends) return [dryRun];
	return [
		{
			displayName: 'Skip If Already Sent',
			name: 'skipIfAlreadySent',
			type: 'boolean',
			default: true,
			description:
				'Whether to look first and return the earlier one, marked alreadySent, instead of sending an identical one again',
		},
		dryRun,
		...limits.describe('sendingLimits'),
	];
}

/** Minutes since midnight. */
function minutesOf(value: string, displayName: string): number {
	const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(value.trim());
	if (!match) {
		throw new ParameterValueError(
			`"${displayName}" is not a time of day: ${value.slice(0, 20)}`,
			'Write hours and minutes, e.g. 22:00.',
		);
	}
	return Number(match[1]) * 60 + Number(match[2]);
}

export function readSending(reader: ParameterReader, sends: boolean): SendingOptions {
	const dryRun = asFlag(reader('dryRun', false), 'Dry Run');
	if (!sends) return { dryRun, skipIfAlreadySent: false };
	const given = limits.read(reader, 'sendingLimits');
	const { quietFrom, quietUntil, quietTimeZone = 'Europe/Moscow', ...caps } = given;
	const options: SendingOptions = {
		dryRun,
		skipIfAlreadySent: reader('skipIfAlreadySent', true) !== false,
		...caps,
	};
	if (quietFrom !== undefined || quietUntil !== undefined) {
		if (!isTimeZone(quietTimeZone)) {
			throw new ParameterValueError(
				`"Quiet Hours Time Zone" is not known: ${quietTimeZone.slice(0, 40)}`,
				'Use an IANA name such as Europe/Moscow.',
			);
		}
		options.quiet = {
			from: minutesOf(quietFrom ?? '22:00', 'Quiet Hours From'),
			until: minutesOf(quietUntil ?? '08:00', 'Quiet Hours Until'),
			timeZone: quietTimeZone,
		};
	}
	return options;
}

function isTimeZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}
