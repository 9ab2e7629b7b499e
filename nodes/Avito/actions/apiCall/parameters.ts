import { json, jsonObject, locator } from '../../../shared/parameters';

export const endpoint = (searchListMethod: string) =>
	locator({
		displayName: 'Endpoint',
		description: "An endpoint in Avito's specifications",
		searchListMethod,
		idPlaceholder: 'GET /core/v1/accounts/self',
		idPattern: /^(GET|POST|PUT|DELETE) \/[\w{}/.-]+$/,
	});

export const callParameters = () =>
	jsonObject({
		displayName: 'Parameters',
		description:
			'Path and query parameters as one JSON object, e.g. {"item_id": 5}. Your user_id is filled in automatically.',
		example: '{"item_id": 5}',
	});

export const callBody = () =>
	json({
		displayName: 'Body',
		description: 'Request body as JSON, if the endpoint takes one',
	});
