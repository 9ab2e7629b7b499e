import type { GraphQLSchema } from 'graphql';
import {
	buildSchema,
	getNamedType,
	isInterfaceType,
	parse,
	TypeInfo,
	validate,
	visit,
	visitWithTypeInfo,
} from 'graphql';
import { allDocuments, FIELD_TYPES } from '../../../lib/upwork';
import { IMPLEMENTATIONS } from '../../../lib/upwork/graphql/fieldTypes';
import { upworkSchema } from '../../contract';
import { expectFile } from '../../schemas/files';

describe('Upwork documents', () => {
	const documents = allDocuments();

	it('have an operation of their own name', () => {
		expect(documents.length).toBeGreaterThan(40);
		for (const { name, text, effect } of documents) {
			const [definition] = parse(text).definitions;
			expect(definition).toMatchObject({
				kind: 'OperationDefinition',
				name: { value: name },
				operation: effect === 'read' ? 'query' : 'mutation',
			});
		}
	});

	describe('against the real schema', () => {
		let schema: GraphQLSchema;
		beforeAll(() => {
			schema = buildSchema(upworkSchema(), { assumeValidSDL: true });
		});

		it('validate', () => {
			const failures = documents.flatMap(({ name, text }) =>
				validate(schema, parse(text)).map(({ message }) => `${name}: ${message}`),
			);
			expect(failures).toEqual([]);
		});

		it('name their roots', () => {
			for (const { name, text, roots } of documents) {
				const [definition] = parse(text).definitions;
				if (definition?.kind !== 'OperationDefinition') throw new Error(name);
				const keys = definition.selectionSet.selections.flatMap((selection) =>
					selection.kind === 'Field' ? [(selection.alias ?? selection.name).value] : [],
				);
				expect(keys).toEqual(expect.arrayContaining([...roots]));
			}
		});

		it('use the fields whose types are in the table, and no others', () => {
			const types: Record<string, Record<string, string>> = {};
			for (const { text } of documents) {
				const info = new TypeInfo(schema);
				visit(
					parse(text),
					visitWithTypeInfo(info, {
						Field(node) {
							const parent = info.getParentType()?.name;
							const type = info.getType();
							if (!node.selectionSet || !parent || !type) return;
							(types[parent] ??= {})[node.name.value] = getNamedType(type).name;
						},
					}),
				);
			}
			const sorted = <T>(all: Record<string, T>) =>
				Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1));
			const table = sorted(types).map(([type, fields]) => [
				type,
				Object.fromEntries(sorted(fields)),
			]);
			expectFile('lib/upwork/graphql/fieldTypes.json', Object.fromEntries(table) as object);
		});

		it('know the interfaces of their types, and what implements them', () => {
			const used = new Set(Object.keys(FIELD_TYPES));
			for (const types of Object.values(FIELD_TYPES)) {
				for (const type of Object.values(types)) used.add(type);
			}
			for (const type of Object.values(schema.getTypeMap())) {
				if (!isInterfaceType(type) || type.name.startsWith('__')) continue;
				const names = schema.getPossibleTypes(type).map(({ name }) => name);
				if (![type.name, ...names].some((name) => used.has(name))) continue;
				expect(IMPLEMENTATIONS[type.name]).toEqual(expect.arrayContaining(names));
			}
		});

		it('need only what they ask for', () => {
			for (const { name, text, needs = [] } of documents) {
				const asked = new Set<string>();
				const path: string[] = [];
				visit(parse(text), {
					Field: {
						enter(node) {
							path.push(node.name.value);
							asked.add(path.join('.'));
						},
						leave: () => void path.pop(),
					},
				});
				expect([name, needs.filter((need) => !asked.has(need))]).toEqual([name, []]);
			}
		});
	});
});
