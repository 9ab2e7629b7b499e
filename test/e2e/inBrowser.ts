import type { Page } from 'playwright-core';
import { Editor } from '../../playground/browser';
import type { N8n } from '../../playground/harness';

/**
 * Connects an OAuth2 credential as its owner does: *Connect* in the editor, then the service's
 * consent page, which `agree` deals with, until the editor says that it is connected.
 */
export async function connectInEditor(
	n8n: N8n,
	credentialId: string,
	agree: (consent: Page) => Promise<void>,
): Promise<void> {
	const editor = await Editor.open(n8n);
	try {
		await editor.page.goto(`${n8n.url}/home/credentials/${credentialId}`);
		const popup = editor.page.waitForEvent('popup');
		await editor.page
			.getByRole('button', { name: /^Connect/ })
			.first()
			.click();
		await agree(await popup);
		await editor.page.getByText('Account connected').first().waitFor();
	} finally {
		await editor.close();
	}
}
