import type { FieldSet, Library } from './types';
import type { Forms } from '../shared/operation';
import type { Moment } from '../shared/parameters';
import { choice, locator, ParameterValueError, shownWhen, text } from '../shared/parameters';

const ID = /^\d{1,20}$/;

export const jobLocator = () =>
	locator({
		displayName: 'Job',
		description: 'A job posting',
		searchListMethod: 'searchJobs',
		urlPattern: 'https?://www\\.upwork\\.com/[^?#]*?((?:~|%7E)02\\d{15,20})',
		urlPlaceholder: 'https://www.upwork.com/jobs/~021990000000000000001',
		idPlaceholder: '1990000000000000001',
		idPattern: /^(?:\d{1,20}|(?:~|%7E)?02\d{15,20})$/i,
	});

export const ownJobLocator = () =>
	locator({
		displayName: 'My Job',
		description: 'A posting of the chosen client organization',
		searchListMethod: 'searchOwnJobs',
		idPlaceholder: '1990000000000000001',
		idPattern: ID,
	});

export const proposalLocator = () =>
	locator({
		displayName: 'Proposal',
		description: 'One of your proposals',
		searchListMethod: 'searchProposals',
		urlPattern: 'https?://www\\.upwork\\.com/(?:ab|nx)/proposals/(\\d+)',
		urlPlaceholder: 'https://www.upwork.com/ab/proposals/1991000000000000001',
		idPlaceholder: '1991000000000000001',
		idPattern: ID,
	});

export const roomLocator = () =>
	locator({
		displayName: 'Room',
		description: 'A conversation',
		searchListMethod: 'searchRooms',
		urlPattern: 'https?://www\\.upwork\\.com/ab/messages/rooms/(room_\\w+)',
		urlPlaceholder: 'https://www.upwork.com/ab/messages/rooms/room_0123456789abcdef',
		idPlaceholder: 'room_0123456789abcdef0123456789abcdef',
		idPattern: /^room_\w+$/,
	});

/** A thing that Upwork has no list of. */
export const plainId = (displayName: string, description: string, idPlaceholder: string) =>
	locator({ displayName, description, idPlaceholder, idPattern: /^[\w~-]{1,64}$/ });

/** Which fields are asked for; a scope-poor key is served best by few (upwork.md 6.3). */
export const fieldParameters = () => ({
	fields: choice({
		displayName: 'Fields',
		default: 'standard' as const,
		description:
			'How much to request from Upwork. Fields that the API key may not read are left out.',
		options: [
			{ name: 'Minimal', value: 'minimal' as const, description: 'IDs, titles and times' },
			{ name: 'Own Selection', value: 'own' as const, description: 'Your own GraphQL selection' },
			{ name: 'Standard', value: 'standard' as const, description: 'What most workflows need' },
		],
	}),
	ownFields: shownWhen(
		{ fields: ['own'] },
		text({
			displayName: 'Own Fields',
			required: true,
			rows: 4,
			placeholder: 'e.g. title client { totalHires totalSpent { rawValue } }',
			description: 'Fields of the result in GraphQL; the ID is always added',
		}),
	),
});

export function fieldSetOf(params: {
	fields: 'minimal' | 'standard' | 'own';
	ownFields: string | undefined;
}): FieldSet {
	if (params.fields !== 'own') return { set: params.fields };
	const fields = params.ownFields?.trim() ?? '';
	if (fields === '') {
		throw new ParameterValueError(
			'"Own Fields" is empty',
			'Write fields such as: title ciphertext',
		);
	}
	return { set: 'own', fields };
}

const OWN = Symbol('own selection');

/** Marks results of an own selection, so that simplifying does not take the chosen fields away. */
export function marked<T extends object>(result: T, fields: FieldSet): T {
	if (fields.set === 'own') Object.defineProperty(result, OWN, { value: true });
	return result;
}

export async function* markedAll<T extends object>(
	results: AsyncIterable<T>,
	fields: FieldSet,
): AsyncGenerator<T> {
	for await (const result of results) yield marked(result, fields);
}

/** The forms of an operation that has a field selection. */
export function keepingOwn(forms: (lib: Library) => Forms): (lib: Library) => Forms {
	return (lib) => {
		const inner = forms(lib);
		const { record } = inner;
		return {
			simplify: (raw: never) => (OWN in Object(raw) ? raw : inner.simplify(raw)),
			...(record ? { record: (raw: never) => record(raw) } : {}),
		};
	};
}

/** The calendar day in the workflow's time zone, as Upwork's reports want it. */
export const dayOf = (moment: Moment): string => moment.toFormat('yyyy-MM-dd');

/** ISO time, or undefined where the field is empty. */
export function isoOf(moment: Moment): string;
export function isoOf(moment: Moment | undefined): string | undefined;
export function isoOf(moment: Moment | undefined): string | undefined {
	return moment?.toJSDate().toISOString();
}
