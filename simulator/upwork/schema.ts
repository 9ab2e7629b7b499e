import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildASTSchema, type GraphQLSchema, parse, visit } from 'graphql';

/**
 * The part of Upwork's schema that the local Upwork answers: cut from the introspected one by
 * `npm run contract`, so that names and types are the service's own.
 */
export const UPWORK_SDL = path.join(__dirname, 'schema.graphql');

const OF_2026 = ['createJobProposal', 'connectsSummary'];

/** Older keys do not know the 2026 operations (upwork.md 3.6, 3.12): they are left out on demand. */
export function buildUpworkSchema(with2026: boolean): GraphQLSchema {
	const all = parse(readFileSync(UPWORK_SDL, 'utf8'), { noLocation: true });
	if (with2026) return buildASTSchema(all);
	const known = visit(all, {
		FieldDefinition: ({ name }) => (OF_2026.includes(name.value) ? null : undefined),
		ObjectTypeExtension: { leave: (node) => (node.fields?.length ? undefined : null) },
	});
	return buildASTSchema(known);
}
