import { jsonObject, text } from '../../../shared/parameters';

export const documentParameters = (example: string) => ({
	document: text({
		displayName: 'Document',
		required: true,
		rows: 8,
		placeholder: `e.g. ${example}`,
		description: 'GraphQL; its syntax is checked before it is sent',
	}),
	variables: jsonObject({
		displayName: 'Variables',
		description: 'Values of the variables declared in the document',
		example: '{ "id": "1990000000000000001" }',
	}),
	operationName: text({
		displayName: 'Operation Name',
		description: 'Which one to run if the document has several',
	}),
});
