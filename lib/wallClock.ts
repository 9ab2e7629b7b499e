const PARTS = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;

/**
 * Converts instants to the wall clock of one zone. Spreadsheets know no zones, so the result is a
 * `Date` whose UTC fields are the local time.
 */
export class WallClock {
	private readonly format: Intl.DateTimeFormat;

	/** `zone` is an IANA name such as Europe/Moscow; an unknown one throws `RangeError`. */
	constructor(readonly zone: string) {
		this.format = new Intl.DateTimeFormat('en-GB', {
			timeZone: zone,
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		});
	}

	/** `undefined` for a zone that is not known. */
	static of(zone: string): WallClock | undefined {
		try {
			return new WallClock(zone);
		} catch {
			return undefined;
		}
	}

	/** `null` for what is not a time. */
	at(time: string | number | null | undefined): Date | null {
		if (time === null || time === undefined || time === '') return null;
		const instant = typeof time === 'number' ? time : Date.parse(time);
		if (Number.isNaN(instant)) return null;
		const found = new Map(
			this.format.formatToParts(instant).map(({ type, value }) => [type, value]),
		);
		const [year = 0, month = 1, day, hour, minute, second] = PARTS.map((part) =>
			Number(found.get(part)),
		);
		return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
	}
}
