import { Editor } from '../../playground/browser';
import { Playground } from '../../playground/playground';

/** More than twenty templates, each of them up to 9 s in the browser on a busy machine with two cores. */
const EVERY_TEMPLATE_MS = 600_000;

describe('what `npm start` opens', () => {
	test(
		'shows the templates with nodes that n8n knows, and runs one',
		async () => {
			const playground = await Playground.open();
			try {
				expect(playground.troubles).toEqual([]);
				expect(playground.workflows.length).toBeGreaterThan(1);
				// What the editor shows of an output before the first run.
				const sample = 'schemas/n8n-nodes-freelance-hub.kwork/1.0.0/project/getAll.json';
				expect(await (await fetch(`${playground.n8n.url}/${sample}`)).json()).toMatchObject({
					type: 'object',
					properties: { title: { type: 'string' } },
				});
				const editor = await Editor.open(playground.n8n);
				try {
					const errors: string[] = [];
					editor.page.on('pageerror', ({ message }) => errors.push(message));
					for (const workflow of playground.workflows) {
						await editor.openWorkflow(workflow);
						// Unknown node types are drawn with this text.
						expect(await editor.page.getByText('Install this node to use it').count()).toBe(0);
					}
					const offering = playground.workflows.find(({ id }) => id === 'kwork-offer');
					if (offering === undefined) throw new Error('The offer template is missing');
					await editor.openWorkflow(offering);
					await editor.execute('Send the offer');
					expect(errors).toEqual([]);
				} finally {
					await editor.close();
				}
			} finally {
				await playground.close();
			}
		},
		EVERY_TEMPLATE_MS,
	);
});
