import type { INodePropertyCollection, NodeParameterValueType } from 'n8n-workflow';
import type { Parameter, ParameterReader, Parameters, Shown, ValuesOf } from './parameter';

/** A group of optional fields behind one button; only the fields that were added have values. */
export function collection<P extends Parameters>(
	shown: Shown,
	fields: P,
): Parameter<Partial<ValuesOf<P>>> {
	const { placeholder = 'Add Option', ...rest } = shown;
	return {
		describe: (name) => [
			{
				...rest,
				placeholder,
				name,
				type: 'collection',
				default: {},
				options: Object.entries(fields)
					.flatMap(([key, field]) => field.describe(key))
					.sort((a, b) => a.displayName.localeCompare(b.displayName)),
			},
		],
		read(reader, name) {
			const given = reader(name, {});
			const values: Partial<ValuesOf<P>> = {};
			if (typeof given !== 'object' || given === null) return values;
			for (const [key, field] of Object.entries(fields) as Array<
				[keyof P & string, Parameter<unknown>]
			>) {
				if (!(key in given)) continue;
				const chosen = cellsOf(given as Record<string, unknown>, reader);
				values[key] = field.read(chosen, key) as ValuesOf<P>[typeof key];
			}
			return values;
		},
	};
}

/** Repeated groups of fields, e.g. the stages of an offer. */
export function list<P extends Parameters>(
	shown: Shown & { itemName: string },
	fields: P,
): Parameter<Array<ValuesOf<P>>> {
	const { itemName, ...rest } = shown;
	return {
		describe: (name) => {
			const group: INodePropertyCollection = {
				displayName: itemName,
				name: 'values',
				values: Object.entries(fields).flatMap(([key, field]) => field.describe(key)),
			};
			return [
				{
					...rest,
					name,
					type: 'fixedCollection',
					typeOptions: { multipleValues: true },
					placeholder: `Add ${itemName}`,
					default: {},
					options: [group],
				},
			];
		},
		read(reader, name) {
			const given = reader(name, {});
			const rows =
				typeof given === 'object' && given !== null
					? (given as { values?: unknown }).values
					: undefined;
			if (!Array.isArray(rows)) return [];
			return rows.map((row: unknown) => {
				const cells =
					typeof row === 'object' && row !== null ? (row as Record<string, unknown>) : {};
				const reader2 = cellsOf(cells, reader);
				return Object.fromEntries(
					Object.entries(fields).map(([key, field]) => [key, field.read(reader2, key)]),
				) as ValuesOf<P>;
			});
		},
	};
}

/** Reads the fields of a group that was read before. */
function cellsOf(cells: Record<string, unknown>, { timeZone }: ParameterReader): ParameterReader {
	const read = (inner: string, fallback: NodeParameterValueType): unknown =>
		cells[inner] ?? fallback;
	return Object.assign(read, { timeZone });
}

/** Shows a parameter only while other parameters have the given values; hidden, it is undefined. */
export function shownWhen<T>(
	conditions: Record<string, Array<string | number | boolean>>,
	inner: Parameter<T>,
): Parameter<T | undefined> {
	return {
		describe: (name) =>
			inner.describe(name).map((property) => ({
				...property,
				displayOptions: { show: { ...property.displayOptions?.show, ...conditions } },
			})),
		read: (reader, name) =>
			Object.entries(conditions).every(([other, values]) =>
				values.some((value) => value === reader(other, null)),
			)
				? inner.read(reader, name)
				: undefined,
	};
}
