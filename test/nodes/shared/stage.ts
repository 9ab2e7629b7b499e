import 'reflect-metadata';
import type { IDataObject } from 'n8n-workflow';
import { accounts, systemClock } from '../../../lib';
import { pass as passOn, quiet } from '../../support/loopback';
import { ManualClock } from '../../support/manualClock';
import { Engine } from '../kworkTrigger/engine';
import { NOON } from '../Upwork/support';
import type { Listening } from './triggers';

const MINUTE = 60_000;

/** One trigger in n8n and its service, on one clock for everything. */
export class Stage {
	clock!: ManualClock;

	engine!: Engine;

	/** What the credential says otherwise. */
	override: IDataObject = {};

	private close?: () => Promise<void>;

	constructor(private readonly one: Listening) {}

	async set(parameters: IDataObject = {}): Promise<void> {
		const { one } = this;
		const clock = new ManualClock(NOON, quiet);
		// The node, the account it shares with others, and the service.
		jest.spyOn(Date, 'now').mockImplementation(() => clock.now());
		jest.spyOn(systemClock, 'elapsed').mockImplementation(() => clock.now());
		jest
			.spyOn(systemClock, 'sleep')
			.mockImplementation(async (ms, signal) => await clock.sleep(ms, signal));
		this.clock = clock;
		this.override = {};
		await one.bench.start();
		this.choose(parameters);
	}

	/** Another workflow with the same trigger, with other options. */
	choose(options: IDataObject, more: IDataObject = {}): void {
		const { one, clock } = this;
		const { parameters } = one.trigger;
		this.engine = new Engine({
			simulatorUrl: one.bench.simulator.url,
			clock,
			trigger: { ...one.trigger, credential: {} },
			parameters: { ...more, options: { ...(parameters.options as IDataObject), ...options } },
			credentialNow: () => ({ ...one.credential(), ...this.override }) as IDataObject,
		});
		this.engine.outcome = () => 'success';
	}

	async strike(): Promise<void> {
		this.one.bench.simulator.control.clearFaults();
		await this.stop();
		await accounts.close();
		await this.one.bench.stop();
		jest.restoreAllMocks();
	}

	async publish(): Promise<void> {
		let isActive = false;
		const activating = this.engine.activate().finally(() => (isActive = true));
		activating.catch(() => {});
		await passOn(this.clock, () => isActive);
		this.close = (await activating).closeFunction;
		await quiet();
	}

	async stop(): Promise<void> {
		let isOver = false;
		void (this.close?.() ?? Promise.resolve()).finally(() => (isOver = true));
		await passOn(this.clock, () => isOver);
		this.close = undefined;
	}

	/** n8n is gone, and what it had not stored with it. */
	async die(): Promise<void> {
		const { disk } = this.engine;
		await this.stop();
		this.engine.disk = disk;
	}

	async live(minutes: number): Promise<void> {
		for (let i = 0; i < minutes; i += 1) {
			this.engine.fire();
			await quiet();
			await this.clock.advance(MINUTE);
			if (this.one.service === 'upwork') this.one.bench.simulator.control.advance(MINUTE);
		}
	}

	/** The names of what was told, in the order of it. */
	get told(): unknown[] {
		return this.engine.emitted.flatMap(({ items }) =>
			items.map(({ json }) => json.text ?? json.title),
		);
	}

	get memory(): IDataObject {
		return this.engine.disk['node:Trigger'] as IDataObject;
	}

	set memory(memory: IDataObject) {
		this.engine.disk = { 'node:Trigger': memory };
	}
}
