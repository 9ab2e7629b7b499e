/**
 * Writes `catalogue.json` from Avito's OpenAPI documents, as the contract tests keep them:
 *   npx esbuild lib/avito/catalogue/generate.ts --bundle --platform=node --outfile=dist/generate.js
 *   node dist/generate.js test/contract/avito
 * Methods, paths and parameters come from the documents, words and
 * effects from `titles.ts`; an endpoint without words stops the script.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { CatalogueEntry } from './entry';
import { SECTIONS, TITLES } from './titles';

const parameter = z.looseObject({
	name: z.string(),
	in: z.string(),
	required: z.boolean().optional(),
	schema: z.looseObject({ type: z.string().optional() }).optional(),
});
type ApiParameter = z.infer<typeof parameter>;
const parameterOrReference = z.union([z.looseObject({ $ref: z.string() }), parameter]);

const operation = z.looseObject({
	deprecated: z.boolean().optional(),
	parameters: z.array(parameterOrReference).optional(),
	requestBody: z.looseObject({ content: z.record(z.string(), z.unknown()) }).optional(),
});

const apiDocument = z.looseObject({
	paths: z.record(z.string(), z.record(z.string(), z.unknown())),
	components: z.looseObject({ parameters: z.record(z.string(), parameter).optional() }).optional(),
});
type ApiDocument = z.infer<typeof apiDocument>;

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const;

const TYPES: Record<string, CatalogueEntry['parameters'][number]['type']> = {
	integer: 'number',
	number: 'number',
	boolean: 'boolean',
	array: 'list',
};

function resolve(
	document: ApiDocument,
	given: z.infer<typeof parameterOrReference>,
): ApiParameter | undefined {
	const reference = z.object({ $ref: z.string() }).safeParse(given);
	if (!reference.success) return parameter.parse(given);
	return document.components?.parameters?.[reference.data.$ref.split('/').pop() ?? ''];
}

function parametersOf(document: ApiDocument, shared: unknown, own: unknown) {
	const given = z
		.array(parameterOrReference)
		.parse([...z.array(z.unknown()).parse(shared ?? []), ...z.array(z.unknown()).parse(own ?? [])]);
	const parameters: CatalogueEntry['parameters'] = [];
	for (const reference of given) {
		const found = resolve(document, reference);
		// Headers are the transport's business.
		if (!found || (found.in !== 'path' && found.in !== 'query')) continue;
		if (parameters.some(({ name }) => name === found.name)) continue;
		parameters.push({
			name: found.name,
			in: found.in,
			required: found.required ?? found.in === 'path',
			type: TYPES[found.schema?.type ?? ''] ?? 'text',
		});
	}
	return parameters;
}

function bodyOf(content: Record<string, unknown> | undefined): CatalogueEntry['body'] {
	if (!content) return 'none';
	if ('multipart/form-data' in content) return 'multipart';
	return 'application/x-www-form-urlencoded' in content ? 'form' : 'json';
}

function catalogueOf(section: string, text: string): CatalogueEntry[] {
	const document = apiDocument.parse(JSON.parse(text));
	return Object.entries(document.paths).flatMap(([rawPath, item]) =>
		METHODS.flatMap((method): CatalogueEntry[] => {
			const found = item[method.toLowerCase()];
			if (found === undefined) return [];
			// Some paths carry invisible marks that make them differ on paper only.
			const cleanPath = rawPath.replace(/[\u200e\u200f]/g, '');
			const id = `${method} ${cleanPath}`;
			const words = TITLES[id];
			if (!words) throw new Error(`${id} has no English words in titles.ts`);
			const { deprecated = false, parameters, requestBody } = operation.parse(found);
			return [
				{
					id,
					method,
					path: cleanPath,
					section: SECTIONS[section] ?? section,
					title: words[0],
					deprecated,
					effect: words[1],
					parameters: parametersOf(document, item.parameters, parameters),
					body: bodyOf(requestBody?.content),
				},
			];
		}),
	);
}

/** Tokens are the client's own business; every other document becomes part of the catalogue. */
export function catalogueOfFolder(folder: string): CatalogueEntry[] {
	return readdirSync(folder)
		.filter((file) => file.endsWith('.json') && file !== 'auth.json')
		.sort()
		.flatMap((file) =>
			catalogueOf(path.basename(file, '.json'), readFileSync(path.join(folder, file), 'utf8')),
		);
}

const [, script, folder] = process.argv;
if (script?.endsWith('generate.js') && folder) {
	const text = JSON.stringify(catalogueOfFolder(folder), null, '\t');
	writeFileSync('lib/avito/catalogue/catalogue.json', `${text}\n`);
}
