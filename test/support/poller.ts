import 'reflect-metadata';
import { TriggerContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeType,
	IRun,
	ITriggerFunctions,
	ITriggerResponse,
} from 'n8n-workflow';
import type { PollOverrides } from '../../nodes/shared/events/pollHost';
import { additionalDataOf, copyOf, triggerWorkflow, withPollTimes } from './n8n';

export interface Polled {
	node: new () => INodeType;
	/** What the node polls, where a test gives it another clock or budget. */
	polls?: (context: ITriggerFunctions, overrides: PollOverrides) => Promise<ITriggerResponse>;
	/** Type of the credential, and how it is decrypted at each poll. */
	credential: { type: string; decrypt(): ICredentialDataDecryptedObject };
	timeZone?: string;
}

type Done = Parameters<ITriggerFunctions['emit']>[2];

/** One life of a published workflow: from its activation to its stop, or to the death of n8n. */
export interface Life {
	/** The schedule fires; settles when that poll is over. */
	tick(): Promise<void>;
	stop(): Promise<void>;
	/** The process is gone: nothing of it reaches n8n any more. */
	die(): void;
}

/**
 * A published workflow that begins with a poll trigger. Its static data lives on from poll to poll
 * as in n8n's database, and n8n is restarted between any two polls: what it had not saved is lost.
 */
export class Poller {
	disk: IDataObject = {};

	/** Executions that n8n has stored, oldest first. */
	readonly executions: IDataObject[][] = [];

	/** What the error workflow was told. */
	readonly failedExecutions: Error[] = [];

	/** Emits that n8n took as known. */
	refused = 0;

	/** How an execution ends; undefined: not yet. */
	outcome: () => 'success' | 'error' | undefined = () => 'success';

	/** n8n saves its memory and dies, or is stopped, before it has stored the execution. */
	dropsNextExecution = false;

	private readonly keys = new Set<string>();

	private readonly overrides: PollOverrides = {};

	constructor(
		private readonly polled: Polled,
		private readonly parameters: IDataObject,
		overrides: PollOverrides = {},
	) {
		this.overrides = overrides;
	}

	/** @param budgetMs how long the poll may take; default: the nodes' own. */
	async poll(mode: 'trigger' | 'manual' = 'trigger', budgetMs?: number): Promise<IDataObject[]> {
		if (mode === 'manual') return await this.sample();
		const before = this.executions.length;
		const life = await this.publish({ ...this.overrides, ...(budgetMs && { budgetMs }) });
		await life.stop();
		return this.executions.slice(before).flat();
	}

	/** n8n publishes the workflow, or begins with it published. */
	async publish(overrides: PollOverrides = this.overrides): Promise<Life> {
		const { context, save, ticks, die } = this.contextFor('trigger');
		const { node: Node, polls } = this.polled;
		const published = polls ? polls(context, overrides) : new Node().trigger?.call(context);
		const { closeFunction } = (await published) ?? {};
		save();
		return {
			async tick() {
				await Promise.all(ticks.map(async (tick) => await tick()));
			},
			async stop() {
				await closeFunction?.();
				die();
			},
			die,
		};
	}

	private async sample(): Promise<IDataObject[]> {
		const found: IDataObject[] = [];
		const { context } = this.contextFor('manual', found);
		const response = await new this.polled.node().trigger?.call(context);
		await response?.manualTriggerFunction?.();
		return found;
	}

	private contextFor(mode: 'trigger' | 'manual', found: IDataObject[] = []) {
		const { node: Node, credential, timeZone } = this.polled;
		const { workflow, node } = triggerWorkflow({
			node: withPollTimes(new Node()),
			credentialType: credential.type,
			parameters: this.parameters,
			staticData: this.disk,
			timeZone,
		});
		let isAlive = true;
		const save = () => {
			if (isAlive) this.disk = copyOf(workflow.staticData);
		};
		const ticks: Array<() => void | Promise<void>> = [];
		const context = new TriggerContext(
			workflow,
			node,
			additionalDataOf(credential.decrypt),
			mode,
			mode === 'manual' ? 'manual' : 'activate',
			(data, _response, done, key) => {
				const items = (data[0] ?? []).map(({ json }) => json);
				if (mode === 'manual') return void found.push(...items);
				if (!isAlive) return;
				save();
				this.take(items, done, key);
			},
			() => {},
			(error) => void this.failedExecutions.push(error),
			{ registerCron: (_cron, onTick) => void ticks.push(onTick as never) },
		);
		return { context, save, ticks, die: () => void (isAlive = false) };
	}

	private take(items: IDataObject[], done: Done, key = ''): void {
		if (this.keys.has(key)) {
			this.refused += 1;
			return done?.resolve(undefined as never);
		}
		if (this.dropsNextExecution) {
			this.dropsNextExecution = false;
			return;
		}
		if (items.length > 0) this.keys.add(key);
		if (items.length > 0) this.executions.push(items);
		const status = this.outcome();
		if (status) done?.resolve({ status, data: { resultData: {} } } as IRun);
	}
}
