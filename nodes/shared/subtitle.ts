import type { INodeProperties } from 'n8n-workflow';
import type { Resource } from './resource';

/** What n8n shows under a node: the names of operation and resource, e.g. "Get Many: Project". */
export function operationSubtitle(resources: ReadonlyArray<Resource<never>>): string {
	const names = resources.flatMap((resource) =>
		[...resource.operations.values()].map(
			({ head }) => [`${resource.value}.${head.value}`, `${head.name}: ${resource.name}`] as const,
		),
	);
	return expression(names, (nameOf) =>
		nameOf('$parameter["resource"] + "." + $parameter["operation"]'),
	);
}

/** The names of what is chosen in a list or a list of several, e.g. "New Message, New Application". */
export function optionSubtitle(properties: INodeProperties[], name: string): string {
	const chosen = properties.find((property) => property.name === name);
	const names = (chosen?.options ?? []).flatMap((option) =>
		'value' in option ? [[String(option.value), option.name] as const] : [],
	);
	return expression(names, (nameOf) =>
		chosen?.type === 'multiOptions'
			? `$parameter["${name}"].map((value) => ${nameOf('value')}).join(", ")`
			: nameOf(`$parameter["${name}"]`),
	);
}

/** n8n takes names only from an expression over parameters, which hold internal values. */
function expression(
	names: ReadonlyArray<readonly [string, string]>,
	use: (nameOf: (value: string) => string) => string,
): string {
	const table = JSON.stringify(Object.fromEntries(names));
	return `={{ ${use((value) => `(${table})[${value}]`)} }}`;
}
