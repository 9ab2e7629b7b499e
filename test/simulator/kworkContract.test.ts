import { z } from 'zod';
import { type Simulator, startSimulator } from '../../simulator';
import { methods, type MethodRule, type ParameterRule } from '../../simulator/kwork/contract';
import { responders } from '../../simulator/kwork/methods';
import { kworkSpecification } from '../contract';
import { at, KworkProbe } from './kworkProbe';

const BEYOND_THE_SPEC = [
	'getPublicFeatures',
	'tos',
	'validateEvent',
	'setNotifyCardRefill',
	'blockedDialogs',
];

const schema = z.object({
	properties: z.record(z.string(), z.unknown()).optional(),
	required: z.array(z.string()).optional(),
});
const operation = z.object({
	security: z.array(z.unknown()).optional(),
	parameters: z
		.array(z.object({ name: z.string().optional(), required: z.boolean().optional() }))
		.optional(),
	requestBody: z.object({ content: z.record(z.string(), z.object({ schema })) }).optional(),
});
const specification = z.object({ paths: z.record(z.string(), z.record(z.string(), operation)) });

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => {
	await simulator.close();
});

it('has an answer for every method, and a rule for every answer', () => {
	const documented = [...methods.values()].filter(({ answer }) => answer).map(({ name }) => name);
	const answered = new Set([...Object.keys(responders), ...documented, ...BEYOND_THE_SPEC]);
	expect([...answered].sort()).toEqual([...methods.keys()].sort());
	expect(methods.size).toBe(256 + BEYOND_THE_SPEC.length);
});

const asked = (rule: MethodRule) =>
	rule.parameters.filter(({ required }) => required).map(({ name }) => name);

it('demands what the specification demands', () => {
	const { paths } = specification.parse(JSON.parse(kworkSpecification()));
	expect([...methods.keys()].sort()).toEqual(
		[...Object.keys(paths).map((name) => name.slice(1)), ...BEYOND_THE_SPEC].sort(),
	);
	for (const [name, verbs] of Object.entries(paths)) {
		const rule = methods.get(name.slice(1));
		const spec = Object.values(verbs)[0];
		const bodies = Object.values(spec?.requestBody?.content ?? {});
		const required = [
			...(spec?.parameters ?? []).flatMap((one) => (one.required && one.name ? [one.name] : [])),
			...bodies.flatMap((body) => body.schema.required ?? []),
		].map((parameter) => parameter.replace(/\[.*$/, ''));
		expect({ name, required: rule && new Set(asked(rule)) }).toEqual({
			name,
			required: new Set(required),
		});
		expect({ name, token: rule?.needsToken }).toEqual({
			name,
			token: spec?.security !== undefined,
		});
	}
});

/** Something of the right type. */
function sample({ type }: ParameterRule): string {
	switch (type.kind) {
		case 'choice':
			return type.choices[0] ?? '';
		case 'text':
			return 'text';
		default:
			return '1';
	}
}

const WRONG: Partial<Record<ParameterRule['type']['kind'], string>> = {
	int: 'x',
	num: 'x',
	bool: 'maybe',
	choice: 'nothing of these',
	ints: 'x',
};

describe.each([...methods.values()])('$name', (rule) => {
	const fieldsOf = (parameters: ParameterRule[]) =>
		Object.fromEntries(
			parameters
				.filter(({ type }) => type.kind !== 'file')
				.map((one) => [one.type.kind === 'map' ? `${one.name}[1]` : one.name, sample(one)]),
		);
	const required = rule.parameters.filter((one) => one.required && one.type.kind !== 'file');
	const files = rule.parameters.some((one) => one.required && one.type.kind === 'file');

	it('checks the token, then what is missing, then types', async () => {
		const probe = new KworkProbe(simulator.url);
		if (rule.needsToken) {
			const { json } = await probe.call(rule.name, fieldsOf(required));
			expect(at(json, 'error')).toBe('Необходима авторизация');
			probe.token = simulator.control.kwork.issueToken({}).token;
		}
		for (const missing of required) {
			const { json } = await probe.call(
				rule.name,
				fieldsOf(required.filter((one) => one !== missing)),
			);
			const fields = { [missing.name]: at(json, 'error_code') };
			// A login's own `token` parameter is the caller's token to the probe.
			if (missing.name !== 'token') expect(fields).toEqual({ [missing.name]: 100 });
		}
		if (files) return;
		for (const one of rule.parameters) {
			const wrong = WRONG[one.type.kind];
			if (wrong === undefined) continue;
			const { json } = await probe.call(rule.name, { ...fieldsOf(required), [one.name]: wrong });
			expect({ [one.name]: at(json, 'error_code') }).toEqual({ [one.name]: 101 });
		}
	});

	it('answers a well-formed call with an envelope', async () => {
		const probe = new KworkProbe(simulator.url);
		probe.token = simulator.control.kwork.issueToken({}).token;
		const { json, status, text } = await probe.call(rule.name, fieldsOf(required));
		if (rule.name === 'uploadedFile' || rule.name === 'miniature') {
			expect([status, text]).toEqual([404, '']);
		} else if (rule.name === 'exchangeInfo') {
			expect(json).not.toHaveProperty('success');
		} else {
			expect(status).toBe(200);
			expect(typeof at(json, 'success')).toBe('boolean');
			if (at(json, 'success') === false) expect(typeof at(json, 'error')).toBe('string');
		}
	});
});
