import { asError } from '../../errors';
import { GraphQLError } from 'graphql/error/GraphQLError';
import { Kind } from 'graphql/language/kinds';
import { parse } from 'graphql/language/parser';
import { print } from 'graphql/language/printer';
import { visit } from 'graphql/language/visitor';
import { failures } from '../failures';

export type FieldSet = { set: 'minimal' } | { set: 'standard' } | { set: 'own'; fields: string };

/**
 * Checks a user's own selection such as `id title client { totalHires }` and returns it with `id`
 * added, ready to be put into one of our documents. Nothing but fields and inline fragments is let
 * through, so that the document around it stays what it is.
 */
export function ownSelection(fields: string): string {
	const document = parsed(`{ ${fields} }`);
	const [definition] = document.definitions;
	if (
		document.definitions.length !== 1 ||
		definition?.kind !== Kind.OPERATION_DEFINITION ||
		/\$/.test(fields) ||
		/\.\.\.\s*(?!on\b)\w/.test(fields)
	) {
		throw failures.invalidDocument('Fields has to be a plain list of fields with brackets.');
	}
	const selections = print(definition.selectionSet).replace(/^\{|\}$/g, '');
	return `id ${selections}`;
}

/** Checks a whole document of the user's for syntax. Returns its operations' names. */
export function checkDocument(text: string): {
	operations: Array<{ name?: string; effect: 'read' | 'write' }>;
	/** Names of all fields, at any depth. */
	fields: Set<string>;
} {
	const document = parsed(text);
	const fields = new Set<string>();
	visit(document, { Field: (node) => void fields.add(node.name.value) });
	const operations = document.definitions.flatMap((definition) =>
		definition.kind === Kind.OPERATION_DEFINITION
			? [
					{
						name: definition.name?.value,
						effect: definition.operation === 'query' ? ('read' as const) : ('write' as const),
					},
				]
			: [],
	);
	if (operations.length === 0) throw failures.invalidDocument('it has no query and no mutation.');
	return { operations, fields };
}

function parsed(text: string) {
	try {
		return parse(text);
	} catch (error) {
		if (!(error instanceof GraphQLError)) throw asError(error);
		const at = error.locations?.[0];
		const place = at ? ` (line ${at.line}, column ${at.column})` : '';
		const invalid = failures.invalidDocument(`${error.message}${place}`);
		throw invalid;
	}
}
