import type { IDataObject } from 'n8n-workflow';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { z } from 'zod';
import {
	candidateSchema,
	contactSchema,
	leadSchema,
	messageSchema,
} from '../../lib/records/schemas';
import { resources as avitoResources } from '../../nodes/Avito/actions';
import { FreelanceDesk } from '../../nodes/FreelanceDesk/FreelanceDesk.node';
import { resources as kworkResources } from '../../nodes/Kwork/actions';
import { deskMemory } from '../../nodes/shared/memory';
import type { Resource } from '../../nodes/shared/resource';
import { resources as upworkResources } from '../../nodes/Upwork/actions';
import { AvitoBench } from '../nodes/Avito/support';
import { KworkBench } from '../nodes/Kwork/support';
import { UpworkBench } from '../nodes/Upwork/support';
import { byId, runNode } from '../support/workflow';
import { avitoCalls, kworkCalls, deskCalls, upworkCalls, type SampleCall } from './calls';
import { expectFile } from './files';
import { shapeOf } from './infer';

const RECORDS = {
	lead: leadSchema,
	contact: contactSchema,
	message: messageSchema,
	candidate: candidateSchema,
};

const jsonSchemaOf = (name: keyof typeof RECORDS) => ({
	title: name,
	...z.toJSONSchema(RECORDS[name], { target: 'draft-7', io: 'output' }),
});

describe('records', () => {
	it.each(Object.keys(RECORDS) as Array<keyof typeof RECORDS>)(
		'docs/schemas says what a %s is',
		(name) => expectFile(`docs/schemas/${name}.json`, jsonSchemaOf(name)),
	);
});

type Run = (call: SampleCall) => Promise<IDataObject[]>;

/** Runs the calls in order; a later one may take its ID from an earlier one. */
async function runAll(calls: SampleCall[], run: Run): Promise<Map<SampleCall, IDataObject[]>> {
	const results = new Map<SampleCall, IDataObject[]>();
	const byName = new Map<string, IDataObject | undefined>();
	for (const call of calls) {
		const parameters = { ...call.parameters };
		if (call.id) {
			const [parameter, source, field] = call.id;
			parameters[parameter] = byId(byName.get(source)?.[field]);
		}
		const items = await run({ ...call, parameters });
		results.set({ ...call, parameters }, items);
		byName.set(`${call.resource}.${call.operation}`, items[0]);
	}
	return results;
}

function expectSamples(node: string, results: Map<SampleCall, IDataObject[]>): void {
	for (const [{ resource, operation }, items] of results) {
		expect([resource, operation, items.length > 0]).toEqual([resource, operation, true]);
		const file = `nodes/${node}/__schema__/v1.0.0/${resource}/${operation}.json`;
		expectFile(file, { ...shapeOf(items), version: 1 });
	}
}

const ajv = addFormats(new Ajv({ allErrors: true }));
/** Compiled once: it takes longer than all the checks. */
const CHECKS = {
	lead: ajv.compile(jsonSchemaOf('lead')),
	contact: ajv.compile(jsonSchemaOf('contact')),
	message: ajv.compile(jsonSchemaOf('message')),
	candidate: ajv.compile(jsonSchemaOf('candidate')),
};

/** Every operation with that output gives records as documented, without a field more. */
async function expectRecords(
	resources: ReadonlyArray<Resource<never>>,
	results: Map<SampleCall, IDataObject[]>,
	run: Run,
): Promise<void> {
	for (const call of results.keys()) {
		const known = resources.find(({ value }) => value === call.resource);
		if (known?.operations.get(call.operation)?.output?.record !== true) continue;
		for (const item of await run({
			...call,
			parameters: { ...call.parameters, output: 'record' },
		})) {
			const check = CHECKS[item.record as keyof typeof RECORDS];
			expect([call.resource, call.operation, check(item) ? [] : check.errors]).toEqual([
				call.resource,
				call.operation,
				[],
			]);
		}
	}
}

describe('the editor knows the output before the first run', () => {
	it.each([
		['Kwork', new KworkBench(), kworkCalls, kworkResources],
		['Avito', new AvitoBench(), avitoCalls, avitoResources],
		['Upwork', new UpworkBench(), upworkCalls, upworkResources],
	] as const)(
		'of %s',
		async (node, bench, calls, resources) => {
			await bench.start();
			try {
				const run: Run = async (call) => await bench.items(call);
				const results = await runAll(calls, run);
				expectSamples(node, results);
				await expectRecords(resources, results, run);
			} finally {
				await bench.stop();
			}
		},
		300_000,
	);

	it('of the Freelance Desk', async () => {
		const { memory } = await deskMemory(console);
		await memory.journal.intend({
			...{ service: 'kwork', account: 'shop', target: 'user 777001' },
			...{ operation: 'kwork.message.send', contentHash: 'c0ffee', executionId: '7' },
			cost: { amount: 1, unit: 'connects' },
		});
		const run: Run = async ({ resource, operation, parameters, items }) => {
			const { outputs, error } = await runNode({
				node: new FreelanceDesk(),
				parameters: { resource, operation, ...parameters },
				items,
			});
			if (error) throw error;
			return (outputs[0] ?? []).map(({ json }) => json);
		};
		expectSamples('FreelanceDesk', await runAll(deskCalls, run));
	});
});
