import type {
	DefinitionNode,
	OperationDefinitionNode,
	SelectionNode,
	SelectionSetNode,
} from 'graphql';
import { Kind } from 'graphql/language/kinds';
import { parse } from 'graphql/language/parser';
import { print } from 'graphql/language/printer';
import { visit } from 'graphql/language/visitor';
import { FIELD_TYPES, IMPLEMENTATIONS } from './fieldTypes';

export interface Reduced {
	text: string;
	/** Variables that are still used; others must not be sent. */
	variables: Set<string>;
	/** Root fields that are left, by response key. */
	roots: Set<string>;
	/** What was taken out, as `Type.field`, in the words of the denial. */
	dropped: Set<string>;
	/** What of it is needed below a root, so that the rest is of no use. */
	lost: Set<string>;
}

/**
 * The same document without fields that the key may not read, given as `Type.field` the way Upwork
 * lists them (upwork.md 2.3). A selection that becomes empty takes its field along. A field is taken
 * out only by the type it really stands on (or an interface of it): `ContractDetails.id` says
 * nothing of any other `id`. What stands on a type outside of the table, in a selection of the
 * user's own, is left in.
 */
export function withoutFields(
	text: string,
	denied: ReadonlySet<string>,
	needs: readonly string[] = [],
): Reduced {
	const document = parse(text, { noLocation: true });
	const dropped = new Set<string>();
	const lost = new Set<string>();

	const reduce = (
		set: SelectionSetNode,
		type: string,
		above: readonly string[],
	): SelectionSetNode | undefined => {
		const selections = set.selections.flatMap((selection): SelectionNode[] => {
			if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection];
			if (selection.kind === Kind.INLINE_FRAGMENT) {
				const on = selection.typeCondition?.name.value ?? type;
				const inner = reduce(selection.selectionSet, on, above);
				return inner ? [{ ...selection, selectionSet: inner }] : [];
			}
			const field = selection.name.value;
			const refusal = refusalOf(type, field, denied);
			const path = [...above, field];
			if (refusal !== undefined) {
				dropped.add(refusal);
				if (isNeeded(path, needs)) lost.add(refusal);
				return [];
			}
			if (!selection.selectionSet) return [selection];
			const inner = reduce(selection.selectionSet, FIELD_TYPES[type]?.[field] ?? '', path);
			return inner ? [{ ...selection, selectionSet: inner }] : [];
		});
		return selections.length > 0 ? { ...set, selections } : undefined;
	};

	const roots = new Set<string>();
	const definitions = document.definitions.flatMap((definition): DefinitionNode[] => {
		if (definition.kind !== Kind.OPERATION_DEFINITION) return [definition];
		const inner = reduce(definition.selectionSet, rootType(definition), []);
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
	return { text: print({ ...document, definitions: kept }), variables, roots, dropped, lost };
}

/** The denial that covers a field of a type: its own, its interface's, or an implementation's. */
function refusalOf(type: string, field: string, denied: ReadonlySet<string>): string | undefined {
	const interfaces = Object.entries(IMPLEMENTATIONS).flatMap(([name, types]) =>
		types.includes(type) ? [name] : [],
	);
	return [type, ...interfaces, ...(IMPLEMENTATIONS[type] ?? [])]
		.map((name) => `${name}.${field}`)
		.find((entry) => denied.has(entry));
}

/** A root that is missing as a whole is the caller's question: another one may be enough. */
function isNeeded(path: readonly string[], needs: readonly string[]): boolean {
	const at = path.join('.');
	return path.length > 1 && needs.some((need) => need === at || need.startsWith(`${at}.`));
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
