import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Editor } from './browser';
import { build, REPOSITORY } from './harness';
import { Playground } from './playground';

const IMAGES = path.join(REPOSITORY, 'docs', 'images');

/** `npm run screenshot`: pictures of every template on the canvas and of one node's panel. */
async function screenshot(): Promise<void> {
	mkdirSync(IMAGES, { recursive: true });
	await build();
	const playground = await Playground.open();
	const editor = await Editor.open(playground.n8n).catch(async (error: unknown) => {
		await playground.close();
		throw error;
	});
	const take = async (name: string) => {
		await editor.page.screenshot({ path: path.join(IMAGES, `${name}.png`) });
		process.stdout.write(`docs/images/${name}.png\n`);
	};
	try {
		for (const workflow of playground.workflows) {
			await editor.openWorkflow(workflow);
			await take(workflow.id);
		}
		const workflow = playground.workflows.find(({ id }) => id === 'kwork-offer');
		if (workflow !== undefined) {
			await editor.openWorkflow(workflow);
			await editor.execute('Send the offer');
			await take('kwork-offer-done');
			await editor.openNode('Send the offer');
			await take('kwork-offer-submit');
		}
	} finally {
		await editor.close();
		await playground.close();
	}
}

screenshot().then(
	() => process.exit(0),
	(error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exit(1);
	},
);
