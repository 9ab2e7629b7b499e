import type { GraphQLSchema } from 'graphql';
import {
	buildSchema,
	getNamedType,
	parse,
	TypeInfo,
	validate,
	visit,
	visitWithTypeInfo,
} from 'graphql';
import { allDocuments, FIELD_TYPES } from '../../../lib/upwork';
import { upworkSchema } from '../../contract';

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

		it('use only fields whose types the table knows', () => {
			const missing = new Set<string>();
			for (const { text } of documents) {
				const info = new TypeInfo(schema);
				visit(
					parse(text),
					visitWithTypeInfo(info, {
						Field(node) {
							const parent = info.getParentType()?.name;
							const type = info.getType();
							if (!node.selectionSet || !parent || !type) return;
							const expected = getNamedType(type).name;
							if (FIELD_TYPES[parent]?.[node.name.value] !== expected) {
								missing.add(`${parent}.${node.name.value}: ${expected}`);
							}
						},
					}),
				);
			}
			expect([...missing]).toEqual([]);
		});
	});
});
