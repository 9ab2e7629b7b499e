import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { z } from 'zod';
import { AVITO_DOCUMENTS } from '../../contract';

/** What the specifications are known to have wrong, with its source in avito.md. */
const KNOWN: Array<[pattern: RegExp, source: string]> = [
	[/get_ids: query createdAtFrom is not declared/, 'avito.md 3.5: added on 8 May 2026'],
	[/get_ids: query updatedAtFrom is required/, 'avito.md 3.5: not required with createdAtFrom'],
	[
		/job\/v2\/vacancies: query employer_ids is not declared/,
		'avito.md 3.7: added on 27 August 2026',
	],
	[/chats\/\{chat_id\}\/messages: body .*'url'/, 'avito.md 4.5: `required: ["url"]` is a mistake'],
	[
		/resumes\/: query (driver_licence|medical_book) /,
		'avito.md pitfall 16: yes/no became true/false',
	],
	[/resumes\/: query fields /, 'avito.md pitfall 16: an enum for a list in commas'],
	[/resumes\/: query radius\[/, 'avito.md 3.3: a deep object, declared as one parameter'],
	[
		/resumes\/: query (specialization|driver_licence_category|nationality) /,
		'avito.md 3.3: lists in commas',
	],
	[/resumes\/\{resume_id\}: query (fields|params) /, 'avito.md 3.4: an enum for a list in commas'],
	[/core\/v1\/items: query status /, 'avito.md 5.2: an enum for a list in commas'],
	[
		/operations_history\/: body .* "date-time"/,
		'avito.md 5.1: the times of the examples have no zone',
	],
	[/\/token: /, 'avito.md 1.2: three operations are one endpoint'],
];

const schemaOf = z.looseObject({ schema: z.looseObject({}).optional() });
const parameter = schemaOf.extend({
	name: z.string(),
	in: z.string(),
	required: z.boolean().optional(),
});
type Parameter = z.infer<typeof parameter>;

interface Operation {
	name: string;
	method: string;
	pattern: RegExp;
	file: string;
	parameters: Parameter[];
	body?: { schema?: object; required: boolean; type: string };
}

const record = z.record(z.string(), z.unknown());

function at(document: unknown, pointer: string): unknown {
	return pointer
		.replace(/^#\//, '')
		.split('/')
		.reduce<unknown>((value, key) => record.parse(value)[key], document);
}

function operationsOf(file: string): Operation[] {
	const document: unknown = JSON.parse(readFileSync(path.join(AVITO_DOCUMENTS, file), 'utf8'));
	const resolved = (value: unknown): unknown => {
		const { $ref } = record.parse(value);
		return typeof $ref === 'string' ? at(document, $ref) : value;
	};
	const paths = record.parse(record.parse(document).paths);
	return Object.entries(paths).flatMap(([rawPath, item]) => {
		const entries = record.parse(item);
		const clean = rawPath.replace(/[\u200e\u200f]/g, '');
		const pattern = new RegExp(
			`^${clean.replace(/[.$]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+')}$`,
		);
		return ['get', 'post', 'put', 'delete'].flatMap((method): Operation[] => {
			if (!(method in entries)) return [];
			const operation = record.parse(entries[method]);
			const given = [
				...z.array(z.unknown()).parse(entries.parameters ?? []),
				...z.array(z.unknown()).parse(operation.parameters ?? []),
			];
			const body = operation.requestBody
				? record.parse(resolved(operation.requestBody))
				: undefined;
			const [type, content] = Object.entries(record.parse(body?.content ?? {}))[0] ?? [];
			return [
				{
					name: clean,
					method: method.toUpperCase(),
					pattern,
					file,
					parameters: given.map((one) => parameter.parse(resolved(one))),
					body:
						type === undefined
							? undefined
							: {
									schema: schemaOf.parse(content).schema,
									required: body?.required === true,
									type,
								},
				},
			];
		});
	});
}

/** A validator that knows the components of all documents. */
function validator() {
	const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: true, logger: false });
	addFormats(ajv);
	for (const format of ['int32', 'int64', 'float', 'double']) ajv.addFormat(format, true);
	const documents = new Map(
		readdirSync(AVITO_DOCUMENTS).map((file) => [
			file,
			record.parse(JSON.parse(readFileSync(path.join(AVITO_DOCUMENTS, file), 'utf8'))),
		]),
	);
	for (const [file, document] of documents) ajv.addSchema({ $id: file, ...document });
	return (file: string, schema: object, value: unknown): string[] => {
		const local = JSON.parse(JSON.stringify(schema).replaceAll('"#/', `"${file}#/`)) as object;
		const check = ajv.compile(local);
		return check(value)
			? []
			: (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
	};
}

/** A request as it left, whoever saw it. */
export interface SentRequest {
	method: string;
	pathname: string;
	/** Values as given or as texts; absent ones are left out. */
	query: Record<string, unknown>;
	/** A form or JSON; undefined for files and where there is none. */
	body?: unknown;
	hasBody: boolean;
}

/** Avito's own specifications: what of a request does not fit them. */
export class Specifications {
	private readonly operations = readdirSync(AVITO_DOCUMENTS).flatMap(operationsOf);

	private readonly validate = validator();

	/** Operations that were asked about. */
	readonly used = new Set<string>();

	/** Faults that are no listed mistake of the specifications. */
	faultsOf(request: SentRequest): string[] {
		const faults = this.allFaults(request);
		return faults.filter((line) => !KNOWN.some(([pattern]) => pattern.test(line)));
	}

	private allFaults({ method, pathname, query, body: sent, hasBody }: SentRequest): string[] {
		const operation = this.operations.find(
			(one) => one.method === method && one.pattern.test(pathname),
		);
		if (!operation) return [`${method} ${pathname} is not in the specifications`];
		const { name, parameters, body, file } = operation;
		this.used.add(`${method} ${name}`);
		const found: string[] = [];
		const declared = parameters.filter((one) => one.in === 'query');
		for (const [key, value] of Object.entries(query)) {
			const one = declared.find((candidate) => candidate.name === key);
			if (!one) found.push(`${name}: query ${key} is not declared`);
			else {
				// Lists travel in commas; the schema speaks of their elements.
				const isList = one.schema?.type === 'array';
				const given = isList && typeof value === 'string' ? value.split(',') : value;
				for (const fault of this.validate(file, one.schema ?? {}, given))
					found.push(`${name}: query ${key} ${fault}`);
			}
		}
		for (const { name: key, required } of declared) {
			if (required && !(key in query)) found.push(`${name}: query ${key} is required`);
		}
		if (body?.required && !hasBody) found.push(`${name}: body is required`);
		if (body?.schema && sent !== undefined) {
			for (const fault of this.validate(file, body.schema, structuredClone(sent)))
				found.push(`${name}: body ${fault}`);
		}
		return found;
	}
}
