import type {
	DefinitionNode,
	DocumentNode,
	OperationDefinitionNode,
	SelectionNode,
	SelectionSetNode,
} from 'graphql';
import { Kind } from 'graphql/language/kinds';
import { parse } from 'graphql/language/parser';
import { print } from 'graphql/language/printer';
import { visit } from 'graphql/language/visitor';
import { FIELD_TYPES } from './fieldTypes';

export interface Reduced {
	text: string;
	/** Variables that are still used; others must not be sent. */
	variables: Set<string>;
	/** Root fields that are left, by response key. */
	roots: Set<string>;
	/** What was taken out, as `Type.field`. */
	dropped: Set<string>;
}

/**
 * The same document without fields that the key may not read, given as `Type.field` the way Upwork
 * lists them (upwork.md 2.3). A selection that becomes empty takes its field along. Types come from
 * a small table, because the schema is not shipped; a type that the document does not name (an
 * interface's implementation) is matched by field name alone.
 */
export function withoutFields(text: string, denied: ReadonlySet<string>): Reduced {
	const document = parse(text, { noLocation: true });
	const named = typesIn(document);
	const byName = new Set(
		[...denied]
			.map((entry) => entry.split('.'))
			.filter(([type = '']) => !named.has(type))
			.map(([, field = '']) => field),
	);
	const dropped = new Set<string>();

	const reduce = (set: SelectionSetNode, type: string): SelectionSetNode | undefined => {
		const selections = set.selections.flatMap((selection): SelectionNode[] => {
			if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection];
			if (selection.kind === Kind.INLINE_FRAGMENT) {
				const inner = reduce(selection.selectionSet, selection.typeCondition?.name.value ?? type);
				return inner ? [{ ...selection, selectionSet: inner }] : [];
			}
			const field = selection.name.value;
			if (denied.has(`${type}.${field}`) || (byName.has(field) && type !== 'Query')) {
				dropped.add(`${type}.${field}`);
				return [];
			}
			if (!selection.selectionSet) return [selection];
			const inner = reduce(selection.selectionSet, FIELD_TYPES[type]?.[field] ?? '');
			return inner ? [{ ...selection, selectionSet: inner }] : [];
		});
		return selections.length > 0 ? { ...set, selections } : undefined;
	};

	const roots = new Set<string>();
	const definitions = document.definitions.flatMap((definition): DefinitionNode[] => {
		if (definition.kind === Kind.FRAGMENT_DEFINITION) {
			const inner = reduce(definition.selectionSet, definition.typeCondition.name.value);
			return inner ? [{ ...definition, selectionSet: inner }] : [definition];
		}
		if (definition.kind !== Kind.OPERATION_DEFINITION) return [definition];
		const inner = reduce(definition.selectionSet, rootType(definition));
		if (!inner) return [];
		for (const selection of inner.selections) {
			if (selection.kind === Kind.FIELD) roots.add((selection.alias ?? selection.name).value);
		}
		return [{ ...definition, selectionSet: inner }];
	});

	const variables = usedVariables(definitions);
	const kept = definitions.map((definition) =>
		definition.kind === Kind.OPERATION_DEFINITION
			? {
					...definition,
					variableDefinitions: definition.variableDefinitions?.filter(({ variable }) =>
						variables.has(variable.name.value),
					),
				}
			: definition,
	);
	return { text: print({ ...document, definitions: kept }), variables, roots, dropped };
}

function rootType(definition: OperationDefinitionNode): string {
	return definition.operation === 'mutation' ? 'Mutation' : 'Query';
}

function usedVariables(definitions: readonly DefinitionNode[]): Set<string> {
	const used = new Set<string>();
	for (const definition of definitions) {
		visit(definition, {
			VariableDefinition: () => false,
			Variable: (node) => void used.add(node.name.value),
		});
	}
	return used;
}

/** Types that the document's selections are known to have. */
function typesIn(document: DocumentNode): Set<string> {
	const types = new Set<string>();
	const walk = (set: SelectionSetNode, type: string): void => {
		types.add(type);
		for (const selection of set.selections) {
			if (selection.kind === Kind.INLINE_FRAGMENT) {
				walk(selection.selectionSet, selection.typeCondition?.name.value ?? type);
			} else if (selection.kind === Kind.FIELD && selection.selectionSet) {
				walk(selection.selectionSet, FIELD_TYPES[type]?.[selection.name.value] ?? '');
			}
		}
	};
	for (const definition of document.definitions) {
		if (definition.kind === Kind.OPERATION_DEFINITION) {
			walk(definition.selectionSet, rootType(definition));
		} else if (definition.kind === Kind.FRAGMENT_DEFINITION) {
			walk(definition.selectionSet, definition.typeCondition.name.value);
		}
	}
	return types;
}
