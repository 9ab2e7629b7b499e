/** An OpenAPI document without any text: names, types and limits of what is sent and answered. */
import { z } from 'zod';

const record = z.record(z.string(), z.unknown());
type Json = z.infer<typeof record>;

/** Keys of a schema that are facts about values. `properties` is walked by name. */
const SCHEMA_KEYS = new Set([
	...['$ref', 'type', 'format', 'enum', 'nullable', 'required', 'pattern', 'uniqueItems'],
	...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
	...['minLength', 'maxLength', 'minItems', 'maxItems'],
]);
const PARTS = ['items', 'additionalProperties', 'not'];
const ALTERNATIVES = ['allOf', 'anyOf', 'oneOf'];
const VERBS = ['get', 'post', 'put', 'delete', 'patch'];

const mapped = (value: unknown, change: (one: unknown, key: string) => unknown): Json =>
	Object.fromEntries(
		Object.entries(record.parse(value)).map(([key, one]) => [key, change(one, key)]),
	);

const picked = (value: Json, keys: readonly string[]): Json =>
	Object.fromEntries(keys.flatMap((key) => (key in value ? [[key, value[key]]] : [])));

function schema(value: unknown): unknown {
	const parsed = record.safeParse(value);
	// `additionalProperties: true`
	if (!parsed.success) return value;
	const result: Json = {};
	for (const [key, part] of Object.entries(parsed.data)) {
		if (SCHEMA_KEYS.has(key)) result[key] = part;
		else if (key === 'properties') result[key] = mapped(part, schema);
		else if (PARTS.includes(key)) result[key] = schema(part);
		else if (ALTERNATIVES.includes(key)) result[key] = z.array(z.unknown()).parse(part).map(schema);
	}
	return result;
}

const content = (value: unknown): Json =>
	mapped(value, (media) => {
		const own = record.parse(media);
		return 'schema' in own ? { schema: schema(own.schema) } : {};
	});

function holder(value: unknown, keys: readonly string[]): Json {
	const own = record.parse(value);
	return {
		...picked(own, ['$ref', ...keys]),
		...('schema' in own ? { schema: schema(own.schema) } : {}),
		...('content' in own ? { content: content(own.content) } : {}),
	};
}

/** Some names are remarks to the reader ("JSON with ..."): the first word says which. */
function parameter(value: unknown): Json {
	const own = holder(value, ['name', 'in', 'required', 'explode', 'style']);
	return typeof own.name === 'string' ? { ...own, name: own.name.replace(/ .*/, ' …') } : own;
}

const parameters = (value: unknown): Json[] => z.array(z.unknown()).parse(value).map(parameter);

interface Wanted {
	answers: boolean;
	bodies: boolean;
}

function operation(value: unknown, { answers, bodies }: Wanted): Json {
	const own = record.parse(value);
	const body = own.requestBody ? holder(own.requestBody, ['required']) : undefined;
	if (body?.content !== undefined && !bodies) body.content = mapped(body.content, () => ({}));
	return {
		...picked(own, ['deprecated', 'security']),
		...(own.parameters ? { parameters: parameters(own.parameters) } : {}),
		...(body ? { requestBody: body } : {}),
		...(answers ? { responses: mapped(own.responses, (one) => holder(one, [])) } : {}),
	};
}

/** Components by pointer that a part of the document leads to, whatever stands between. */
function reached(document: Json, from: unknown, found = new Set<string>()): Set<string> {
	for (const [, pointer = ''] of JSON.stringify(from).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
		if (found.has(pointer)) continue;
		found.add(pointer);
		reached(document, at(document, pointer), found);
	}
	return found;
}

const at = (document: Json, pointer: string): unknown =>
	pointer.split('/').reduce<unknown>((value, key) => record.parse(value)[key], document);

const COMPONENTS: Record<string, (value: unknown) => unknown> = {
	schemas: schema,
	parameters: parameter,
	responses: (value) => holder(value, []),
	requestBodies: (value) => holder(value, ['required']),
};

/**
 * The document's facts, one endpoint or component a line. Answers are kept of the endpoints that
 * `answersOf` names; without `bodies` only the media types of requests.
 */
export function pruneOpenApi(
	text: string,
	answersOf: (path: string) => boolean,
	bodies = true,
): string {
	const source = record.parse(JSON.parse(text));
	const paths = mapped(source.paths, (item, name) => {
		const own = record.parse(item);
		const wanted = { answers: answersOf(name), bodies };
		return {
			...(own.parameters ? { parameters: parameters(own.parameters) } : {}),
			...mapped(picked(own, VERBS), (one) => operation(one, wanted)),
		};
	});
	const all = mapped(source.components ?? {}, (group, kind) => {
		const change = COMPONENTS[kind];
		return change ? mapped(group, change) : {};
	});
	const pointers = reached({ components: all }, paths);
	const components = mapped(all, (group, kind) =>
		picked(
			record.parse(group),
			Object.keys(record.parse(group)).filter((name) => pointers.has(`components/${kind}/${name}`)),
		),
	);
	const lines = (value: Json): string =>
		Object.entries(value)
			.map(([key, one]) => `${JSON.stringify(key)}:${JSON.stringify(one)}`)
			.join(',\n');
	const groups = ['schemas', 'parameters', 'responses', 'requestBodies'].map(
		(kind) => `"${kind}":{\n${lines(record.parse(components[kind] ?? {}))}\n}`,
	);
	return `{"paths":{\n${lines(paths)}\n},"components":{\n${groups.join(',\n')}\n}}\n`;
}
