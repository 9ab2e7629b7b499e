import { connectedUpwork, demoCredentials } from '../../playground/credentials';
import { N8n, type Credential, type WorkflowNode } from '../../playground/harness';
import { startSimulator, type Simulator } from '../../simulator';

/** A node of the package as a tool of the agent. */
export interface ToolNode {
	/** Of the node; n8n makes the tool's name of it. */
	name: string;
	service: 'kwork' | 'avito' | 'upwork' | 'freelanceDesk';
	/** Other than the demo's. */
	credential?: string;
	parameters: Record<string, unknown>;
}

interface Asked {
	tools: Array<{ name: string; description?: string; parameters?: { properties?: object } }>;
	results: Array<{ name: string; arguments: string; content: string }>;
}

/** Version 3 lets n8n run a tool as a node, version 2 runs it itself. */
const VERSIONS = [3.1, 2.2] as const;

type AgentVersion = (typeof VERSIONS)[number];

const CREDENTIALS = {
	kwork: { type: 'kworkApi', id: 'demo-kwork' },
	avito: { type: 'avitoApi', id: 'demo-avito' },
	upwork: { type: 'upworkOAuth2Api', id: 'demo-upwork' },
	freelanceDesk: undefined,
};

/** A parameter that the model fills in. */
export const fromAi = (name: string, what: string, type = 'string') =>
	`={{ $fromAI('${name}', '${what}', '${type}') }}`;

/** A locator whose id the model fills in. */
export const idFromAi = (name: string, what: string) => ({
	__rl: true,
	mode: 'id',
	value: fromAi(name, what),
});

/** A real n8n with one AI Agent behind a webhook, and the simulator as its model and marketplaces. */
export class AgentStage {
	private constructor(
		readonly simulator: Simulator,
		readonly n8n: N8n,
	) {}

	/** @param changed further credentials: copies of the demo's, by id, with other Write Access */
	static async create(
		tools: readonly ToolNode[],
		changed: Record<string, { like: string; writeAccess: string }> = {},
	): Promise<AgentStage> {
		const simulator = await startSimulator();
		const stage = new AgentStage(simulator, await N8n.create());
		const demo = [...demoCredentials(simulator.url), await connectedUpwork(simulator.url)];
		const more = Object.entries(changed).flatMap(([id, { like, writeAccess }]) =>
			demo
				.filter((credential) => credential.id === like)
				.map((credential): Credential => {
					const data = { ...credential.data, writeAccess };
					return { ...credential, id, name: id, data };
				}),
		);
		await stage.n8n.importCredentials([...demo, ...more]);
		await stage.n8n.importWorkflows([workflowOf(tools)]);
		await stage.n8n.start();
		await stage.n8n.publish('agent');
		return stage;
	}

	async remove(): Promise<void> {
		await this.n8n.remove();
		await this.simulator.close();
	}

	/**
	 * Lets a person say `text` and the model make these calls, one after another, and then end.
	 * Returns what the agent said to the person, and what each call gave the model.
	 */
	async converse(
		text: string,
		calls: ReadonlyArray<readonly [tool: string, input: Record<string, unknown>]>,
		version: AgentVersion = 3.1,
	): Promise<{ output: string; results: string[] }> {
		const ending = `Done: ${text}`;
		await this.simulator.control.openai.script({
			replies: [
				...calls.map(([name, input]) => ({
					whenUser: text,
					toolCalls: [{ name, arguments: input }],
				})),
				{ whenUser: text, content: ending },
			],
		});
		const response = await fetch(`${this.n8n.url}/webhook/agent-${version}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ text }),
		});
		const body = await response.text();
		if (!response.ok) throw new Error(`The agent failed: ${response.status} ${body}`);
		const { output } = JSON.parse(body) as { output: string };
		return { output, results: (this.asked().at(-1)?.results ?? []).map(({ content }) => content) };
	}

	/** What the model was asked. */
	asked(): Asked[] {
		return (this.simulator.control.state('openai') as { asked: Asked[] }).asked;
	}
}

function workflowOf(tools: readonly ToolNode[]) {
	const node = (
		name: string,
		type: string,
		typeVersion: number,
		more: Partial<WorkflowNode> = {},
	): WorkflowNode => ({
		id: name,
		name,
		type,
		typeVersion,
		position: [0, 0],
		parameters: {},
		...more,
	});
	const nodes = [
		...VERSIONS.flatMap((version) => [
			node(`Webhook ${version}`, 'n8n-nodes-base.webhook', 2, {
				webhookId: `agent-${version}`,
				parameters: { httpMethod: 'POST', path: `agent-${version}`, responseMode: 'lastNode' },
			}),
			node(`Agent ${version}`, '@n8n/n8n-nodes-langchain.agent', version, {
				parameters: { promptType: 'define', text: '={{ $json.body.text }}' },
			}),
		]),
		node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.2, {
			parameters: { model: { __rl: true, mode: 'list', value: 'gpt-4o-mini' } },
			credentials: { openAiApi: { id: 'demo-openai', name: 'OpenAI' } },
		}),
		...tools.map(({ name, service, credential, parameters }) => {
			const own = CREDENTIALS[service];
			const credentials =
				own === undefined ? {} : { [own.type]: { id: credential ?? own.id, name: service } };
			return node(name, `n8n-nodes-freelance-hub.${service}Tool`, 1, { parameters, credentials });
		}),
	];
	const link = (targets: readonly string[], type: string) => ({
		[type]: [targets.map((target) => ({ node: target, type, index: 0 }))],
	});
	const agents = VERSIONS.map((version) => `Agent ${version}`);
	return {
		id: 'agent',
		name: 'Agent',
		nodes,
		connections: {
			...Object.fromEntries(
				VERSIONS.map((version) => [`Webhook ${version}`, link([`Agent ${version}`], 'main')]),
			),
			Model: link(agents, 'ai_languageModel'),
			...Object.fromEntries(tools.map(({ name }) => [name, link(agents, 'ai_tool')])),
		},
		settings: { executionOrder: 'v1' },
	};
}
