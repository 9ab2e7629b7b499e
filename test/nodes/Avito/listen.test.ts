import 'reflect-metadata';
import { TriggerContext } from 'n8n-core';
import type { IDataObject, IRun, IWorkflowSettings } from 'n8n-workflow';
import { accounts } from '../../../lib';
import { AvitoTrigger } from '../../../nodes/Avito/AvitoTrigger.node';
import { listen } from '../../../nodes/Avito/trigger/listen';
import { pass, quiet } from '../../support/loopback';
import { ManualClock } from '../../support/manualClock';
import { additionalDataOf, copyOf, triggerWorkflow } from '../../support/n8n';
import { AvitoBench } from './support';

const bench = new AvitoBench();
const control = () => bench.simulator.control.avito;
let clock: ManualClock;

/** n8n as the trigger sees it: one execution per key, and now and then none can be started. */
class Engine {
	disk: IDataObject = {};

	readonly started: IDataObject[] = [];

	/** Executions that n8n still has: it knows a key by them. */
	readonly keys = new Set<string>();

	settings: IWorkflowSettings = {};

	/** How many of the next executions cannot be started. */
	startFailures = 0;

	/** Executions end by themselves. */
	ends = true;

	async publish(): Promise<() => Promise<void>> {
		const { workflow, node } = triggerWorkflow({
			node: new AvitoTrigger(),
			credentialType: 'avitoApi',
			parameters: { events: ['newMessage'] },
			staticData: this.disk,
		});
		Object.assign(workflow.settings, this.settings);
		const context = new TriggerContext(
			workflow,
			node,
			additionalDataOf(() => bench.credential()),
			'trigger',
			'activate',
			(data, _response, done, key = '') => {
				if (this.startFailures > 0) {
					this.startFailures -= 1;
					done?.reject(new Error('The database is busy'));
					return;
				}
				this.disk = copyOf(workflow.staticData);
				if (!this.keys.has(key)) this.started.push(data[0]?.[0]?.json ?? {});
				this.keys.add(key);
				if (this.ends) done?.resolve({ status: 'success', data: { resultData: {} } } as IRun);
			},
			() => {},
			() => {},
		);
		const { closeFunction } = await listen.call(context, clock);
		this.disk = copyOf(workflow.staticData);
		return async () => {
			let closed = false;
			const closing = closeFunction?.().finally(() => (closed = true));
			await pass(clock, () => closed);
			await closing;
		};
	}

	get texts(): unknown[] {
		return this.started.map(({ text }) => text);
	}
}

let close: Array<() => Promise<void>>;
beforeEach(async () => {
	await bench.start();
	clock = new ManualClock(Date.now(), quiet);
	close = [];
});
afterEach(async () => {
	for (const one of close) await one();
	await accounts.close();
	await bench.stop();
});

async function write(text: string): Promise<void> {
	bench.simulator.control.advance(60_000);
	await control().candidateWrites({ text });
}

test('a message is started for as long as n8n cannot start an execution', async () => {
	const engine = new Engine();
	close.push(await engine.publish());
	engine.startFailures = 10;
	await write('Важное');
	await pass(clock, () => engine.started.length === 1, 5000);
	expect(engine.texts).toEqual(['Важное']);
	await write('Второе');
	await pass(clock, () => engine.started.length === 2, 5000);
	expect(engine.texts).toEqual(['Важное', 'Второе']);
});

test('a message whose execution was under way when n8n died is started once', async () => {
	const engine = new Engine();
	const stop = await engine.publish();
	engine.ends = false;
	await write('Раз');
	await pass(clock, () => engine.started.length === 1, 5000);
	const { disk } = engine;
	await stop();
	engine.disk = disk;
	engine.ends = true;
	close.push(await engine.publish());
	await write('Два');
	await pass(clock, () => engine.started.length === 2, 5000);
	expect(engine.texts).toEqual(['Раз', 'Два']);
});

test('nothing is doubled where n8n keeps no successful executions', async () => {
	const engine = new Engine();
	engine.settings = { saveDataSuccessExecution: 'none' };
	const stop = await engine.publish();
	engine.ends = false;
	await write('Раз');
	await pass(clock, () => engine.started.length === 1, 5000);
	const { disk } = engine;
	await stop();
	engine.disk = disk;
	engine.keys.clear();
	engine.ends = true;
	close.push(await engine.publish());
	await write('Два');
	await pass(clock, () => engine.started.length === 2, 5000);
	expect(engine.texts).toEqual(['Раз', 'Два']);
});
