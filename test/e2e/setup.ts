import { build, ensureN8n } from '../../playground/harness';

/** n8n is there (installed once, minutes) and the package is built. */
export default async function setup(): Promise<void> {
	await ensureN8n();
	await build();
}
