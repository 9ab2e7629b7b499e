import { existsSync } from 'node:fs';
import { asError } from '../lib/errors';
import { type Simulator, startSimulator } from '../simulator';
import { connectedUpwork, demoCredentials, postgresCredential } from './credentials';
import {
	freePort,
	N8n,
	Progress,
	readWorkflows,
	TEMPLATES,
	withCredentials,
	type Workflow,
} from './harness';
import { Postgres } from './postgres';
import { QueueMode } from './queue';

export interface PlaygroundOptions {
	/** Wanted ports; others are used where those are taken. */
	ports?: { n8n?: number; simulator?: number };
	/** n8n in queue mode. */
	queue?: boolean;
	progress?: Progress;
}

/** A running n8n with its editor, the templates and accounts of a running simulator. */
export class Playground {
	private constructor(
		readonly n8n: N8n,
		/** In queue mode all of n8n, `n8n` being its main process. */
		readonly queue: QueueMode | undefined,
		readonly simulator: Simulator,
		readonly workflows: readonly Workflow[],
		/** Missing where PostgreSQL is not to be had. */
		readonly postgres: Postgres | undefined,
		/** What does not work, e.g. a trigger that n8n could not start. */
		readonly troubles: readonly string[],
	) {}

	/** The package has to be built. */
	static async open({
		ports = {},
		queue: queued = false,
		progress = new Progress(),
	}: PlaygroundOptions = {}) {
		const troubles: string[] = [];
		const options = { editor: true, port: await freePort(ports.n8n) };
		const queue = queued
			? await progress.phase(
					'Preparing n8n, PostgreSQL and Redis',
					async () => await QueueMode.create(options),
				)
			: undefined;
		const n8n =
			queue?.main ?? (await progress.phase('Preparing n8n', async () => await N8n.create(options)));
		const simulator = await startSimulator({ port: await freePort(ports.simulator) });
		const postgres =
			queue?.postgres ??
			(await Postgres.open().catch((error: unknown) => {
				troubles.push(`"Upwork: automation suite" has no database. ${asError(error).message}`);
				return undefined;
			}));
		const credentials = [
			...demoCredentials(simulator.url),
			await connectedUpwork(simulator.url),
			...(postgres ? [postgresCredential(postgres.connection)] : []),
		];
		const workflows = existsSync(TEMPLATES)
			? readWorkflows().map((workflow) =>
					tagged(withCredentials(atSimulator(workflow, simulator.url), credentials)),
				)
			: [];
		const playground = new Playground(n8n, queue, simulator, workflows, postgres, troubles);
		try {
			const live = workflows.filter(({ active }) => active === true);
			await progress.phase(`Importing ${workflows.length} templates`, async () => {
				await n8n.importCredentials(credentials);
				await n8n.importWorkflows(workflows);
				for (const { id } of live) await n8n.publish(id);
			});
			await progress.phase('Starting n8n', async () => await (queue ?? n8n).start());
			for (const { id, name } of live) {
				await n8n.api
					.triggersLive(id)
					.catch((error: unknown) => troubles.push(`"${name}" is not live: ${String(error)}`));
			}
			return playground;
		} catch (error) {
			await playground.close();
			throw asError(error);
		}
	}

	async close(): Promise<void> {
		await (this.queue ?? this.n8n).remove();
		await this.simulator.close();
		if (this.queue === undefined) await this.postgres?.close();
	}
}

/** CRMs that templates call by an address in a parameter instead of a credential. */
const CRM_HOSTS = ['example.amocrm.ru', 'example.bitrix24.ru', 'api.hubapi.com'];

function atSimulator(workflow: Workflow, simulatorUrl: string): Workflow {
	const text = CRM_HOSTS.reduce(
		(json, host) => json.replaceAll(`https://${host}`, `${simulatorUrl}/${host}`),
		JSON.stringify(workflow),
	);
	return JSON.parse(text) as Workflow;
}

const MARKETS = ['Kwork', 'Avito', 'Upwork'];

/** Groups n8n's list of workflows by the markets whose nodes they use. */
function tagged(workflow: Workflow): Workflow {
	const types = workflow.nodes.map(({ type }) => type).join();
	const used = MARKETS.filter((name) => types.includes(`freelance-hub.${name.toLowerCase()}`));
	const names = used.length > 0 ? used : ['Building block'];
	return { ...workflow, tags: names.map((name) => ({ id: name.toLowerCase(), name })) };
}
