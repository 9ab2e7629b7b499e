/**
 * Writes catalogue.json from the specification, as the contract tests keep it:
 *   npx tsx lib/kwork/catalogue/generate.ts --write simulator/kwork/contract.json lib/kwork/catalogue/catalogue.json
 * Names, types and requirements come from there; every word comes from the tables beside this file.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { ApiMethod, ApiParameter } from './catalogue';
import { PARAMETER_TEXTS } from './parameterTexts';
import { PURPOSES } from './purposes';

const schemaSchema = z.looseObject({
	type: z.string().optional(),
	format: z.string().optional(),
	/** PHP's True and False are meant as words (kwork.md 3.2, setAvailableAtWeekends). */
	enum: z
		.array(
			z.union([z.string(), z.number(), z.boolean().transform((is) => (is ? 'True' : 'False'))]),
		)
		.optional(),
	items: z.looseObject({ type: z.string().optional() }).optional(),
});
const parameterSchema = z.looseObject({
	name: z.string(),
	in: z.string(),
	required: z.boolean().optional(),
	explode: z.union([z.boolean(), z.string()]).optional(),
	schema: schemaSchema.optional(),
});
const operationSchema = z.looseObject({
	parameters: z.array(z.union([z.looseObject({ $ref: z.string() }), parameterSchema])).optional(),
	requestBody: z
		.looseObject({
			content: z.record(
				z.string(),
				z.looseObject({
					schema: z.looseObject({
						properties: z.record(z.string(), schemaSchema).optional(),
						required: z.array(z.string()).optional(),
					}),
				}),
			),
		})
		.optional(),
	security: z.array(z.record(z.string(), z.unknown())).optional(),
});
const documentSchema = z.looseObject({
	paths: z.record(z.string(), z.record(z.string(), operationSchema)),
	components: z.looseObject({ parameters: z.record(z.string(), parameterSchema) }),
});

/** Marks of the specification that cannot be right (kwork.md section 3). */
const NEEDS_TOKEN = new Set([
	'createPortfolio',
	'editPortfolio',
	'uploadPortfolioFile',
	'fileUpload',
	'voiceUpload',
]);
/** Sent by the app although the specification does not name them (kwork.md section 3). */
const APP_PARAMETERS: Record<string, string> = {
	signUp: 'is_subscribed',
	socialSignUpByToken: 'is_subscribed',
	actor: 'whiteListedWindowSkipped',
	updateSettings: 'is_consent',
	dialogs: 'filter',
	inboxCreate: 'kwork_id',
	sendUserStatus: 'orderId',
	setFishingTutorialStatus: 'status',
	categories: 'type',
	kworks: 'page',
	searchKworksCatalogQuery: 'page',
};
/** Not a parameter but a remark: further filters as fields of their own. */
const OPEN_ENDED = /^JSON /;

function typeOf(schema: z.output<typeof schemaSchema> | undefined): ApiParameter['type'] {
	if (schema?.format === 'binary') return 'file';
	switch (schema?.type) {
		case 'integer':
		case 'int':
			return 'integer';
		case 'number':
		case 'float':
			return 'number';
		case 'boolean':
			return 'boolean';
		case 'array':
			return schema.items?.type === 'string' ? 'text list' : 'number list';
		case 'object':
			return 'map';
		default:
			return 'text';
	}
}

function described(method: string, name: string): string {
	return PARAMETER_TEXTS[`${method}.${name}`] ?? PARAMETER_TEXTS[name] ?? '';
}

export function generate(text: string): ApiMethod[] {
	const document = documentSchema.parse(JSON.parse(text));
	return Object.entries(document.paths)
		.map(([path, operations]) => {
			const name = path.slice(1);
			const [verb = 'post', operation] = Object.entries(operations)[0] ?? [];
			const [effect, purpose] = PURPOSES[name] ?? ['write', ''];
			if (!operation || purpose === '') throw new Error(`${name} is not described`);
			return methodOf(name, verb, operation, { effect, purpose, document });
		})
		.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function methodOf(
	name: string,
	verb: string,
	operation: z.output<typeof operationSchema>,
	more: { effect: ApiMethod['effect']; purpose: string; document: z.output<typeof documentSchema> },
): ApiMethod {
	const parameters = new Map<string, ApiParameter>();
	let openEnded = false;
	for (const entry of operation.parameters ?? []) {
		const reference = '$ref' in entry ? String(entry.$ref).split('/').pop() : undefined;
		const found = parameterSchema.parse(
			reference === undefined ? entry : more.document.components.parameters[reference],
		);
		if (OPEN_ENDED.test(found.name)) {
			openEnded = true;
			continue;
		}
		parameters.set(found.name, {
			name: found.name,
			in: 'query',
			type: found.schema?.format === 'binary' ? 'file' : typeOf(found.schema),
			required: found.required ?? false,
			...(found.schema?.type === 'array' && found.explode === false ? { joined: true } : {}),
			...(found.schema?.enum ? { values: found.schema.enum } : {}),
			description: described(name, found.name),
		});
	}
	for (const [type, { schema }] of Object.entries(operation.requestBody?.content ?? {})) {
		for (const [field, fieldSchema] of Object.entries(schema.properties ?? {})) {
			if (parameters.has(field)) continue;
			parameters.set(field, {
				name: field,
				in: type === 'multipart/form-data' ? 'multipart' : 'body',
				type: typeOf(fieldSchema),
				required: schema.required?.includes(field) ?? false,
				...(fieldSchema.enum ? { values: fieldSchema.enum } : {}),
				description: described(name, field),
			});
		}
	}
	const app = APP_PARAMETERS[name];
	if (app) {
		parameters.set(app, {
			name: app,
			in: 'body',
			type: 'text',
			required: false,
			description: described(name, app),
		});
	}
	const marked = operation.security?.some((entry) => 'token' in entry) ?? false;
	return {
		name,
		...(verb === 'get' ? { httpMethod: 'GET' as const } : {}),
		authenticated: marked || NEEDS_TOKEN.has(name),
		effect: more.effect,
		purpose: more.purpose,
		...(openEnded ? { openEnded } : {}),
		parameters: [...parameters.values()],
	};
}

const [, , flag, source, target] = process.argv;
if (flag === '--write' && source && target) {
	const lines = generate(readFileSync(source, 'utf8')).map((method) => JSON.stringify(method));
	writeFileSync(target, `[\n${lines.join(',\n')}\n]\n`);
}
