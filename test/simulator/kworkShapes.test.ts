import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Simulator, startSimulator } from '../../simulator';
import { type Fields, KworkProbe } from './kworkProbe';

const SPEC = path.join(__dirname, '../../../shared/reference/kwork-openapi.json');

const record = z.record(z.string(), z.unknown());
type Node = z.output<typeof record>;

/** Follows references and merges `allOf`. */
function resolve(root: unknown, schema: unknown): Node {
	const parsed = record.safeParse(schema);
	if (!parsed.success) return {};
	const { $ref: reference, allOf, ...own } = parsed.data;
	if (typeof reference === 'string') {
		const keys = reference.slice(2).split('/');
		return resolve(
			root,
			keys.reduce<unknown>((level, key) => record.parse(level)[key], root),
		);
	}
	if (!Array.isArray(allOf)) return own;
	const parts = allOf.map((part) => resolve(root, part));
	const properties = Object.assign({}, ...parts.map((part) => part.properties ?? {}));
	return { ...own, properties };
}

const TYPES: Record<string, (value: unknown) => boolean> = {
	integer: (value) => Number.isInteger(value),
	number: (value) => typeof value === 'number',
	string: (value) => typeof value === 'string',
	boolean: (value) => typeof value === 'boolean',
	array: (value) => Array.isArray(value),
	object: (value) => typeof value === 'object' && !Array.isArray(value),
};

/** Where an answer has another type than the specification, or a key it does not know. */
function differences(root: unknown, value: unknown, schema: unknown, where = ''): string[] {
	const { type, properties, items } = resolve(root, schema);
	if (value === null || value === undefined) return [];
	if (typeof type === 'string' && !(TYPES[type]?.(value) ?? true)) {
		return [`${where} is not ${type}`];
	}
	if (Array.isArray(value)) {
		const found = value.flatMap((item) => differences(root, item, items, `${where}[]`));
		return [...new Set(found)];
	}
	const known = record.safeParse(properties);
	const object = record.safeParse(value);
	if (!known.success || !object.success || Object.keys(known.data).length === 0) return [];
	return Object.entries(object.data).flatMap(([key, item]) =>
		key in known.data
			? differences(root, item, known.data[key], where === '' ? key : `${where}.${key}`)
			: [`${where}.${key} is unknown`],
	);
}

const order = { orderId: 44110000 };

/** Method, parameters, and every difference from the specification, each seen live or inferred. */
const CASES: ReadonlyArray<readonly [string, Fields, readonly string[]]> = [
	['getBadgesInfo', {}, []],
	['getActorInfo', {}, []],
	['getSecurityUserData', {}, []],
	['getPaymentMethods', {}, []],
	[
		'getUserInfo',
		{ id: 4242424 },
		['response.achievments_list is not object', 'response.note is not object'],
	],
	['userSearch', { query: 'a' }, []],
	['userReviews', { user_id: 4242424, type: 'all' }, ['.paging is unknown']],
	['projects', {}, []],
	['project', { id: 3210900 }, []],
	['offers', {}, []],
	['favoriteCategories', {}, []],
	[
		'workerOrders',
		{ filter: 'all' },
		[
			'response.filter_counts.unpaid is unknown',
			'response.filter_counts.all is not string',
			'response.orders is not object',
		],
	],
	['getTracks', order, []],
	['getOrderCancellationReasons', order, []],
	['getExtrasAvailableForOrder', order, []],
	['getOrderedExtras', order, []],
	[
		'dialogs',
		{},
		[
			'response[].unread is not integer',
			'response[].moderation_status is unknown',
			'response[].is_stop_work is unknown',
			'response[].is_voice_message_blocked is unknown',
			'paging.pages is unknown',
		],
	],
	['inboxes', { username: 'tea_house' }, ['response[].manager_name is unknown']],
	[
		'getInboxTracks',
		{ username: 'buyer' },
		['response[].manager_name is unknown', '.extra is unknown'],
	],
	['notifications', {}, []],
	['userKworks', { user_id: 4242424 }, ['response[].url is unknown']],
	['getKworkReviews', { kwork_id: 2468000, type: 'all' }, []],
	['categories', {}, []],
	['catalogCategories', { rubricId: 11 }, []],
	['portfolioList', { user_id: 4242424, category_id: 'all', page: 1 }, []],
	['countries', {}, []],
];

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator();
	simulator.control.kwork.configure({ wobblingTypes: false });
});
afterAll(async () => {
	await simulator.close();
});

(existsSync(SPEC) ? describe : describe.skip)('answers have the documented shape', () => {
	const root: unknown = existsSync(SPEC) ? JSON.parse(readFileSync(SPEC, 'utf8')) : {};

	it.each(CASES)('%s', async (method, fields, known) => {
		const probe = await new KworkProbe(simulator.url).signIn();
		const { json } = await probe.call(method, fields);
		expect(json).toMatchObject({ success: true });
		const { paths } = z.object({ paths: z.record(z.string(), record) }).parse(root);
		const spec = record.parse(Object.values(paths[`/${method}`] ?? {})[0]);
		const answer = resolve(root, record.parse(spec.responses)['200']);
		const content = z
			.object({ 'application/json': z.object({ schema: z.unknown() }) })
			.parse(answer.content);
		expect(differences(root, json, content['application/json'].schema)).toEqual(known);
	});
});
