import 'reflect-metadata';
import { TriggerContext } from 'n8n-core';
import type {
	IDataObject,
	INodeExecutionData,
	INodeType,
	IRun,
	ITriggerFunctions,
	ITriggerResponse,
} from 'n8n-workflow';
import { listen } from '../../../nodes/Kwork/trigger/listen';
import { KworkTrigger } from '../../../nodes/Kwork/KworkTrigger.node';
import type { Clock } from '../../../lib/time';
import { additionalDataOf, copyOf, triggerWorkflow, withPollTimes } from '../../support/n8n';

const CREDENTIAL = {
	environment: 'simulator',
	requestsPerMinute: 60_000,
	workers: 1,
	writeAccess: 'allow',
	proxyUrl: '',
};

/** A trigger node, and what a test says of it once. */
export interface TriggerUnderTest {
	node: INodeType;
	listen: (this: ITriggerFunctions, clock: Clock) => Promise<ITriggerResponse>;
	credentialType: string;
	credential: IDataObject;
	parameters: IDataObject;
}

const kworkTrigger: TriggerUnderTest = {
	node: new KworkTrigger(),
	listen,
	credentialType: 'kworkApi',
	credential: { token: 'good', login: '' },
	parameters: { events: ['newMessage'] },
};

export interface Emitted {
	/** The first of them. */
	item: INodeExecutionData;
	items: INodeExecutionData[];
	key?: string;
	done?: Parameters<ITriggerFunctions['emit']>[2];
	/** What n8n would have on disk after this emit. */
	staticData: IDataObject;
}

export interface EngineOptions {
	simulatorUrl: string;
	clock: Clock;
	/** Default: the one of Kwork. */
	trigger?: TriggerUnderTest;
	parameters?: IDataObject;
	/** What the credential says besides the address. */
	credential?: IDataObject;
	/** The whole credential, at every call. */
	credentialNow?: () => IDataObject;
	/** Default true. False: only `starts` is counted, for measurements of time and memory. */
	remember?: boolean;
}

/**
 * n8n as a trigger sees it: real contexts of n8n-core, one execution per de-duplication key, static
 * data that reaches the disk with an emit and after activation only.
 */
export class Engine {
	readonly emitted: Emitted[] = [];

	/** Executions that were started. */
	starts = 0;

	/** Emits that n8n took as known. */
	refused = 0;

	/** Executions without an item. */
	empty = 0;

	readonly failedExecutions: Error[] = [];

	readonly emittedErrors: Error[] = [];

	/** Ends executions by themselves; otherwise the test does. */
	outcome?: (emitted: Emitted) => 'success' | 'error';

	/** How many of the next executions n8n cannot start. */
	startFailures = 0;

	/** How many of the next executions n8n stores and then cannot start. */
	storedAndNotStarted = 0;

	/** n8n deletes successful executions at once, and with them what it knows of their keys. */
	forgetsExecutions = false;

	disk: IDataObject = {};

	private readonly keys = new Set<string>();

	private ticks: Array<(at: Date) => void> = [];

	private waiting: Array<() => void> = [];

	constructor(private readonly options: EngineOptions) {}

	/** Publishes the workflow, or tests it by hand. */
	async activate(mode: 'trigger' | 'manual' = 'trigger'): Promise<ITriggerResponse> {
		const { simulatorUrl, trigger = kworkTrigger, credential } = this.options;
		// Read at every call, because a user may change it meanwhile.
		const decrypt =
			this.options.credentialNow ??
			(() => ({ simulatorUrl, ...CREDENTIAL, ...trigger.credential, ...credential }));
		this.ticks = [];
		const { workflow, node } = triggerWorkflow({
			node: withPollTimes(trigger.node),
			credentialType: trigger.credentialType,
			parameters: { ...trigger.parameters, ...this.options.parameters },
			staticData: this.disk,
		});
		const context = new TriggerContext(
			workflow,
			node,
			additionalDataOf(decrypt),
			mode,
			mode === 'manual' ? 'manual' : 'activate',
			(data, _response, done, key) => {
				const [items = []] = data;
				const [item] = items;
				// The copy is made of every emit that is kept, and only then: benchmarks keep none.
				if (item && this.options.remember === false) return this.count(done);
				const staticData = copyOf(workflow.staticData);
				if (item) this.take({ item, items, key, done, staticData });
				else this.takeNothing(staticData, key, done);
			},
			(error) => void this.emittedErrors.push(error),
			(error) => {
				this.failedExecutions.push(error);
				this.wake();
			},
			{ registerCron: (_cron, onTick) => void this.ticks.push(onTick) },
		);
		const response = await trigger.listen.call(context, this.options.clock);
		if (mode === 'trigger') this.disk = copyOf(workflow.staticData);
		return response;
	}

	/** n8n deletes its executions, as it does with old ones. */
	prune(): void {
		this.keys.clear();
	}

	/** The schedule of a polling node. */
	fire(): void {
		for (const tick of this.ticks) tick(new Date());
	}

	async until(done: () => boolean): Promise<void> {
		while (!done()) await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	get texts(): unknown[] {
		return this.emitted.map(({ item }) => item.json.text);
	}

	private take(emitted: Emitted): void {
		if (this.startFailures > 0) {
			this.startFailures -= 1;
			emitted.done?.reject(new Error('The database is busy'));
			this.wake();
			return;
		}
		this.disk = emitted.staticData;
		if (emitted.key !== undefined && this.keys.has(emitted.key)) {
			this.refused += 1;
			emitted.done?.resolve(undefined as never);
			return this.wake();
		}
		if (emitted.key !== undefined && !this.forgetsExecutions) this.keys.add(emitted.key);
		if (this.storedAndNotStarted > 0) {
			this.storedAndNotStarted -= 1;
			emitted.done?.reject(new Error('The queue cannot be reached'));
			return this.wake();
		}
		this.emitted.push(emitted);
		this.starts += 1;
		if (this.outcome) end(emitted.done, this.outcome(emitted));
		this.wake();
	}

	/** An execution without items ends at once and does nothing, where n8n does not know its key. */
	private takeNothing(staticData: IDataObject, key?: string, done?: Emitted['done']): void {
		this.disk = staticData;
		if (key === undefined || !this.keys.has(key)) {
			this.empty += 1;
			return end(done, 'success');
		}
		this.refused += 1;
		done?.resolve(undefined as never);
	}

	private count(done: Emitted['done']): void {
		this.starts += 1;
		end(done, 'success');
		this.wake();
	}

	private wake(): void {
		for (const resolve of this.waiting.splice(0)) resolve();
	}
}

/** Ends an execution. */
export function end(done: Emitted['done'], status: 'success' | 'error'): void {
	done?.resolve({ status, data: { resultData: {} } } as IRun);
}
