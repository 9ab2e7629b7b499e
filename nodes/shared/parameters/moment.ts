import type { NodeParameterValueType } from 'n8n-workflow';
import { tryToParseDateTime } from 'n8n-workflow';
import { ParameterValueError, type Parameter, type Shown } from './parameter';

/**
 * A point of time in the workflow's time zone: `toMillis()`, `toISODate()` for the calendar day,
 * `toUTC().toISO()`. It is Luxon's DateTime, as `$now` of n8n's expressions.
 */
export type Moment = ReturnType<typeof tryToParseDateTime>;

/** A day, with or without a time, with or without a zone; `20261121` and the like are too bare. */
const WRITTEN =
	/^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * The one reader of dates. n8n's date picker stores wall-clock time without a zone, which is the
 * workflow's and not the server's; an expression may hand over text with a zone, a Luxon DateTime
 * or a Date, which are that moment whatever the zone. `undefined` where nothing is given.
 *
 * @throws ParameterValueError for what is not a date; n8n's own parser would guess
 */
export function readMoment(
	value: unknown,
	timeZone: string,
	displayName: string,
): Moment | undefined {
	const given = typeof value === 'string' ? value.trim() : value;
	if (given === '' || given === null || given === undefined) return undefined;
	const moment =
		typeof given === 'string' ? fromText(given, timeZone) : fromObject(given, timeZone);
	if (moment) return moment.setZone(timeZone);
	const shown = typeof given === 'object' ? JSON.stringify(given) : String(given);
	throw new ParameterValueError(
		`"${displayName}" is not a date: ${shown.slice(0, 40)}`,
		'Use the date picker, text such as 2026-11-21 or 2026-11-21T10:00:00Z, or an expression such as {{ $now.minus({ days: 7 }) }}.',
	);
}

function fromText(text: string, timeZone: string): Moment | undefined {
	const day = WRITTEN.exec(text)?.[1];
	const parsed = day === undefined ? undefined : parse(text, timeZone);
	// n8n's parser turns a day that does not exist, such as 30 February, into another one.
	return parsed?.toISODate() === day ? parsed : undefined;
}

function fromObject(given: unknown, timeZone: string): Moment | undefined {
	const isMoment =
		given instanceof Date || (typeof given === 'object' && 'toMillis' in Object(given));
	return isMoment ? parse(given, timeZone) : undefined;
}

function parse(value: unknown, timeZone: string): Moment | undefined {
	try {
		return tryToParseDateTime(value, timeZone);
	} catch {
		return undefined;
	}
}

/** A date with a time, `undefined` when not set. Every date of every node is one of these. */
export function dateTime(shown: Shown & { required: true }): Parameter<Moment>;
export function dateTime(shown: Shown): Parameter<Moment | undefined>;
export function dateTime(shown: Shown): Parameter<Moment | undefined> {
	const fallback: NodeParameterValueType = '';
	return {
		describe: (name) => [{ ...shown, name, type: 'dateTime', default: fallback }],
		read(reader, name) {
			if (reader.timeZone === undefined) throw new TypeError(`${name} is read without a time zone`);
			const moment = readMoment(reader(name, fallback), reader.timeZone, shown.displayName);
			if (moment || !shown.required) return moment;
			throw new ParameterValueError(
				`"${shown.displayName}" is empty`,
				'Choose a date, or use an expression such as {{ $now.minus({ days: 7 }) }}.',
			);
		},
	};
}
