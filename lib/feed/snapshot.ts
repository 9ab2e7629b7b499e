import { z } from 'zod';

export type FieldValue = string | number | boolean | null;
export type Fields = Record<string, FieldValue>;
export type Changes = Record<string, { from: FieldValue; to: FieldValue }>;

const fieldsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const stateSchema = z.union([
	z.array(z.tuple([z.string(), fieldsSchema])),
	// Saved by the version before, which lost the order of the ids.
	z.record(z.string(), fieldsSchema).transform(Object.entries<Fields>),
]);

/** Things remembered at the most; those not seen for longest are forgotten first. */
const LIMIT = 1000;

/** What things looked like when they were read last, to tell what has changed since. */
export class Snapshot {
	/** Nothing was remembered: a first round, in which everything is as it is. */
	readonly isFirst: boolean;

	private readonly things: Map<string, Fields>;

	/** @param saved what `toJSON` gave; anything else is a first round */
	constructor(saved: unknown) {
		const parsed = stateSchema.safeParse(saved);
		this.isFirst = !parsed.success;
		this.things = new Map(parsed.success ? parsed.data : []);
	}

	/**
	 * Takes over how a thing looks now. A field that was not remembered has not changed: an option or
	 * a version of this package begins to compare it.
	 *
	 * @returns what has changed; `undefined` for a thing that was not known
	 */
	update(id: string, fields: Fields): Changes | undefined {
		const before = this.things.get(id);
		this.things.delete(id);
		this.things.set(id, fields);
		for (const quiet of this.things.keys()) {
			if (this.things.size <= LIMIT) break;
			this.things.delete(quiet);
		}
		if (!before) return undefined;
		const changes: Changes = {};
		for (const [name, to] of Object.entries(fields)) {
			const from = before[name];
			if (from !== undefined && from !== to) changes[name] = { from, to };
		}
		return changes;
	}

	/** What was not seen for longest comes first; an object would be sorted by number. */
	toJSON(): Array<[id: string, fields: Fields]> {
		return [...this.things];
	}
}
