import type { Closable } from '../accounts';
import { openMemory, type OpenedMemory } from './open';
import type { MemorySettings } from './settings';

/**
 * The memory as one process uses it: opened at the first use, by all accounts together, and tried
 * anew at the next use where that failed.
 */
export class DeskMemory implements Closable {
	private opened?: Promise<OpenedMemory>;

	/**
	 * @param settings read at each try, so that a wrong one fails the use, not the start
	 * @param onOpened hears of each memory that was opened
	 */
	constructor(
		private readonly settings: () => MemorySettings,
		private readonly onOpened: (opened: OpenedMemory) => void = () => {},
	) {}

	/** Rejects with `MemoryDownError`, `MemorySettingsError`, `NewerMemoryError`. */
	async open(): Promise<OpenedMemory> {
		this.opened ??= openMemory(this.settings()).then(
			(opened) => {
				this.onOpened(opened);
				return opened;
			},
			async (error: unknown) => {
				this.opened = undefined;
				return await Promise.reject(error);
			},
		);
		return await this.opened;
	}

	async close(): Promise<void> {
		const opened = await this.opened?.catch(() => undefined);
		await opened?.memory.close();
	}
}
