import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Editor } from './browser';
import { build, REPOSITORY } from './harness';
import { panels } from './panels';
import { Playground } from './playground';

const IMAGES = path.join(REPOSITORY, 'docs', 'images');

/** They look like crm-amocrm and upwork-automation-suite. */
const LOOK_ALIKE = new Set(['crm-bitrix24', 'crm-hubspot', 'upwork-automation-suite-data-tables']);

/** Names given on the command line; none means all. */
const wanted = process.argv.slice(2);

/** `npm run screenshot`: the panel of every node, every template on the canvas, and one run. */
async function screenshot(): Promise<void> {
	mkdirSync(IMAGES, { recursive: true });
	await build();
	const playground = await Playground.open();
	try {
		await playground.n8n.importWorkflows([panels]);
		const editor = await Editor.open(playground.n8n);
		try {
			await takePictures(editor, playground);
		} finally {
			await editor.close();
		}
	} finally {
		await playground.close();
	}
}

async function takePictures(editor: Editor, { workflows }: Playground): Promise<void> {
	for (const { name, type } of panels.nodes) {
		await take(`node-${type.split('.').pop() ?? name}`, async (file) => {
			await editor.openWorkflow(panels);
			await editor.openNode(name);
			await editor.shootPanel(file);
		});
	}
	for (const workflow of workflows.filter(({ id }) => !LOOK_ALIKE.has(id))) {
		await take(workflow.id, async (file) => {
			await editor.openWorkflow(workflow);
			await editor.shootCanvas(file, workflow);
		});
	}
	const offering = workflows.find(({ id }) => id === 'kwork-offer');
	if (offering === undefined) return;
	await take('kwork-offer-submit', async (file) => {
		await editor.openWorkflow(offering);
		await editor.execute('Send the offer');
		await editor.openNode('Send the offer');
		await editor.page.screenshot({ path: file });
	});
}

async function take(name: string, shoot: (file: string) => Promise<void>): Promise<void> {
	if (wanted.length > 0 && !wanted.includes(name)) return;
	await shoot(path.join(IMAGES, `${name}.png`));
	process.stdout.write(`docs/images/${name}.png\n`);
}

screenshot().then(
	() => process.exit(0),
	(error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exit(1);
	},
);
