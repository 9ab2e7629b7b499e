import { rm } from 'node:fs/promises';
import path from 'node:path';
import { demoCredentials } from '../../playground/credentials';
import {
	N8n,
	pack,
	readManifest,
	readWorkflow,
	run as runCommand,
	TEMPLATES,
	withCredentials,
} from '../../playground/harness';
import { startSimulator, type Simulator } from '../../simulator';

interface Registered {
	name: string;
	n8n: { nodes: string[]; credentials: string[] };
}

/** `dist/nodes/Kwork/KworkTrigger.node.js` registers `<package>.kworkTrigger`. */
const typeOf = (name: string, file: string) => {
	const className = path.basename(file, '.node.js');
	return `${name}.${className.charAt(0).toLowerCase()}${className.slice(1)}`;
};

describe('the packed package, installed as n8n installs it', () => {
	let tarball: string;
	let n8n: N8n;
	let simulator: Simulator;

	beforeAll(async () => {
		tarball = await pack();
		n8n = await N8n.create({ package: tarball });
		simulator = await startSimulator();
	});

	afterAll(async () => {
		await n8n?.remove();
		await simulator?.close();
		if (tarball) await rm(path.dirname(tarball), { recursive: true, force: true });
	});

	test('holds what is published and nothing else', async () => {
		const files = (await runCommand('tar', ['-tzf', tarball])).trim().split('\n');
		const others = files.filter(
			(file) => !/^package\/(dist\/|index\.js$|package\.json$|README\.md$|LICENSE$)/.test(file),
		);
		expect(others).toEqual([]);
	});

	test('shows every one of its nodes to n8n', async () => {
		const { name, n8n: registered } = (await readManifest()) as unknown as Registered;
		const types = (await n8n.nodeTypes()).map((type) => type.name);
		expect(types).toEqual(
			expect.arrayContaining(registered.nodes.map((file) => typeOf(name, file))),
		);
	});

	test('runs a template, and its credential can be tested', async () => {
		const credentials = demoCredentials(simulator.url);
		const workflow = withCredentials(readWorkflow(`${TEMPLATES}/kwork-offer.json`), credentials);
		await n8n.importCredentials(credentials);
		await n8n.importWorkflows([workflow]);
		const run = await n8n.execute(workflow.id);
		expect(run.error).toBeUndefined();
		expect(run.nodes['Send the offer']?.items).toEqual([expect.objectContaining({ sent: true })]);

		await n8n.start();
		expect(await n8n.api.testCredential('demo-kwork')).toMatchObject({ status: 'OK' });
	});
});
