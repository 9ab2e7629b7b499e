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

export const browserPath = (): string | undefined =>
	[process.env.CHROMIUM_PATH ?? '', ...BROWSERS].find((path) => path !== '' && existsSync(path));

/** The editor of a running n8n in a headless browser, signed in as its owner. */
export class Editor {
	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
		private readonly url: string,
	) {}

	static async open(n8n: N8n): Promise<Editor> {
		const executablePath = browserPath();
		if (executablePath === undefined) throw new Error('Chromium is not installed');
		const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
		const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
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
		const drawn = this.page.locator('[data-test-id="canvas-node"], [data-test-id="sticky"]');
		await drawn.nth(nodes.length - 1).waitFor();
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

	private node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	async close(): Promise<void> {
		await this.browser.close();
	}
}
