import type { INodeProperties } from 'n8n-workflow';
import type { AnyOperation } from './operation';

export interface Resource<Client> {
	value: string;
	name: string;
	operations: Map<string, AnyOperation<Client>>;
	properties(): INodeProperties[];
}

/**
 * A resource with its operations: makes the operation selector and shows each parameter only for
 * its own operation. What is not listed here cannot be reached; what is needs no other line.
 */
export function defineResource<Client>(
	value: string,
	name: string,
	operations: Array<AnyOperation<Client>>,
): Resource<Client> {
	const sorted = [...operations].sort((a, b) => a.head.name.localeCompare(b.head.name));
	const options = sorted.map(({ head }) => head);
	const chosenFirst =
		(sorted.find(({ effect }) => effect === 'read') ?? sorted[0])?.head.value ?? '';
	return {
		value,
		name,
		operations: new Map(operations.map((operation) => [operation.head.value, operation])),
		properties: () => [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: [value] } },
				default: chosenFirst,
				options,
			},
			...sorted.flatMap((operation) =>
				operation.properties().map((property) => ({
					...property,
					displayOptions: {
						...property.displayOptions,
						show: {
							...property.displayOptions?.show,
							resource: [value],
							operation: [operation.head.value],
						},
					},
				})),
			),
		],
	};
}

/** What a model is told beside an operation's own description. */
const EFFECTS = {
	read: 'Changes nothing.',
	write: 'Changes data of the account.',
	remembers: 'Changes only what the desk itself remembers.',
	spend: 'May spend money or connects: only when the person clearly asked for it.',
};

/**
 * n8n tells a model only an operation's action ("Get many projects in Kwork") unless the node has a
 * parameter of this name (n8n 2.41, convertNodeToAiTool); `@tool` shows it in the tool alone.
 */
function toolDescriptions(
	service: string,
	resources: ReadonlyArray<Resource<never>>,
): INodeProperties[] {
	return resources.flatMap(({ value, operations }) =>
		[...operations.values()].map(({ head, effect, remembers, sends }) => {
			const told = [
				`${service}: ${head.description.replace(/\.$/, '')}.`,
				EFFECTS[remembers ? 'remembers' : effect],
				...(sends ? ['Another person sees the result.'] : []),
			];
			return {
				displayName: 'Tool Description',
				name: 'toolDescription',
				type: 'string',
				typeOptions: { rows: 4 },
				default: told.join(' '),
				description: "What the AI Agent's model is told about this tool",
				displayOptions: {
					show: { '@tool': [true], resource: [value], operation: [head.value] },
				},
			};
		}),
	);
}

/** The resource selector and everything below it, for a node's `properties`. */
export function resourceProperties(
	service: string,
	resources: ReadonlyArray<Resource<never>>,
): INodeProperties[] {
	const sorted = [...resources].sort((a, b) => a.name.localeCompare(b.name));
	const options = sorted.map(({ name, value }) => ({ name, value }));
	const chosenFirst = resources[0]?.value ?? '';
	return [
		...toolDescriptions(service, sorted),
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			default: chosenFirst,
			options,
		},
		...sorted.flatMap((resource) => resource.properties()),
	];
}
