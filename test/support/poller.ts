import 'reflect-metadata';
import { PollContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeExecutionData,
	INodeType,
	IPollFunctions,
} from 'n8n-workflow';
import { additionalDataOf, copyOf, triggerWorkflow } from './n8n';

interface PollingNode extends INodeType {
	poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null>;
}

export interface Polled {
	node: new () => PollingNode;
	/** Type of the credential, and how it is decrypted at each poll. */
	credential: { type: string; decrypt(): ICredentialDataDecryptedObject };
	timeZone?: string;
}

/**
 * A published workflow that begins with a poll trigger. Its static data lives on from poll to poll
 * as in n8n's database, and n8n is restarted between any two polls: what it had not saved is lost.
 */
export class Poller {
	disk: IDataObject = {};

	private isActive = false;

	constructor(
		private readonly polled: Polled,
		private readonly parameters: IDataObject,
	) {}

	/** @param budgetMs how long n8n lets the poll take; default: n8n's own. */
	async poll(mode: 'trigger' | 'manual' = 'trigger', budgetMs?: number): Promise<IDataObject[]> {
		const { node: Node, credential } = this.polled;
		const instance = new Node();
		const { workflow, node } = triggerWorkflow({
			node: instance,
			credentialType: credential.type,
			parameters: this.parameters,
			staticData: this.disk,
			timeZone: this.polled.timeZone,
		});
		const additionalData = additionalDataOf(credential.decrypt);
		const context = new PollContext(workflow, node, additionalData, mode, 'activate');
		if (budgetMs !== undefined) Object.assign(context, { getPollBudgetMs: () => budgetMs });
		const items = await instance.poll.call(context);
		// n8n saves with what a poll emits, and once at the activation.
		if (items !== null || !this.isActive) this.disk = copyOf(workflow.staticData);
		this.isActive ||= mode === 'trigger';
		return (items?.[0] ?? []).map(({ json }) => json);
	}
}
