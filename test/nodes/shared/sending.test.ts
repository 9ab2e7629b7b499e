import type { IDataObject } from 'n8n-workflow';
import type { ParameterReader } from '../../../nodes/shared/parameters';
import { ParameterValueError } from '../../../nodes/shared/parameters';
import { readSending, sendingParameters } from '../../../nodes/shared/sending';

/** Reads as n8n does: the given value, else the fallback. */
const readerOf = (values: IDataObject): ParameterReader =>
	Object.assign((name: string, fallback: unknown) => values[name] ?? fallback, {
		timeZone: 'UTC',
	}) as ParameterReader;

const read = (limits: IDataObject, values: IDataObject = {}, sends = true) =>
	readSending(readerOf({ sendingLimits: limits, ...values }), sends);

const namesOf = (sends: boolean) => sendingParameters(sends).map(({ name }) => name);

describe('what a write is asked', () => {
	test('is Dry Run, and of messages and offers how often they may be sent', () => {
		expect(namesOf(false)).toEqual(['dryRun']);
		expect(namesOf(true)).toEqual(['skipIfAlreadySent', 'dryRun', 'sendingLimits']);
		const defaults = sendingParameters(true).map(({ default: value }) => value);
		expect(defaults.slice(0, 2)).toEqual([true, false]);
	});

	test('is read as it was given', () => {
		expect(read({})).toEqual({ dryRun: false, skipIfAlreadySent: true });
		expect(read({}, { dryRun: true, skipIfAlreadySent: false })).toEqual({
			dryRun: true,
			skipIfAlreadySent: false,
		});
		const caps = { maxPerHour: 5, maxPerDay: 6, maxPerRun: 7, minIntervalSeconds: 0 };
		expect(read(caps)).toEqual({ dryRun: false, skipIfAlreadySent: true, ...caps });
	});

	test('does not concern limits where nothing is sent to anybody', () => {
		const asked = read({ maxPerHour: 5, quietFrom: 'never' }, { skipIfAlreadySent: true }, false);
		expect(asked).toEqual({ dryRun: false, skipIfAlreadySent: false });
	});
});

describe('quiet hours', () => {
	test.each<[IDataObject, object]>([
		[{ quietFrom: '21:15' }, { from: 1275, until: 480, timeZone: 'Europe/Moscow' }],
		[{ quietUntil: '7:05' }, { from: 1320, until: 425, timeZone: 'Europe/Moscow' }],
		[
			{ quietFrom: ' 00:00 ', quietUntil: '23:59', quietTimeZone: 'Asia/Omsk' },
			{ from: 0, until: 1439, timeZone: 'Asia/Omsk' },
		],
	])('%j are %j in minutes', (limits, quiet) => {
		expect(read(limits).quiet).toEqual(quiet);
	});

	test('are none where only their time zone is given', () => {
		expect(read({ quietTimeZone: 'Asia/Omsk' }).quiet).toBeUndefined();
	});

	test.each<[IDataObject, string, string]>([
		[{ quietFrom: '24:00' }, '"Quiet Hours From" is not a time of day: 24:00', 'e.g. 22:00'],
		[{ quietUntil: '7:60' }, '"Quiet Hours Until" is not a time of day: 7:60', 'e.g. 22:00'],
		[{ quietFrom: 'at 22:00' }, 'is not a time of day: at 22:00', 'hours and minutes'],
		[{ quietFrom: '22:00h' }, 'is not a time of day: 22:00h', 'hours and minutes'],
		[{ quietFrom: '7'.repeat(30) }, `is not a time of day: ${'7'.repeat(20)}`, 'hours'],
		[{ quietFrom: '22:00', quietTimeZone: 'Mars/Base' }, 'not known: Mars/Base', 'IANA name'],
	])('%j are refused', (limits, message, remedy) => {
		const refusal = (() => {
			try {
				return read(limits);
			} catch (error) {
				return error;
			}
		})();
		expect(refusal).toBeInstanceOf(ParameterValueError);
		const told = refusal as ParameterValueError;
		expect(told.message.endsWith(message)).toBe(true);
		expect(told.remedy).toContain(remedy);
	});
});
