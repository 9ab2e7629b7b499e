import {
	getNamedType,
	isAbstractType,
	isObjectType,
	TypeInfo,
	visit,
	visitWithTypeInfo,
	type DocumentNode,
	type GraphQLNamedType,
	type GraphQLSchema,
} from 'graphql';
import fieldsByScope from './data/scopes.json';

/**
 * Scope that a field needs (upwork.md 1.5); `Type.*` covers the whole type, `none` is given to
 * nobody.
 */
const FIELD_SCOPES: Readonly<Record<string, string>> = Object.fromEntries(
	Object.entries(fieldsByScope).flatMap(([scope, fields]) => fields.map((field) => [field, scope])),
);

const OPEN = 'open';

/** Scopes under which each type is reached, `open` where no scope is needed. */
const reached = new WeakMap<GraphQLSchema, Map<string, Set<string>>>();

/** What a key may read of a schema. */
export interface Access {
	schema: GraphQLSchema;
	scopes: readonly string[];
	/** `Type.field` or `Type.*` that is denied whatever the scopes, as for keys of another kind. */
	alsoDenied: readonly string[];
}

/**
 * Whether `Type.field` may be read. Write access includes reading. A type that is reached only
 * under one scope needs it for each of its fields, so that the fields below a denied one are
 * listed beside it.
 */
export function mayRead({ schema, scopes, alsoDenied }: Access, type: string, field: string) {
	if (alsoDenied.includes(`${type}.${field}`) || alsoDenied.includes(`${type}.*`)) return false;
	const needed = FIELD_SCOPES[`${type}.${field}`] ?? FIELD_SCOPES[`${type}.*`];
	if (needed !== undefined) return covers(scopes, needed);
	const ways = [...(waysTo(schema).get(type) ?? [OPEN])];
	return ways.some((way) => way === OPEN || covers(scopes, way)) || ways.length > 1;
}

function covers(scopes: readonly string[], needed: string): boolean {
	if (scopes.includes(needed)) return true;
	return needed.includes(':read:') && scopes.includes(needed.replace(':read:', ':write:'));
}

/** Follows every root field; `Room` is reached for reading and for writing, which is one way. */
function waysTo(schema: GraphQLSchema): Map<string, Set<string>> {
	const known = reached.get(schema);
	if (known !== undefined) return known;
	const ways = new Map<string, Set<string>>();
	const follow = (type: GraphQLNamedType, way: string): void => {
		const seen = ways.get(type.name) ?? new Set();
		ways.set(type.name, seen);
		if (seen.has(way)) return;
		seen.add(way);
		if (isAbstractType(type)) for (const one of schema.getPossibleTypes(type)) follow(one, way);
		if (!isObjectType(type)) return;
		for (const [name, { type: inner }] of Object.entries(type.getFields())) {
			const own = FIELD_SCOPES[`${type.name}.${name}`];
			follow(getNamedType(inner), own?.replace('messages:write', 'messages:read') ?? way);
		}
	};
	for (const root of [schema.getQueryType(), schema.getMutationType()]) {
		if (root) follow(root, OPEN);
	}
	reached.set(schema, ways);
	return ways;
}

/** Every field of the document that the key may not read, as `Type.field`, in document order. */
export function deniedFields(access: Access, document: DocumentNode): string[] {
	const denied = new Set<string>();
	const types = new TypeInfo(access.schema);
	visit(
		document,
		visitWithTypeInfo(types, {
			Field(node) {
				const parent = types.getParentType();
				const field = node.name.value;
				if (parent === undefined || parent === null || field.startsWith('__')) return;
				const name = getNamedType(parent).name;
				if (!mayRead(access, name, field)) denied.add(`${name}.${field}`);
			},
		}),
	);
	return [...denied];
}
