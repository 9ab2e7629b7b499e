import { z } from 'zod';
import { type Simulator, startSimulator } from '../../simulator';
import { methods } from '../../simulator/kwork/contract';
import { documentedAnswer } from '../../simulator/kwork/documentedAnswer';
import { responders } from '../../simulator/kwork/methods';
import { kworkSpecification } from '../contract';
import { KworkProbe } from './kworkProbe';
import { SHAPE_CASES } from './kworkShapeCases';

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

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator();
	simulator.control.kwork.configure({ wobblingTypes: false });
});
afterAll(async () => {
	await simulator.close();
});

describe('answers have the documented shape', () => {
	const root: unknown = JSON.parse(kworkSpecification());

	it.each(SHAPE_CASES)('%s', async (method, fields, known) => {
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

	it('also where nothing is played', () => {
		const answers = [...methods.values()].filter(({ name }) => !(name in responders));
		expect(answers.length).toBeGreaterThan(140);
		for (const rule of answers) {
			const answer = documentedAnswer(rule);
			const found = differences(root, answer, rule.answer);
			expect([rule.name, found, answer]).toMatchObject([rule.name, [], { success: true }]);
		}
	});
});
