import { Script } from 'node:vm';
import { readWorkflows, type Workflow } from '../playground/harness';

interface Weighing {
	operation?: string;
	rules?: { currency?: string; minBudget?: unknown; minHourlyRate?: unknown };
	options?: { currency?: string };
	rateFloor?: unknown;
	rateIdeal?: unknown;
}

const templates = readWorkflows().map((workflow) => [workflow.id, workflow] as const);

/** The texts of all parameters, each with the name of its node. */
function texts({ nodes }: Workflow): Array<{ node: string; text: string }> {
	const within = (value: unknown): string[] => {
		if (typeof value === 'string') return [value];
		if (typeof value !== 'object' || value === null) return [];
		return Object.values(value).flatMap(within);
	};
	return nodes.flatMap(({ name, parameters }) =>
		within(parameters).map((text) => ({ node: name, text })),
	);
}

describe.each(templates)('template %s', (_id, workflow) => {
	const names = workflow.nodes.map(({ name }) => name);

	test('its expressions can be read, and name nodes that are there', () => {
		const wrong = texts(workflow)
			.filter(({ text }) => text.startsWith('='))
			.flatMap(({ node, text }) =>
				[...text.matchAll(/\{\{(.*?)\}\}/gs)].flatMap(([, code = '']) => {
					const named = [...code.matchAll(/\$\('([^']+)'\)/g)].map(([, name = '']) => name);
					return [
						...(parses(code) ? [] : [`${node}: ${code}`]),
						...named.filter((name) => !names.includes(name)).map((name) => `${node}: no ${name}`),
					];
				}),
			);
		expect(wrong).toEqual([]);
	});

	/**
	 * An answer without a body (204) gives an item without data; n8n then breaks while it looks for
	 * errors in it, and passes the node's input on through the first output, as if all had gone well.
	 */
	test('a web call with an error output keeps its items when an answer has no body', () => {
		const unsafe = workflow.nodes.filter(({ type, onError, parameters }) => {
			const { options } = parameters as {
				options?: { response?: { response?: { fullResponse?: boolean } } };
			};
			return (
				type === 'n8n-nodes-base.httpRequest' &&
				onError === 'continueErrorOutput' &&
				options?.response?.response?.fullResponse !== true
			);
		});
		expect(unsafe.map(({ name }) => name)).toEqual([]);
	});

	/** Upwork mixes postings with a budget and with an hourly rate; neither is measured by the other. */
	test('postings are weighed by budget and by rate, in a currency that is named', () => {
		const own = workflow.nodes
			.filter(({ type }) => type === 'n8n-nodes-freelance-hub.freelanceDesk')
			.map(({ name, parameters }) => ({ name, ...(parameters as Weighing) }));
		const wrong = own.flatMap(({ name, operation, rules, options, ...given }) => {
			const upwork = workflow.id.startsWith('upwork');
			if (operation === 'hardFilter') {
				const half = upwork && !(rules?.minBudget && rules.minHourlyRate);
				return half || !rules?.currency ? [name] : [];
			}
			if (operation !== 'score') return [];
			const half = upwork && !(given.rateFloor && given.rateIdeal);
			return half || !options?.currency ? [name] : [];
		});
		expect(wrong).toEqual([]);
	});

	/**
	 * The nodes of this package put what happened into `error` and what to do into `details`. What
	 * another workflow failed with has both in one text, and so has the run's own last word.
	 */
	test('a text about a failed step says what to do, too', () => {
		const ownOrOther = workflow.nodes
			.filter(({ type }) => /\.(stopAndError|respondToWebhook)$/.test(type))
			.map(({ name }) => name);
		const silent = texts(workflow).filter(
			({ node, text }) =>
				text.includes('error?.message') && !text.includes('details') && !ownOrOther.includes(node),
		);
		expect(silent).toEqual([]);
	});

	/** What was handled, and which steps it reached, is what the nodes remember. */
	test('keeps no books in a table, where it does without', () => {
		const isBookless = ['kwork-project-radar', 'kwork-weekly-funnel'].includes(workflow.id);
		const tables = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-base.dataTable');
		expect(isBookless ? tables.map(({ name }) => name) : []).toEqual([]);
	});

	test('two nodes have two names, and connections lead to nodes that are there', () => {
		expect(new Set(names).size).toBe(names.length);
		const targets = [...JSON.stringify(workflow.connections).matchAll(/"node":("[^"]*")/g)].map(
			([, name = '""']) => JSON.parse(name) as string,
		);
		expect([...Object.keys(workflow.connections), ...targets]).toEqual(
			[...Object.keys(workflow.connections), ...targets].filter((name) => names.includes(name)),
		);
	});
});

function parses(code: string): boolean {
	try {
		new Script(`(${code})`);
		return true;
	} catch {
		return false;
	}
}
