import 'reflect-metadata';
import { PollContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IPollFunctions,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';

interface PollingNode extends INodeType {
	poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null>;
}

export interface Polled {
	node: new () => PollingNode;
	/** Type of the credential, and how it is decrypted at each poll. */
	credential: { type: string; decrypt(): ICredentialDataDecryptedObject };
}

const copy = (data: IDataObject): IDataObject => JSON.parse(JSON.stringify(data)) as IDataObject;

/**
 * A published workflow that begins with a poll trigger. Its static data lives on from poll to poll
 * as in n8n's database, and n8n is restarted between any two polls: what it had not saved is lost.
 */
export class Poller {
	disk: IDataObject = {};

	constructor(
		private readonly polled: Polled,
		private readonly parameters: IDataObject,
	) {}

	/** @param budgetMs how long n8n lets the poll take; default: n8n's own. */
	async poll(mode: 'trigger' | 'manual' = 'trigger', budgetMs?: number): Promise<IDataObject[]> {
		const { node: Node, credential } = this.polled;
		const instance = new Node();
		const node: INode = {
			id: 'node1',
			name: 'Poll',
			type: `n8n-nodes-freelance-hub.${instance.description.name}`,
			typeVersion: 1,
			position: [0, 0],
			parameters: this.parameters as INode['parameters'],
			credentials: { [credential.type]: { id: 'c1', name: 'Demo' } },
		};
		const nodeTypes: INodeTypes = {
			getByName: () => instance,
			getByNameAndVersion: () => NodeHelpers.getVersionedNodeType(instance),
			getKnownTypes: () => ({}),
		};
		const workflow = new Workflow({
			id: 'workflow1',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes,
			staticData: copy(this.disk),
			settings: {},
		});
		const additionalData = {
			credentialsHelper: {
				getParentTypes: () => (/OAuth2/.test(credential.type) ? ['oAuth2Api'] : []),
				getDecrypted: async () => ({ ...credential.decrypt() }),
				getCredentials: async () => ({}),
				isCredentialUsableByNode: () => true,
				getCredentialsProperties: () => [],
			},
			variables: {},
		} as never as IWorkflowExecuteAdditionalData;
		const context = new PollContext(workflow, node, additionalData, mode, 'activate');
		if (budgetMs !== undefined) Object.assign(context, { getPollBudgetMs: () => budgetMs });
		const items = await instance.poll.call(context);
		// n8n saves with what a poll emits, and once at the activation.
		const isFirst = Object.keys(this.disk).length === 0;
		if (items !== null || isFirst) this.disk = copy(workflow.staticData);
		return (items?.[0] ?? []).map(({ json }) => json);
	}
}
