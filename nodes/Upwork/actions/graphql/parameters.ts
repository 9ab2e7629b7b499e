import { json, ParameterValueError, text } from '../../../shared/parameters';

export const documentParameters = (example: string) => ({
	document: text({
		displayName: 'Document',
		required: true,
		rows: 8,
		placeholder: `e.g. ${example}`,
		description: 'GraphQL, checked for its syntax before it is sent',
	}),
	variables: json({
		displayName: 'Variables',
		default: '{}',
		description: 'Values of the variables that the document declares',
	}),
	operationName: text({
		displayName: 'Operation Name',
		description: 'Which one to run where the document has several',
	}),
});

export function variablesOf(value: unknown): Record<string, unknown> {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
		return Object.fromEntries(Object.entries(value));
	}
	throw new ParameterValueError(
		'"Variables" is not an object',
		'Write an object such as { "id": "1990000000000000001" }.',
	);
}
