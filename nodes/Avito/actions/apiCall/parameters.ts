import { json, jsonObject, locator } from '../../../shared/parameters';

export const endpoint = (searchListMethod: string) =>
	locator({
		displayName: 'Endpoint',
		description: "An endpoint of Avito's specifications",
		searchListMethod,
		idPlaceholder: 'GET /core/v1/accounts/self',
		idPattern: /^(GET|POST|PUT|DELETE) \/[\w{}/.-]+$/,
	});

export const callParameters = () =>
	jsonObject({
		displayName: 'Parameters',
		description:
			'Values of path and query as one JSON object, e.g. {"item_id": 5}. The own user_id is filled in by itself.',
		example: '{"item_id": 5}',
	});

export const callBody = () =>
	json({
		displayName: 'Body',
		description: 'Body of the request as JSON, where the endpoint takes one',
	});
