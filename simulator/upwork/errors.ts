import { GraphQLError } from 'graphql';

/** An error as Upwork shapes it (upwork.md 2.3). */
export function upworkError(
	message: string,
	classification: string,
	more: Record<string, unknown> = {},
): GraphQLError {
	return new GraphQLError(message, { extensions: { classification, ...more } });
}

/** A code of Upwork's own, in the text and (switchable) in the extensions. */
export function businessError(code: string, text: string, inExtensions: boolean): GraphQLError {
	return upworkError(`${code}: ${text}`, 'DataFetchingException', inExtensions ? { code } : {});
}

export const authorizationFailed = () =>
	upworkError('Authorization failed', 'DataFetchingException');

/** A resolver crash: a 500-like code, still HTTP 200. */
export const exceptionOccurred = () =>
	upworkError('Exception occurred', 'DataFetchingException', { code: 500 });

export const notFound = (what: string) =>
	upworkError(`${what} not found`, 'DataFetchingException', { code: 404 });

/** The denied fields, in the words of the service; the whole operation is aborted. */
export function scopeError(denied: readonly string[]): GraphQLError {
	return upworkError(
		`The client or authentication token doesn't have enough oauth2 permissions/scopes to access: [${denied.join(', ')}].`,
		'ExecutionAborted',
	);
}

const VALIDATION_KINDS: readonly (readonly [RegExp, string])[] = [
	[/^Cannot query field/, 'FieldUndefined'],
	[/argument ".*" of type ".*!" is required/, 'MissingFieldArgument'],
	[/^Unknown argument/, 'UnknownArgument'],
	[/must have a selection of subfields/, 'SubSelectionRequired'],
	[/must not have a selection/, 'SubSelectionNotAllowed'],
	[/found null/, 'NullValueForNonNullArgument'],
	[/is not defined by type|Unknown type/, 'UnknownType'],
	[/^Variable .* is not defined/, 'UndefinedVariable'],
	[/is never used/, 'UnusedVariable'],
];

/** graphql-js's finding in the wording that the service's graphql-java has. */
export function validationError(error: GraphQLError): GraphQLError {
	const kind =
		VALIDATION_KINDS.find(([pattern]) => pattern.test(error.message))?.[1] ?? 'WrongType';
	return new GraphQLError(`Validation error of type ${kind}: ${error.message}`, {
		nodes: error.nodes,
		source: error.source,
		positions: error.positions,
		extensions: { classification: 'ValidationError' },
	});
}
