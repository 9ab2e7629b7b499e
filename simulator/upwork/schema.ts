import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
	buildASTSchema,
	getNullableType,
	type GraphQLOutputType,
	type GraphQLSchema,
	isEnumType,
	isLeafType,
	isListType,
	isNonNullType,
	parse,
	visit,
} from 'graphql';

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

const NUMBERS = ['Int', 'Float'];

/**
 * The value of a field that nothing is played for: null where the schema allows it, else one of the
 * type that means nothing. Objects are empty, so that their fields come here in turn.
 */
export function documentedValue(type: GraphQLOutputType, name: string): unknown {
	const inner = getNullableType(type);
	if (!isNonNullType(type)) return null;
	if (isListType(inner)) return [];
	if (isEnumType(inner)) return inner.getValues()[0]?.value;
	if (!isLeafType(inner)) return {};
	return NUMBERS.includes(inner.name) ? 1 : inner.name === 'Boolean' ? true : name;
}
