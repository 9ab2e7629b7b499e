/**
 * Upwork's schema, cut to what the local Upwork knew before and what the client's and the reference's
 * documents touch. For a new operation write its document, then run `npm run contract`.
 */
import {
	type ASTNode,
	buildSchema,
	getNamedType,
	type GraphQLNamedType,
	type GraphQLSchema,
	isEnumType,
	isInputObjectType,
	isInterfaceType,
	isObjectType,
	isRequiredInputField,
	isScalarType,
	isSpecifiedScalarType,
	isUnionType,
	parse,
	print,
	stripIgnoredCharacters,
	TypeInfo,
	visit,
	visitWithTypeInfo,
} from 'graphql';
import { allDocuments } from '../../lib/upwork';
import { buildUpworkSchema } from '../../simulator/upwork/schema';

/** The GraphQL documents of a page, without its remarks. */
export function documentsOf(page: string): string[] {
	return [...page.matchAll(/```graphql\n([\s\S]*?)```/g)]
		.map(([, document = '']) => document)
		.filter((document) => !document.startsWith('# sdl'))
		.map(stripIgnoredCharacters);
}

/** Names of fields by name of the type. */
type Touched = Map<string, Set<string>>;

function touch(touched: Touched, type: string, field: string): boolean {
	const fields = touched.get(type) ?? new Set();
	touched.set(type, fields);
	if (fields.has(field)) return false;
	fields.add(field);
	return true;
}

const fieldsOf = (type: GraphQLNamedType | undefined) =>
	isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? type.getFields() : {};

function touchedBy(schema: GraphQLSchema, documents: readonly string[]): Touched {
	const touched: Touched = new Map();
	for (const type of Object.values(buildUpworkSchema(true).getTypeMap())) {
		if (type.name.startsWith('__') || isSpecifiedScalarType(type)) continue;
		touched.set(type.name, new Set(Object.keys(fieldsOf(type))));
	}
	for (const document of documents) {
		const info = new TypeInfo(schema);
		const seen = {
			Field: () => {
				const [parent, field] = [info.getParentType(), info.getFieldDef()];
				if (parent && field) touch(touched, parent.name, field.name);
			},
			ObjectField: (node: { name: { value: string } }) => {
				const parent = getNamedType(info.getParentInputType());
				if (parent) touch(touched, parent.name, node.name.value);
			},
		};
		visit(parse(document), visitWithTypeInfo(info, seen));
	}
	return touched;
}

/** Adds what the touched fields cannot be without: their types, arguments and required input. */
function close(touched: Touched, schema: GraphQLSchema): void {
	for (let grown = true; grown;) {
		grown = false;
		for (const [name, fields] of [...touched]) {
			const type = schema.getType(name);
			const own = fieldsOf(type);
			const needed = isInputObjectType(type)
				? Object.values(type.getFields()).filter(isRequiredInputField)
				: [];
			for (const { name: field } of needed) grown = touch(touched, name, field) || grown;
			for (const field of fields) {
				const found = own[field];
				if (!found) continue;
				const args = 'args' in found ? found.args : [];
				for (const { type: used } of [found, ...args]) {
					const { name: other } = getNamedType(used);
					if (touched.has(other)) continue;
					touched.set(other, new Set());
					grown = true;
				}
			}
		}
	}
}

/** A definition without descriptions and directives, and only with the wanted fields and members. */
function cut(definition: ASTNode, fields: ReadonlySet<string>, types: Touched): ASTNode {
	const isWanted = (node: { name: { value: string } }) => fields.has(node.name.value);
	return visit(definition, {
		enter: (node) => {
			if (node.kind === 'Directive') return null;
			if (node.kind === 'FieldDefinition' && !isWanted(node)) return null;
			return undefined;
		},
		InputObjectTypeDefinition: (node) => ({ ...node, fields: node.fields?.filter(isWanted) }),
		StringValue: (_node, key) => (key === 'description' ? null : undefined),
		NamedType: (node, _key, parent) =>
			Array.isArray(parent) && !types.has(node.name.value) ? null : undefined,
	});
}

/** SDL with what is touched of the schema, by name. */
export function pruneSchema(text: string, documents: readonly string[]): string {
	const schema = buildSchema(text, { assumeValidSDL: true });
	const touched = touchedBy(schema, [...documents, ...allDocuments().map((one) => one.text)]);
	close(touched, schema);
	const definitions = [...touched]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.flatMap(([name, fields]) => {
			const type = schema.getType(name);
			if (!type || isSpecifiedScalarType(type)) return [];
			if (isScalarType(type) || isEnumType(type) || isUnionType(type) || fields.size > 0) {
				return [type.astNode, ...type.extensionASTNodes].flatMap((node) =>
					node ? [print(cut(node, fields, touched))] : [],
				);
			}
			throw new Error(`${name} would have no field`);
		});
	return `${definitions.join('\n\n')}\n`;
}
