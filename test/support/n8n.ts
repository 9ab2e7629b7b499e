import type {
	IDataObject,
	INode,
	INodeProperties,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { cronNodeOptions, NodeHelpers, Workflow } from 'n8n-workflow';

/** The nodes that n8n knows, by their types. */
export function nodeTypesOf(classes: Record<string, INodeType>): INodeTypes {
	return {
		getByName: (name) => classes[name] as INodeType,
		getByNameAndVersion: (name) => NodeHelpers.getVersionedNodeType(classes[name] as INodeType),
		getKnownTypes: () => ({}),
	};
}

const POLL_TIMES: INodeProperties = {
	displayName: 'Poll Times',
	name: 'pollTimes',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	default: { item: [{ mode: 'everyMinute' }] },
	options: cronNodeOptions,
};

/** n8n gives every node that says that it polls this parameter. */
export function withPollTimes(node: INodeType): INodeType {
	const { polling, properties } = node.description;
	if (polling && !properties.includes(POLL_TIMES)) {
		node.description.properties = [POLL_TIMES, ...properties];
	}
	return node;
}

/** A published workflow of one trigger, with the static data that n8n has on its disk. */
export function triggerWorkflow(trigger: {
	node: INodeType;
	credentialType: string;
	parameters: IDataObject;
	staticData: IDataObject;
	timeZone?: string;
}): { workflow: Workflow; node: INode } {
	const type = `n8n-nodes-freelance-hub.${trigger.node.description.name}`;
	const node: INode = {
		id: 'node1',
		name: 'Trigger',
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: trigger.parameters as INode['parameters'],
		credentials: { [trigger.credentialType]: { id: 'c1', name: 'Demo' } },
	};
	const workflow = new Workflow({
		id: 'workflow1',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes: nodeTypesOf({ [type]: trigger.node }),
		staticData: copyOf(trigger.staticData),
		settings: trigger.timeZone ? { timezone: trigger.timeZone } : {},
	});
	return { workflow, node };
}

/** What every run is given beside its workflow: n8n's addresses, and its vault of credentials. */
export function additionalDataOf(
	decrypt: (credentialId: string) => IDataObject,
): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper: {
			getParentTypes: (type: string) => (type.endsWith('OAuth2Api') ? ['oAuth2Api'] : []),
			getDecrypted: async (_: unknown, { id }: { id: string }) => ({ ...decrypt(id) }),
			getCredentials: async () => ({}),
			authenticate: async (_: unknown, __: unknown, request: unknown) => request,
			preAuthentication: async () => undefined,
			runPreAuthentication: async () => undefined,
			isCredentialUsableByNode: () => true,
			updateCredentials: async () => {},
			updateCredentialsOauthTokenData: async () => {},
			getCredentialsProperties: () => [],
		},
		restApiUrl: 'http://127.0.0.1/rest',
		instanceBaseUrl: 'http://127.0.0.1/',
		webhookBaseUrl: 'http://127.0.0.1/webhook',
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		webhookTestBaseUrl: 'http://127.0.0.1/webhook-test',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		variables: {},
	} as never as IWorkflowExecuteAdditionalData;
}

/** As it comes back from n8n's database. */
export function copyOf<T>(value: T): T {
	return JSON.parse(JSON.stringify(value)) as T;
}
