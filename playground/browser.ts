import { existsSync } from 'node:fs';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { owner, type N8n, type Workflow } from './harness';

/** Where the Debian package, Chrome's installer and Snap put the browser. */
const BROWSERS = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/snap/bin/chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

function browserPath(): string {
	const path = [process.env.CHROMIUM_PATH ?? '', ...BROWSERS].find(
		(path) => path !== '' && existsSync(path),
	);
	if (path !== undefined) return path;
	throw new Error(
		'Chromium is not installed. Install the Debian package chromium (.ci/run does so as root), or name another browser of its kind in CHROMIUM_PATH.',
	);
}

const VIEWPORT = { width: 1440, height: 900 };

/** Width of a picture of the canvas, in pixels; more where nodes would become smaller than this. */
const PICTURE_WIDTH = 1100;
const SMALLEST_ZOOM = 0.45;

/** What lies over the canvas. */
const OVERLAYS =
	'.el-notification, .el-popper, [data-reka-popper-content-wrapper], [role="dialog"], .vue-flow__panel, .vue-flow__background, [data-test-id="canvas-execution-buttons"], [data-test-id="canvas-node-toolbar"], [data-test-id="sticky-resize"]';

/** Runs in the page: no list of a parameter is still on its way. */
const LISTS_ARE_LOADED = `
	![...document.querySelectorAll('input')].some(({ value, placeholder }) =>
		(value + placeholder).includes('Loading options')) &&
	!document.body.innerText.includes('Loading options')`;

/** High enough for the parameters of any node. */
const PANEL_HEIGHT = 1200;

/** Around a picture of the canvas; names are below their nodes. */
const MARGIN = 48;

type Box = { x: number; y: number; width: number; height: number };

/** The box that holds all of them, with a margin. */
function around(boxes: Box[]): Box {
	const x = Math.min(...boxes.map((box) => box.x)) - MARGIN;
	const y = Math.min(...boxes.map((box) => box.y)) - MARGIN;
	const right = Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN;
	const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + MARGIN;
	return { x, y, width: right - x, height: bottom - y };
}

/** The editor of a running n8n in a headless browser, signed in as its owner. */
export class Editor {
	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
		private readonly url: string,
	) {}

	static async open(n8n: N8n): Promise<Editor> {
		const browser = await chromium.launch({
			executablePath: browserPath(),
			args: ['--no-sandbox'],
		});
		const page = await browser.newPage({ viewport: VIEWPORT });
		await page.goto(`${n8n.url}/signin`);
		await page.locator('input[name="emailOrLdapLoginId"]').fill(owner.email);
		await page.locator('input[name="password"]').fill(owner.password);
		await page.locator('[data-test-id="form-submit-button"]').click();
		await page.waitForURL((url) => !url.pathname.includes('signin'));
		return new Editor(browser, page, n8n.url);
	}

	/** Opens a workflow and waits until all of its nodes and notes are on the canvas. */
	async openWorkflow({ id, nodes }: Workflow): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.drawn.nth(nodes.length - 1).waitFor();
	}

	/** Runs the workflow on the canvas and waits until the last node of it is done. */
	async execute(lastNode: string): Promise<void> {
		await this.page.locator('[data-test-id="execute-workflow-button"]').first().click();
		await this.node(lastNode).locator('[data-test-id="canvas-node-status-success"]').waitFor();
	}

	/** Opens a node's panel. */
	async openNode(name: string): Promise<void> {
		await this.node(name).dblclick();
		await this.page.locator('[data-test-id="node-parameters"]').waitFor();
	}

	/** A picture of the parameters of the open node, as far down as there are any. */
	async shootPanel(file: string): Promise<void> {
		await this.page.setViewportSize({ ...VIEWPORT, height: PANEL_HEIGHT });
		await this.page.waitForFunction(LISTS_ARE_LOADED);
		const panel = this.page.locator('[data-test-id="node-parameters"]');
		const list = panel.locator('.parameter-input-list-wrapper').first();
		const [outer, inner] = await Promise.all([panel.boundingBox(), list.boundingBox()]);
		if (outer === null || inner === null) throw new Error('No node is open');
		const height = Math.min(outer.height, inner.y + inner.height - outer.y + 16);
		await this.page.screenshot({ path: file, clip: { ...outer, height } });
		await this.page.setViewportSize(VIEWPORT);
	}

	/** A picture of all that is on the canvas, large enough to read the names. */
	async shootCanvas(file: string, { nodes }: Workflow): Promise<void> {
		const xs = nodes.map(({ position: [x] }) => x);
		const ys = nodes.map(({ position: [, y] }) => y);
		const size = (values: number[]) => Math.max(...values) - Math.min(...values) + 600;
		const zoom = Math.max(SMALLEST_ZOOM, Math.min(1, PICTURE_WIDTH / size(xs)));
		await this.page.setViewportSize({
			width: Math.ceil(size(xs) * zoom) + 200,
			height: Math.ceil(size(ys) * zoom) + 300,
		});
		await this.page.addStyleTag({ content: `${OVERLAYS} { visibility: hidden !important; }` });
		await this.page.keyboard.press('1');
		await this.page.waitForTimeout(800);
		const boxes = await Promise.all(
			(await this.drawn.all()).map(async (one) => await one.boundingBox()),
		);
		await this.page.screenshot({ path: file, clip: around(boxes.filter((box) => box !== null)) });
		await this.page.setViewportSize(VIEWPORT);
	}

	private get drawn(): Locator {
		return this.page.locator('[data-test-id="canvas-node"], [data-test-id="sticky"]');
	}

	private node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	async close(): Promise<void> {
		await this.browser.close();
	}
}
