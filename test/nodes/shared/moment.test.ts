import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { tryToParseDateTime } from 'n8n-workflow';
import { collection, dateTime, list } from '../../../nodes/shared/parameters';
import { readMoment } from '../../../nodes/shared/parameters/moment';

const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
const times = fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2035, 0) });

/** What a clock on the wall shows, by the platform's own table of zones: `2026-11-21T10:00:00`. */
function wallClock(ms: number, timeZone: string): string {
	const format = new Intl.DateTimeFormat('sv-SE', {
		timeZone,
		dateStyle: 'short',
		timeStyle: 'medium',
	});
	return format.format(ms).replace(' ', 'T');
}

const seconds = (ms: number) => Math.floor(ms / 1000) * 1000;

describe('a date of a parameter', () => {
	it('from the date picker is wall-clock time of the workflow, in every zone of the world', () => {
		fc.assert(
			fc.property(times, zones, (time, zone) => {
				const picked = wallClock(time, zone);
				const moment = readMoment(picked, zone, 'Since');
				expect(wallClock(moment?.toMillis() ?? NaN, zone)).toBe(picked);
				expect(moment?.toFormat('yyyy-MM-dd')).toBe(picked.slice(0, 10));
				// An hour that comes twice may be either.
				expect(Math.abs((moment?.toMillis() ?? NaN) - seconds(time))).toBeLessThanOrEqual(
					3_600_000,
				);
			}),
			{ numRuns: 2000 },
		);
	});

	it('from an expression is that moment, whatever the zone and the form', () => {
		fc.assert(
			fc.property(times, zones, zones, (time, own, other) => {
				const there = tryToParseDateTime(new Date(time)).setZone(other);
				for (const given of [
					new Date(time),
					there,
					there.toISO(),
					there.toUTC().toISO(),
					there.toSQL(),
				]) {
					const moment = readMoment(given, own, 'Since');
					expect(moment?.toMillis()).toBe(time);
					expect(moment?.toFormat('yyyy-MM-dd')).toBe(wallClock(time, own).slice(0, 10));
				}
			}),
			{ numRuns: 500 },
		);
	});

	it('without a time begins the day of the workflow', () => {
		const day = readMoment(' 2026-11-05 ', 'Asia/Tokyo', 'Since');
		expect(day?.toJSDate().toISOString()).toBe('2026-11-04T15:00:00.000Z');
	});

	it.each(['', '  ', null, undefined])('is not set by %p', (value) => {
		expect(readMoment(value, 'UTC', 'Since')).toBeUndefined();
	});

	it.each([
		'tomorrow',
		'2026-02-30',
		'2026-02-30T10:00:00Z',
		'11/05/2026',
		'5',
		'20261105',
		'2026-11-05T10',
		1793491200000,
		{ from: '2026-11-05' },
		new Date(NaN),
		tryToParseDateTime(new Date(0)).setZone('No/Where'),
		true,
	])('is not guessed from %p', (value) => {
		expect(() => readMoment(value, 'UTC', 'Since')).toThrow('"Since" is not a date');
	});

	it('has its zone inside of groups, and cannot be read without one', () => {
		const since = dateTime({ displayName: 'Since' });
		const reader = Object.assign(
			(name: string): unknown =>
				name === 'filters'
					? { since: '2026-11-05T00:00:00' }
					: { values: [{ since: '2026-11-05T00:00:00' }] },
			{ timeZone: 'Asia/Tokyo' },
		);
		const filters = collection({ displayName: 'Filters' }, { since });
		const rows = list({ displayName: 'Rows', itemName: 'Row' }, { since });
		const moments = [
			filters.read(reader, 'filters').since,
			...rows.read(reader, 'rows').map((row) => row.since),
		];
		expect(moments.map((moment) => moment?.toJSDate().toISOString())).toEqual([
			'2026-11-04T15:00:00.000Z',
			'2026-11-04T15:00:00.000Z',
		]);
		expect(() => since.read(() => '', 'since')).toThrow(TypeError);
	});

	it('that has to be given is told when an expression is empty', () => {
		const from = dateTime({ displayName: 'From', required: true });
		const reader = Object.assign(() => '', { timeZone: 'UTC' });
		expect(() => from.read(reader, 'from')).toThrow('"From" is empty');
	});
});

describe('the sources of the nodes', () => {
	const folder = path.join(__dirname, '../../../nodes');
	const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => [file, readFileSync(path.join(folder, file), 'utf8')] as const);
	const filesWith = (pattern: RegExp) =>
		sources.filter(([, text]) => pattern.test(text)).map(([file]) => file);

	it('make a date parameter in one place only, and parse no date by the zone of the server', () => {
		expect(filesWith(/'dateTime'/)).toEqual([path.join('shared', 'parameters', 'moment.ts')]);
		expect(filesWith(/Date\.parse/)).toEqual([]);
	});
});
