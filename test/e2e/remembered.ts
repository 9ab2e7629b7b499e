import path from 'node:path';
import { chain, START, type Step } from '../../playground/chain';
import { run } from '../../playground/harness';
import type { TemplateStage } from './templateStage';

const DESK = { type: 'n8n-nodes-freelance-hub.freelanceDesk', typeVersion: 1 };
const SET = { type: 'n8n-nodes-base.set', typeVersion: 3.4 };
const SPLIT = { type: 'n8n-nodes-base.splitOut', typeVersion: 1 };

type Row = Record<string, unknown>;

/** What the nodes of a stage's n8n remember, asked as a user would: with the Freelance Desk. */
export function rememberedBy(stage: TemplateStage) {
	/** Runs nodes by hand, and returns what the one called Ask tells. */
	const ask = async (steps: readonly Step[]): Promise<Row[]> => {
		const workflow = chain('asks-the-desk', 'Asks the desk', [START, ...steps]);
		await stage.n8n.importWorkflows([workflow]);
		const { ok, error, nodes } = await stage.run(workflow);
		if (!ok) throw new Error(`The desk does not tell: ${error}`);
		return nodes.Ask?.items ?? [];
	};
	return {
		/** The steps of a funnel. */
		async steps(funnel: string): Promise<Row[]> {
			const parameters = { resource: 'funnel', operation: 'getSteps', funnel, returnAll: true };
			return await ask([{ name: 'Ask', ...DESK, parameters }]);
		},

		/** How it stands with things that are to happen once, in the order of their keys. */
		async claims(scope: string, keys: readonly string[]): Promise<Row[]> {
			const thing = { resource: 'once', scope, key: '={{ $json.keys }}' };
			const look = { ...thing, operation: 'keepNew', options: { others: 'mark' } };
			const json = JSON.stringify({ keys });
			const told = await ask([
				{ ...SET, name: 'Keys', parameters: { mode: 'raw', jsonOutput: json, options: {} } },
				{ ...SPLIT, name: 'One each', parameters: { fieldToSplitOut: 'keys', options: {} } },
				{ ...DESK, name: 'Ask', parameters: look },
				{ ...DESK, name: 'Give back', parameters: { ...thing, operation: 'release' } },
			]);
			return told.map(({ once }) => once as Row);
		},

		/** So much time goes by for what is taken or done, and for nothing else. */
		async pass(days: number): Promise<void> {
			const file = path.join(stage.n8n.folder, '.n8n', 'freelance-hub.sqlite');
			const code = `const { DatabaseSync } = require('node:sqlite');
				const memory = new DatabaseSync(${JSON.stringify(file)});
				memory.exec('PRAGMA busy_timeout = 5000');
				memory.exec('UPDATE once SET until = until - ${Math.round(days * 86_400_000)}');`;
			await run(stage.n8n.install.node, ['-e', code]);
		},
	};
}
