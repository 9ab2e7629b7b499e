import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AVITO_DOCUMENTS } from '../../contract';

type Json = Record<string, unknown>;

/**
 * Where Avito's own documents are wrong, with the place in avito.md that says so. A schema found at
 * `path` (operation, status, property names) is replaced before answers are held against it.
 */
const KNOWN_MISTAKES: readonly { where: RegExp; why: string; schema: Json | undefined }[] = [
	{
		where: /resumes.*(driver_licence|medical_book)$/,
		why: 'avito.md 3.3: yes and no were read as booleans by a YAML tool',
		schema: { type: 'string' },
	},
	{
		where: /resumes.*own_transport$/,
		why: 'avito.md 3.3: "no" was read as a boolean by a YAML tool',
		schema: { type: 'string' },
	},
	{
		where: /GET \/job\/v2\/resumes.*driver_licence_category$/,
		why: 'avito.md 3.4: the example is upper case, the schema lower case',
		schema: { type: 'array', items: { type: 'string' }, nullable: true },
	},
	{
		where: /GET \/job\/v1\/resumes\/ .*meta\.cursor$/,
		why: 'avito.md 3.3: int32 in the answer, int64 as a parameter',
		schema: { type: 'integer' },
	},
	{
		where: /GET \/messenger\/v3\/.*\/messages\/ 200$/,
		why: 'avito.md 4.4: a bare array in the document, an object with messages and meta in reality',
		schema: undefined,
	},
	{
		where: /messenger\/.*location\.kind$/,
		why: 'avito.md 4.4: an open list, "..." is one of its values',
		schema: { type: 'string' },
	},
	{
		where: /messenger\/.*\.(id|user_id|item_id|author_id)$/,
		why: 'avito.md 4.3, pitfall 13: int32 is too small for ids',
		schema: {},
	},
	{
		where: /vacancies 400.*error\.value$/,
		why: 'avito.md 3.7: value names the wrong field, the document lists one example',
		schema: { type: 'string' },
	},
	{
		where: /GET \/core\/v1\/items 200\.resources\.id$/,
		why: 'avito.md pitfall 13: int32 is too small for ids',
		schema: { type: 'integer' },
	},
	{
		where: /\/core\/v1\/accounts\/self 200\.id$/,
		why: 'avito.md pitfall 13: int32 is too small for ids',
		schema: { type: 'integer' },
	},
];

interface Operation {
	key: string;
	pattern: RegExp;
	responses: Json;
	document: Json;
}

/** Avito's documents as validators of answers. */
export class OfficialDocuments {
	private readonly operations: Operation[] = [];

	private readonly validators = new Map<string, ValidateFunction>();

	private readonly ajv = addFormats(
		new Ajv({ strict: false, allErrors: true, validateFormats: true, formats: FORMATS }),
	);

	private readonly mistakesMet = new Set<string>();

	/** Listed mistakes that no checked schema had: the list is out of date. */
	get mistakesNotMet(): string[] {
		return KNOWN_MISTAKES.map(({ where }) => String(where)).filter(
			(where) => !this.mistakesMet.has(where),
		);
	}

	constructor(names: readonly string[]) {
		for (const name of names) {
			const document = JSON.parse(
				readFileSync(join(AVITO_DOCUMENTS, `${name}.json`), 'utf8'),
			) as Json;
			for (const [path, methods] of Object.entries(document.paths as Record<string, Json>)) {
				for (const [method, operation] of Object.entries(methods)) {
					if (!['get', 'post', 'put', 'delete'].includes(method)) continue;
					const cleaned = path.replaceAll('\u200e', '');
					this.operations.push({
						key: `${method.toUpperCase()} ${cleaned}`,
						pattern: new RegExp(`^${cleaned.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
						responses: (operation as Json).responses as Json,
						document,
					});
				}
			}
		}
	}

	get keys(): string[] {
		return this.operations.map(({ key }) => key);
	}

	/** What of the answer does not fit; `undocumented` when the status has no schema. */
	problems(method: string, path: string, status: number, body: unknown): string[] | 'undocumented' {
		const candidates = this.operations.filter(
			({ key, pattern }) => key.startsWith(`${method} `) && pattern.test(path),
		);
		const operation = candidates.sort(
			(a, b) => a.key.split('{').length - b.key.split('{').length,
		)[0];
		if (operation === undefined) return [`${method} ${path} is in no document`];
		const response = this.resolved(
			operation.responses[String(status)] ?? operation.responses.default,
			operation.document,
		);
		const content = response?.content as Record<string, { schema?: unknown }> | undefined;
		const schema = content?.['application/json']?.schema;
		if (schema === undefined) return 'undocumented';
		const place = `${operation.key} ${status}`;
		let validator = this.validators.get(place);
		if (validator === undefined) {
			const ready = this.prepared(schema, operation.document, place);
			validator = this.ajv.compile((ready ?? {}) as Json);
			this.validators.set(place, validator);
		}
		if (validator(body) === true) return [];
		return (validator.errors ?? []).map(
			({ instancePath, message, params }) =>
				`${place}${instancePath}: ${message ?? ''} ${JSON.stringify(params)}`,
		);
	}

	private resolved(node: unknown, document: Json): Json | undefined {
		const reference = (node as Json | undefined)?.$ref;
		if (typeof reference !== 'string') return node as Json | undefined;
		const target = reference
			.slice(2)
			.split('/')
			.reduce<unknown>((value, key) => (value as Json)[key], document);
		return this.resolved(target, document);
	}

	/** The schema without references, in JSON Schema's terms, and with known mistakes replaced. */
	private prepared(node: unknown, document: Json, place: string): unknown {
		const mistake = KNOWN_MISTAKES.find(({ where }) => where.test(place));
		if (mistake !== undefined) {
			this.mistakesMet.add(String(mistake.where));
			return mistake.schema ?? {};
		}
		const schema = this.resolved(node, document);
		if (typeof schema !== 'object' || schema === null) return schema;
		const result: Json = {};
		for (const [key, value] of Object.entries(schema)) {
			if (key === 'properties') {
				result.properties = Object.fromEntries(
					Object.entries(value as Json).map(([name, property]) => [
						name,
						this.prepared(property, document, `${place}.${name}`),
					]),
				);
			} else if (
				['items', 'additionalProperties', 'not'].includes(key) &&
				typeof value === 'object'
			) {
				result[key] = this.prepared(value, document, place);
			} else if (['allOf', 'anyOf', 'oneOf'].includes(key)) {
				result[key] = (value as unknown[]).map((part) => this.prepared(part, document, place));
			} else if (!DOCUMENTATION.has(key)) result[key] = value;
		}
		if (typeof result.required === 'boolean') delete result.required;
		if (result.nullable === true && result.type === undefined) delete result.nullable;
		if (result.nullable === true && Array.isArray(result.enum) && !result.enum.includes(null)) {
			result.enum = [...(result.enum as unknown[]), null];
		}
		return result;
	}
}

const DOCUMENTATION = new Set(['example', 'examples', 'description', 'title', 'xml', 'deprecated']);

/** Formats as Avito names them. */
const isTime = (text: string) => !Number.isNaN(Date.parse(text));
const isInt32 = (value: number) => Number.isInteger(value) && Math.abs(value) < 2 ** 31;
const FORMATS = {
	'date-time (RFC3339)': isTime,
	'YYYY-MM-DD': /^\d{4}-\d\d-\d\d$/,
	int32: { type: 'number' as const, validate: isInt32 },
	int64: { type: 'number' as const, validate: Number.isSafeInteger },
	float: true as const,
	double: true as const,
};
