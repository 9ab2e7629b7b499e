import type { Logger } from 'n8n-workflow';
import type { OpenedMemory } from '../../lib/memory';
import { loadLib } from './lib';

/** Held open as long as the process lives. */
const LASTING = 1;

/** Whether other processes may be using the same accounts: n8n's queue mode, or a PostgreSQL. */
export async function sharesAccounts(): Promise<boolean> {
	const { memory } = await loadLib();
	try {
		const { postgres, queueMode } = memory.memorySettings(process.env);
		return queueMode || postgres !== undefined;
	} catch {
		// Told at the first use of the memory.
		return true;
	}
}

/**
 * What n8n's processes remember together; where, n8n's environment says (lib/memory/settings.ts).
 * Rejects where it cannot be reached, so ask for it right where it is needed.
 */
export async function deskMemory(logger: Pick<Logger, 'warn'>): Promise<OpenedMemory> {
	const { accounts, memory } = await loadLib();
	const desk = accounts.get(
		'memory',
		memory.DeskMemory,
		() => {
			const settings = () => memory.memorySettings(process.env);
			return new memory.DeskMemory(settings, ({ notice }) => notice && logger.warn(notice));
		},
		LASTING,
	);
	return await desk.open();
}
