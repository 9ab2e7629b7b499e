import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeParameters,
	INodeProperties,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { Avito } from '../../nodes/Avito/Avito.node';
import { resources as avito } from '../../nodes/Avito/actions';
import { FreelanceDesk } from '../../nodes/FreelanceDesk/FreelanceDesk.node';
import { resources as desk } from '../../nodes/FreelanceDesk/actions';
import { Kwork } from '../../nodes/Kwork/Kwork.node';
import { resources as kwork } from '../../nodes/Kwork/actions';
import { Upwork } from '../../nodes/Upwork/Upwork.node';
import { resources as upwork } from '../../nodes/Upwork/actions';
import { runNode } from '../support/workflow';
import { AvitoBench } from './Avito/support';
import { credentialOf, KworkBench } from './Kwork/support';
import { UpworkBench } from './Upwork/support';

const RECENTLY = new Date(Date.now() - 10 * 86_400_000).toISOString().slice(0, 19);

const benches = { avito: new AvitoBench(), kwork: new KworkBench(), upwork: new UpworkBench() };

interface Service {
	make(): INodeType;
	operations: Array<[resource: string, operation: string, once: boolean]>;
	/** Of an account whose budgets and pauses cost no time. */
	credentials():
		| Record<string, ICredentialDataDecryptedObject>
		| Promise<Record<string, ICredentialDataDecryptedObject>>;
	bench?: { start(): Promise<void>; stop(): Promise<void> };
}

const operationsOf = (
	resources: ReadonlyArray<{ value: string; operations: Map<string, { once: boolean }> }>,
): Service['operations'] =>
	resources.flatMap(({ value, operations }) =>
		[...operations].map(([name, { once }]): [string, string, boolean] => [value, name, once]),
	);

const SERVICES: Record<string, Service> = {
	Avito: {
		make: () => new Avito(),
		operations: operationsOf(avito),
		credentials: async () => {
			await benches.avito.hurry();
			return { avitoApi: benches.avito.credential() as never };
		},
		bench: benches.avito,
	},
	'Freelance Desk': {
		make: () => new FreelanceDesk(),
		operations: operationsOf(desk),
		credentials: () => ({}),
	},
	Kwork: {
		make: () => new Kwork(),
		operations: operationsOf(kwork),
		credentials: () => ({ kworkApi: credentialOf(benches.kwork.simulator) }),
		bench: benches.kwork,
	},
	Upwork: {
		make: () => new Upwork(),
		operations: operationsOf(upwork),
		credentials: () => {
			const upworkOAuth2Api = benches.upwork.credential();
			benches.upwork.settle(upworkOAuth2Api);
			return { upworkOAuth2Api };
		},
		bench: benches.upwork,
	},
};

/** Chosen before anything runs, without expressions. */
const CHOICES = new Set(['resource', 'operation', 'authentication']);

/** What n8n shows of an operation, in its default state. */
function shownOf(node: INodeType, chosen: INodeParameters): INodeProperties[] {
	const { properties } = node.description;
	const values = NodeHelpers.getNodeParameters(
		properties,
		chosen,
		true,
		false,
		{ typeVersion: 1 } as INode,
		node.description,
	);
	return properties.filter(
		(property) =>
			!CHOICES.has(property.name) &&
			NodeHelpers.displayParameter(
				values ?? {},
				property,
				{ typeVersion: 1 } as INode,
				node.description,
			),
	);
}

/** A value that gets past the reader of the parameter, so that the ones behind it are read, too. */
function sampleOf(property: INodeProperties): unknown {
	if (property.name === 'dryRun') return true;
	if (property.type === 'resourceLocator') return '1';
	if (property.type === 'dateTime') return RECENTLY;
	if (property.default !== '' && property.default !== undefined) return property.default;
	if (property.type === 'options') {
		return (property.options?.[0] as INodePropertyOptions | undefined)?.value ?? '1';
	}
	return property.type === 'json' ? '{}' : '1';
}

/**
 * The parameter as an expression, which has to be resolved for each item anew; but what decides
 * which other parameters there are stays as it is.
 */
function expressionOf(property: INodeProperties): unknown {
	const { name, type } = property;
	const value = `={{ $json[${JSON.stringify(name)}] }}`;
	if (type === 'resourceLocator') return { __rl: true, mode: 'id', value };
	if (type === 'collection' || type === 'fixedCollection') return {};
	const decides = (type === 'options' || type === 'boolean') && name !== 'output';
	return decides ? sampleOf(property) : value;
}

/** Which parameters the node asks n8n for, by item. */
async function readsOf(service: Service, resource: string, operation: string) {
	const node = service.make();
	const asked: Array<Set<string>> = [new Set(), new Set(), new Set()];
	const { execute } = node;
	if (!execute) throw new Error('not an action node');
	node.execute = async function (this: IExecuteFunctions) {
		const ask = this.getNodeParameter.bind(this) as (...values: unknown[]) => unknown;
		const counted = (name: string, item: number, ...rest: unknown[]) => {
			asked[item]?.add(name);
			return ask(name, item, ...rest);
		};
		this.getNodeParameter = counted as IExecuteFunctions['getNodeParameter'];
		return await execute.call(this);
	};
	const shown = shownOf(node, { resource, operation });
	const item = Object.fromEntries(shown.map((one) => [one.name, sampleOf(one)])) as IDataObject;
	const parameters = Object.fromEntries(
		shown.map((one) => [one.name, expressionOf(one)]),
	) as IDataObject;
	await runNode({
		node,
		parameters: { authentication: 'clientCredentials', resource, operation, ...parameters },
		credentials: await service.credentials(),
		items: [item, item, item],
		onError: 'continueRegularOutput',
	});
	return { shown, asked, isFixed: !JSON.stringify(parameters).includes('"=') };
}

describe.each(Object.entries(SERVICES))('%s', (_, service) => {
	beforeAll(async () => await service.bench?.start());
	afterAll(async () => await service.bench?.stop());

	test.each(service.operations)(
		'%s.%s reads every parameter for each item anew',
		async (resource, operation, once) => {
			const { shown, asked, isFixed } = await readsOf(service, resource, operation);
			const [first = new Set<string>(), ...others] = asked;
			const perItem = shown.filter(
				({ name, description = '' }) => first.has(name) && !/first item/.test(description),
			);
			const wanted = perItem.map(({ name }) => name).sort();
			if (once) {
				const { options = [] } =
					service
						.make()
						.description.properties.find(
							({ name, displayOptions }) =>
								name === 'operation' && displayOptions?.show?.resource?.[0] === resource,
						) ?? ({} as INodeProperties);
				const { description } = options.find(
					(one) => 'value' in one && one.value === operation,
				) as INodePropertyOptions;
				expect(description).toMatch(/ The first item's settings apply to all\.$/);
				return;
			}
			// Without an expression the values of the first item are those of all.
			if (isFixed) return;
			for (const names of others) {
				expect([...names].filter((name) => wanted.includes(name)).sort()).toEqual(wanted);
			}
		},
	);
});
