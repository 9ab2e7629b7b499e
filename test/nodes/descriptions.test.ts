import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type {
	INodeParameters,
	INodeProperties,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { nodeTypesOf } from '../support/n8n';

/**
 * Walks the finished descriptions of all nodes: n8n's lint rules read literals in the source, so
 * what factories make is checked here by the same rules.
 */
const root = path.join(__dirname, '../..');
const files = readdirSync(path.join(root, 'nodes'), { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.node.ts'))
	.sort();

const nodes: Array<[string, INodeType, string]> = files.map((file) => {
	const name = path.basename(file, '.node.ts');
	// eslint cannot follow a computed require, and neither does it need to: the path is a listing.
	const module = jest.requireActual(path.join(root, 'nodes', file)) as Record<
		string,
		new () => INodeType
	>;
	const Class = module[name];
	if (!Class) throw new Error(`${file} does not export ${name}`);
	return [name, new Class(), path.join(root, 'nodes', path.dirname(file))];
});

function* walk(properties: INodeProperties[], at: string): Generator<[string, INodeProperties]> {
	for (const property of properties) {
		yield [`${at}.${property.name}`, property];
		for (const option of property.options ?? []) {
			if ('values' in option) yield* walk(option.values, `${at}.${property.name}.${option.name}`);
			else if ('type' in option) yield* walk([option], `${at}.${property.name}`);
		}
	}
}

const plainOptions = (property: INodeProperties): INodePropertyOptions[] =>
	(property.options ?? []).filter((option): option is INodePropertyOptions => 'value' in option);

const SMALL_WORDS = new Set([
	'a',
	'an',
	'and',
	'as',
	'at',
	'by',
	'for',
	'from',
	'if',
	'in',
	'into',
	'of',
	'on',
	'or',
	'per',
	'the',
	'to',
	'with',
	'vs',
]);
const isTitleCase = (label: string): boolean =>
	label.split(/[\s/]+/).every((word, index) => {
		const letters = word.replace(/[^\p{L}]/gu, '');
		return (
			letters === '' ||
			(index > 0 && SMALL_WORDS.has(word.toLowerCase())) ||
			/\p{Lu}/u.test(letters) ||
			/^\d/.test(word)
		);
	});

/** The text under a node with these parameters, by n8n's own expressions. */
function subtitleOf(node: INodeType, parameters: INodeParameters): unknown {
	const nodeTypes = nodeTypesOf({ [node.description.name]: node });
	const shown = {
		id: 'node',
		name: 'Node',
		type: node.description.name,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters,
	};
	const workflow = new Workflow({ nodes: [shown], connections: {}, active: false, nodeTypes });
	return workflow.expression.getSimpleParameterValue(
		shown,
		node.description.subtitle,
		'internal',
		{},
	);
}

describe.each(nodes)('%s', (name, node, folder) => {
	const { description } = node;
	const all = [...walk(description.properties, name)];

	it('has icons for light and dark, a codex file and a subtitle', () => {
		const icon = description.icon as { light: string; dark: string };
		expect(icon.light).not.toBe(icon.dark);
		for (const file of [icon.light, icon.dark]) {
			expect(existsSync(path.join(folder, file.replace('file:', '')))).toBe(true);
		}
		const codex = JSON.parse(
			readFileSync(path.join(folder, `${name}.node.json`), 'utf8'),
		) as Record<string, unknown>;
		expect(codex.node).toBe(`n8n-nodes-freelance-hub.${description.name}`);
		expect(description.subtitle).toBeTruthy();
	});

	it('says under the node what it does, in the words of the panel', () => {
		const choices = description.properties.flatMap((property) =>
			property.name === 'operation' || property.name === 'event' || property.name === 'events'
				? plainOptions(property).map((option) => ({ property, option }))
				: [],
		);
		const resources = description.properties.find(({ name: own }) => own === 'resource');
		const named = resources ? plainOptions(resources) : [];
		expect(choices.length).toBeGreaterThan(0);
		for (const { property, option } of choices) {
			const resource = property.displayOptions?.show?.resource?.[0];
			const [value, shown] =
				property.type === 'multiOptions'
					? [[option.value], option.name]
					: [option.value, option.name];
			const suffix = resource
				? `: ${named.find((one) => one.value === resource)?.name ?? '(none)'}`
				: '';
			const parameters = { ...(resource ? { resource } : {}), [property.name]: value };
			expect(subtitleOf(node, parameters as INodeParameters)).toBe(`${shown}${suffix}`);
		}
	});

	it('labels everything in Title Case and describes in sentences without a closing dot', () => {
		const wrong = all.flatMap(([at, property]) => [
			...(isTitleCase(property.displayName) ? [] : [`${at}: label "${property.displayName}"`]),
			...plainOptions(property)
				.filter((option) => !isTitleCase(option.name))
				.map((option) => `${at}: option "${option.name}"`),
			...(/\.$/.test(property.description ?? '') && !/\. /.test(property.description ?? '')
				? [`${at}: description ends with a dot`]
				: []),
			...(property.type === 'boolean' && !/^Whether /.test(property.description ?? '')
				? [`${at}: description of a boolean starts with "Whether"`]
				: []),
			...(property.placeholder && !/^(e\.g\. |Add |Choose |Select )/.test(property.placeholder)
				? [`${at}: placeholder "${property.placeholder}"`]
				: []),
		]);
		expect(wrong).toEqual([]);
	});

	it('gives every operation an action in sentence case, and says what it does and returns', () => {
		const operations = description.properties.filter((property) => property.name === 'operation');
		for (const operation of operations) {
			expect(operation.noDataExpression).toBe(true);
			for (const option of plainOptions(operation)) {
				expect(option.action).toMatch(/^[A-Z]/);
				// The model of an AI Agent has nothing else to choose a tool by.
				expect(option.description).toMatch(/^.{35,}\bone (item|each)\b.*\.$/i);
				expect(option.description?.length).toBeLessThanOrEqual(300);
			}
		}
	});

	it('has no name twice in one visible state', () => {
		const states = new Map<string, string[]>();
		for (const property of description.properties) {
			const show = property.displayOptions?.show ?? {};
			const key = JSON.stringify([show.resource ?? null, show.operation ?? null]);
			states.set(key, [...(states.get(key) ?? []), property.name]);
		}
		for (const [state, names] of states) {
			const twice = names.filter((entry, index) => names.indexOf(entry) !== index);
			// The same name may appear again under another condition on a sibling.
			const clash = twice.filter((entry) => {
				const same = description.properties.filter(
					(property) =>
						property.name === entry &&
						JSON.stringify([
							property.displayOptions?.show?.resource ?? null,
							property.displayOptions?.show?.operation ?? null,
						]) === state,
				);
				return (
					new Set(same.map((property) => JSON.stringify(property.displayOptions))).size <
					same.length
				);
			});
			expect([state, clash]).toEqual([state, []]);
		}
	});

	it('knows every method that a parameter asks for', () => {
		const missing = all.flatMap(([at, property]) => {
			const wanted = [
				property.typeOptions?.loadOptionsMethod &&
				!node.methods?.loadOptions?.[property.typeOptions.loadOptionsMethod]
					? [`${at}: loadOptions.${property.typeOptions.loadOptionsMethod}`]
					: [],
				...(property.modes ?? []).map((mode) => {
					const method = mode.typeOptions?.searchListMethod;
					return method && !node.methods?.listSearch?.[method]
						? [`${at}: listSearch.${method}`]
						: [];
				}),
			];
			return wanted.flat();
		});
		expect(missing).toEqual([]);
	});

	it('lists options in order and gives every choice a default that is one of them', () => {
		const wrong = all.flatMap(([at, property]) => {
			if (property.type !== 'options') return [];
			const values = plainOptions(property).map(({ value }) => value);
			return property.typeOptions?.loadOptionsMethod || values.includes(property.default as string)
				? []
				: [`${at}: default ${JSON.stringify(property.default)}`];
		});
		expect(wrong).toEqual([]);
	});

	it('has no "tool" in its type, which n8n would take for a tool of an AI Agent', () => {
		expect(description.name).not.toMatch(/tool/i);
	});

	it('keeps its internal names', () => {
		const names = description.properties.map((property) => {
			const { resource, operation } = property.displayOptions?.show ?? {};
			return [resource?.join('|'), operation?.join('|'), property.name, property.type]
				.filter(Boolean)
				.join(' / ');
		});
		expect({
			name: description.name,
			version: description.version,
			resources: plainOptions(
				description.properties.find(({ name: own }) => own === 'resource') ??
					({ options: [] } as never),
			).map(({ value }) => value),
			parameters: [...new Set(names)].sort(),
		}).toMatchSnapshot();
	});
});
