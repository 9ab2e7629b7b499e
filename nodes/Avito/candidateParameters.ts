import type { candidates } from '../../lib';
import type { ValuesOf } from '../shared/parameters';
import {
	collection,
	flag,
	json,
	optionalNumber,
	ParameterValueError,
	text,
	textList,
} from '../shared/parameters';
import type { AvitoRun } from './context';

const phrases = (displayName: string, description: string) =>
	textList({ displayName, description, placeholder: 'e.g. не интересно, не ищу' });

/** What Collect and Classify decide by. */
export const classification = {
	phrases: collection(
		{
			displayName: 'Stop Phrases',
			placeholder: 'Add List',
			description: 'Replace a built-in list of phrases with your own',
		},
		{
			guard: phrases(
				'Ignored Phrases',
				'Conditions that only look like a refusal, e.g. "если не актуально"',
			),
			refusal: phrases(
				'Refusal',
				'Whole phrases found anywhere in a sentence that is not a question',
			),
			refusalExact: phrases('Refusal, Whole Message', 'The message consists of exactly this'),
			reengage: phrases(
				'Takes a Refusal Back',
				'A later message with one of these counts as interest again',
			),
		},
	),
	stopList: json({
		displayName: 'Stop List',
		default: '[]',
		description:
			'People who must not be called, as a list of objects, e.g. from a spreadsheet node. Matched by phone or resume ID, never by name alone.',
	}),
	selection: collection(
		{ displayName: 'Selection', placeholder: 'Add Filter' },
		{
			dropUnknown: flag({
				displayName: 'Drop Unknown Locations',
				default: true,
				description: 'Whether to leave out candidates whose location is not known',
			}),
			latitude: optionalNumber({ displayName: 'Around: Latitude' }),
			longitude: optionalNumber({ displayName: 'Around: Longitude' }),
			radiusKm: optionalNumber({
				displayName: 'Around: Radius (Km)',
				typeOptions: { minValue: 0 },
			}),
			places: textList({
				displayName: 'Places',
				placeholder: 'e.g. Москва, Химки',
				description: 'Only candidates from these places, separated by commas',
			}),
			stopListComment: text({
				displayName: 'Stop List: Comment Column',
				default: 'полный комментарий',
			}),
			stopListName: text({ displayName: 'Stop List: Name Column', default: 'фио' }),
			stopListPhone: text({ displayName: 'Stop List: Phone Column', default: 'телефон' }),
		},
	),
	previous: json({
		displayName: 'Previous Candidates',
		default: '[]',
		description:
			'Candidates of an earlier run, as a list of objects: what changed since then is named in "difference"',
	}),
};

type Values = ValuesOf<typeof classification>;

function rowsOf(value: unknown, displayName: string): Array<Record<string, unknown>> {
	const list = Array.isArray(value) ? value : [value];
	return list.flatMap((row: unknown) => {
		if (typeof row !== 'object' || row === null || Array.isArray(row)) {
			throw new ParameterValueError(
				`"${displayName}" is not a list of objects`,
				'Pass items, e.g. {{ $("Stop List").all().map((item) => item.json) }}.',
			);
		}
		return Object.keys(row).length > 0 ? [{ ...row }] : [];
	});
}

/** The options of the classifier from the panel. */
export function classifierOf(run: AvitoRun, values: Values): candidates.ClassifyOptions {
	const { figuresFromItem, PhraseMatcher, profileFromItem, StopList, stopListFromRows } =
		run.lib.candidates;
	const { selection } = values;
	const { latitude, longitude, radiusKm, places, dropUnknown } = selection;
	if (radiusKm !== undefined && (latitude === undefined || longitude === undefined)) {
		throw new ParameterValueError(
			'A radius needs a center',
			'Add "Around: Latitude" and "Around: Longitude" to the selection.',
		);
	}
	const rows = rowsOf(values.stopList, 'Stop List');
	const stopList = new StopList(
		stopListFromRows(rows, {
			...(selection.stopListPhone ? { phone: selection.stopListPhone } : {}),
			...(selection.stopListName ? { name: selection.stopListName } : {}),
			...(selection.stopListComment ? { comment: selection.stopListComment } : {}),
		}),
	);
	const previous = rowsOf(values.previous, 'Previous Candidates')
		.filter((row) => !figuresFromItem(row))
		.map(profileFromItem);
	return {
		phrases: new PhraseMatcher(values.phrases),
		nowMs: Date.now(),
		stopList,
		region: {
			places,
			dropUnknown,
			around:
				latitude !== undefined && longitude !== undefined && radiusKm !== undefined
					? { latitude, longitude, radiusKm }
					: undefined,
		},
		previous: new Map(previous.map((candidate) => [candidate.key, candidate])),
	};
}
